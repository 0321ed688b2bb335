//! What the digits and the fields of a packet mean, in both languages.

use serde_json::{Map, Value};

use crate::language::Language;

/// In English, in Korean.
pub type Meaning = (&'static str, &'static str);

/// How many binary packets follow that belong to this one.
pub const ATTACHMENTS: Meaning = (
    "how many binary packets belong to it",
    "딸려 오는 바이너리 패킷의 수",
);
/// Where in the server a client is, other than `/`.
pub const NAMESPACE: Meaning = ("the namespace", "네임스페이스");
/// Stands before an event that wants an answer, and before the answer.
pub const NUMBER: Meaning = (
    "the number by which the acknowledgement finds its event",
    "확인 응답이 제 이벤트를 찾는 번호",
);
/// The first of an event's array.
pub const EVENT: Meaning = ("the event's name", "이벤트의 이름");
/// What comes with an event, or with an acknowledgement.
pub const ARGUMENT: Meaning = ("an argument, as JSON", "인자 (JSON)");
const PROBE: Meaning = (
    "on trial: can a WebSocket open?",
    "시험 삼아: WebSocket이 열릴까요?",
);
const JSON: Meaning = ("JSON", "JSON");
const BINARY: Meaning = ("binary data", "바이너리 데이터");
const OTHER_FIELD: Meaning = ("what the client says of itself", "클라이언트가 알린 값");

const ENGINE: [Meaning; 7] = [
    (
        "Engine.IO, open: the handshake",
        "Engine.IO, open: 핸드셰이크",
    ),
    ("Engine.IO, close", "Engine.IO, close: 닫기"),
    (
        "Engine.IO, ping: are you there?",
        "Engine.IO, ping: 거기 있나요?",
    ),
    ("Engine.IO, pong: I am", "Engine.IO, pong: 있어요"),
    (
        "Engine.IO, message: a Socket.IO packet follows",
        "Engine.IO, message: 뒤에 Socket.IO 패킷이 와요",
    ),
    (
        "Engine.IO, upgrade: from now on by WebSocket",
        "Engine.IO, upgrade: 이제부터 WebSocket으로",
    ),
    (
        "Engine.IO, noop: nothing, to end a long poll",
        "Engine.IO, noop: 롱 폴링을 끝내는 빈 패킷",
    ),
];

const SOCKET: [Meaning; 7] = [
    (
        "Socket.IO, CONNECT: into a namespace, or the answer that one is in",
        "Socket.IO, CONNECT: 네임스페이스에 들어가기, 또는 들어왔다는 답",
    ),
    (
        "Socket.IO, DISCONNECT: leave it",
        "Socket.IO, DISCONNECT: 네임스페이스에서 나가기",
    ),
    ("Socket.IO, EVENT", "Socket.IO, EVENT: 이벤트"),
    (
        "Socket.IO, ACK: an event was dealt with",
        "Socket.IO, ACK: 이벤트를 처리했다는 확인 응답",
    ),
    (
        "Socket.IO, CONNECT_ERROR: refused",
        "Socket.IO, CONNECT_ERROR: 연결 거절",
    ),
    (
        "Socket.IO, BINARY_EVENT",
        "Socket.IO, BINARY_EVENT: 바이너리가 딸린 이벤트",
    ),
    (
        "Socket.IO, BINARY_ACK",
        "Socket.IO, BINARY_ACK: 바이너리가 딸린 확인 응답",
    ),
];

const FIELDS: [(&str, Meaning); 8] = [
    ("sid", ("the session's id", "세션의 id")),
    (
        "upgrades",
        (
            "what the connection may change to; empty if it is a WebSocket already",
            "바꿔 탈 수 있는 전송 방식. 이미 WebSocket이면 비어 있어요",
        ),
    ),
    (
        "pingInterval",
        (
            "milliseconds between two pings",
            "ping과 ping 사이의 밀리초",
        ),
    ),
    (
        "pingTimeout",
        (
            "milliseconds until a missing pong counts as gone",
            "pong이 없을 때 끊긴 것으로 보기까지의 밀리초",
        ),
    ),
    (
        "maxPayload",
        (
            "how many bytes one request may carry",
            "요청 하나에 담을 수 있는 바이트 수",
        ),
    ),
    ("message", ("why, in words", "이유를 적은 문장")),
    (
        "after",
        (
            "the number of the last purchase that the client knows",
            "클라이언트가 아는 마지막 구매의 번호",
        ),
    ),
    (
        "missed",
        (
            "how many purchases before that were left out",
            "그 앞에서 빠진 구매의 수",
        ),
    ),
];

/// Engine.IO's kind of packet, `0` to `6`.
pub fn engine(digit: char) -> Meaning {
    of(&ENGINE, digit)
}

/// Socket.IO's kind of packet, `0` to `6`.
pub fn socket(digit: char) -> Meaning {
    of(&SOCKET, digit)
}

/// A field of a packet's JSON object.
pub fn field(name: &str) -> Meaning {
    let known = FIELDS.iter().find(|(field, _)| *field == name);
    known.map_or(OTHER_FIELD, |(_, it)| *it)
}

/// All of them as a script, for the pages that take packets apart in a browser: one
/// vocabulary for them and for the protocol's page. Each stands under the key that
/// packet.js gives to a piece.
pub fn script() -> String {
    let both = Language::ALL.map(|language| {
        let mut words = Map::new();
        let mut say = |key: String, meaning: Meaning| {
            words.insert(key, language.pick(meaning.0, meaning.1).into());
        };
        for (digit, meaning) in ENGINE.into_iter().enumerate() {
            say(format!("engine.{digit}"), meaning);
        }
        for (digit, meaning) in SOCKET.into_iter().enumerate() {
            say(format!("socket.{digit}"), meaning);
        }
        for (name, meaning) in FIELDS {
            say(format!("field.{name}"), meaning);
        }
        for (key, meaning) in [
            ("otherField", OTHER_FIELD),
            ("attachments", ATTACHMENTS),
            ("namespace", NAMESPACE),
            ("number", NUMBER),
            ("event", EVENT),
            ("argument", ARGUMENT),
            ("probe", PROBE),
            ("json", JSON),
            ("binary", BINARY),
        ] {
            say(key.to_owned(), meaning);
        }
        (language.code().to_owned(), Value::Object(words))
    });
    let both = Value::Object(both.into_iter().collect());
    format!("// Made from book/src/meaning.rs.\nexport const meanings = {both:#};\n")
}

fn of(meanings: &[Meaning; 7], digit: char) -> Meaning {
    let at = digit.to_digit(10).unwrap_or_default() as usize;
    meanings
        .get(at)
        .copied()
        .unwrap_or(("unknown", "알 수 없음"))
}
