//! What the digits and the fields of a packet mean, in both languages.

use serde_json::{Map, Value};

use crate::language::Language;

/// In English and Korean.
pub type Meaning = (&'static str, &'static str);

/// How many binary packets follow as part of this one.
pub const ATTACHMENTS: Meaning = (
    "how many binary packets belong to it",
    "이어서 오는 바이너리 패킷의 수",
);
/// Which part of the server a client is connected to, if it isn't `/`.
pub const NAMESPACE: Meaning = ("the namespace", "네임스페이스");
/// Comes before an event that wants an answer, and before that answer.
pub const NUMBER: Meaning = (
    "the number that an event and its acknowledgement share",
    "이벤트와 확인 응답을 짝지어 주는 번호",
);
/// The first element of an event's array.
pub const EVENT: Meaning = ("the event's name", "이벤트의 이름");
/// The data of an event, or of an acknowledgement.
pub const ARGUMENT: Meaning = ("an argument, as JSON", "인자(JSON)");
const PROBE: Meaning = (
    "a test: does anything get through the WebSocket?",
    "WebSocket으로 잘 오가는지 확인하는 값",
);
const JSON: Meaning = ("JSON", "JSON");
const BINARY: Meaning = ("binary data", "바이너리 데이터");
const OTHER_FIELD: Meaning = (
    "what the client tells about itself",
    "클라이언트가 자신에 대해 보낸 값",
);

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
    ("Engine.IO, pong: yes, I am", "Engine.IO, pong: 네, 있어요"),
    (
        "Engine.IO, message: a Socket.IO packet follows",
        "Engine.IO, message: 뒤에 Socket.IO 패킷이 와요",
    ),
    (
        "Engine.IO, upgrade: from now on over WebSocket",
        "Engine.IO, upgrade: 이제부터 WebSocket으로",
    ),
    (
        "Engine.IO, noop: an empty packet that ends a long poll",
        "Engine.IO, noop: 롱 폴링을 끝내는 빈 패킷",
    ),
];

const SOCKET: [Meaning; 7] = [
    (
        "Socket.IO, CONNECT: asks to join a namespace, or confirms it",
        "Socket.IO, CONNECT: 네임스페이스에 들어가겠다는 요청, 또는 들어왔다는 응답",
    ),
    (
        "Socket.IO, DISCONNECT: leaves the namespace",
        "Socket.IO, DISCONNECT: 네임스페이스에서 나가기",
    ),
    ("Socket.IO, EVENT: an event", "Socket.IO, EVENT: 이벤트"),
    (
        "Socket.IO, ACK: acknowledges an event",
        "Socket.IO, ACK: 이벤트에 대한 확인 응답",
    ),
    (
        "Socket.IO, CONNECT_ERROR: the connection is refused",
        "Socket.IO, CONNECT_ERROR: 연결 거절",
    ),
    (
        "Socket.IO, BINARY_EVENT: an event with binary data",
        "Socket.IO, BINARY_EVENT: 바이너리 데이터가 담긴 이벤트",
    ),
    (
        "Socket.IO, BINARY_ACK: an acknowledgement with binary data",
        "Socket.IO, BINARY_ACK: 바이너리 데이터가 담긴 확인 응답",
    ),
];

const FIELDS: [(&str, Meaning); 10] = [
    ("sid", ("the session id", "세션 id")),
    (
        "upgrades",
        (
            "what the connection can be upgraded to; empty if it is a WebSocket already",
            "업그레이드할 수 있는 전송 방식. 이미 WebSocket이면 비어 있어요",
        ),
    ),
    (
        "pingInterval",
        (
            "milliseconds between two pings",
            "ping을 보내는 간격(밀리초)",
        ),
    ),
    (
        "pingTimeout",
        (
            "milliseconds to wait for a pong before the client counts as gone",
            "pong을 기다리는 시간(밀리초). 이 시간이 지나면 연결이 끊긴 것으로 봐요",
        ),
    ),
    (
        "maxPayload",
        (
            "the most bytes that one request may carry",
            "요청 하나에 담을 수 있는 최대 바이트 수",
        ),
    ),
    ("message", ("the reason, in words", "이유를 적은 문장")),
    ("token", ("the login token", "로그인 토큰")),
    (
        "after",
        (
            "the number of the last purchase that the client got",
            "클라이언트가 받은 마지막 구매의 번호",
        ),
    ),
    (
        "grouped",
        (
            "whether the client takes several purchases in one packet",
            "구매 여러 건을 패킷 하나로 받을지 여부",
        ),
    ),
    (
        "missed",
        (
            "how many earlier purchases were left out",
            "그보다 앞서서 생략된 구매의 수",
        ),
    ),
];

/// The Engine.IO packet type, `0` to `6`.
pub fn engine(digit: char) -> Meaning {
    of(&ENGINE, digit)
}

/// The Socket.IO packet type, `0` to `6`.
pub fn socket(digit: char) -> Meaning {
    of(&SOCKET, digit)
}

/// A field of a packet's JSON object.
pub fn field(name: &str) -> Meaning {
    let known = FIELDS.iter().find(|(field, _)| *field == name);
    known.map_or(OTHER_FIELD, |(_, it)| *it)
}

/// All of them as a script, for the pages that take packets apart in a browser, so that
/// they use the same words as the page about the protocol. The keys are those that
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
