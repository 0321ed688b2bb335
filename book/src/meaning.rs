//! What the digits and the fields of a packet mean, in both languages.

use serde_json::{Value, json};

use crate::language::Language;

/// In English, in Korean.
pub type Meaning = (&'static str, &'static str);

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

const FIELDS: [(&str, Meaning); 6] = [
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

/// All of them as a script, for the page on which readers take packets apart: one
/// vocabulary for that page and for the protocol's.
pub fn script() -> String {
    let both = Language::ALL.map(|language| {
        let say = |meaning: &Meaning| language.pick(meaning.0, meaning.1);
        let fields = FIELDS.iter().map(|(name, it)| (*name, say(it)));
        let words = json!({
            "engine": ENGINE.iter().map(say).collect::<Vec<_>>(),
            "socket": SOCKET.iter().map(say).collect::<Vec<_>>(),
            "fields": fields.collect::<std::collections::BTreeMap<_, _>>(),
            "otherField": say(&OTHER_FIELD),
            "namespace": say(&NAMESPACE),
            "number": say(&NUMBER),
            "event": say(&EVENT),
            "argument": say(&ARGUMENT),
        });
        (language.code().to_owned(), words)
    });
    let both = Value::Object(both.into_iter().collect());
    format!("// Made from book/src/meaning.rs.\nconst packetMeanings = {both:#};\n")
}

fn of(meanings: &[Meaning; 7], digit: char) -> Meaning {
    let at = digit.to_digit(10).unwrap_or_default() as usize;
    meanings
        .get(at)
        .copied()
        .unwrap_or(("unknown", "알 수 없음"))
}
