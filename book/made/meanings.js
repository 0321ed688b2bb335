// Made from book/src/meaning.rs.
const packetMeanings = {
  "en": {
    "engine": [
      "Engine.IO, open: the handshake",
      "Engine.IO, close",
      "Engine.IO, ping: are you there?",
      "Engine.IO, pong: I am",
      "Engine.IO, message: a Socket.IO packet follows",
      "Engine.IO, upgrade: from now on by WebSocket",
      "Engine.IO, noop: nothing, to end a long poll"
    ],
    "socket": [
      "Socket.IO, CONNECT: into a namespace, or the answer that one is in",
      "Socket.IO, DISCONNECT: leave it",
      "Socket.IO, EVENT",
      "Socket.IO, ACK: an event was dealt with",
      "Socket.IO, CONNECT_ERROR: refused",
      "Socket.IO, BINARY_EVENT",
      "Socket.IO, BINARY_ACK"
    ],
    "fields": {
      "maxPayload": "how many bytes one request may carry",
      "message": "why, in words",
      "pingInterval": "milliseconds between two pings",
      "pingTimeout": "milliseconds until a missing pong counts as gone",
      "sid": "the session's id",
      "upgrades": "what the connection may change to; empty if it is a WebSocket already"
    },
    "otherField": "what the client says of itself",
    "namespace": "the namespace",
    "number": "the number by which the acknowledgement finds its event",
    "event": "the event's name",
    "argument": "an argument, as JSON"
  },
  "ko": {
    "engine": [
      "Engine.IO, open: 핸드셰이크",
      "Engine.IO, close: 닫기",
      "Engine.IO, ping: 거기 있나요?",
      "Engine.IO, pong: 있어요",
      "Engine.IO, message: 뒤에 Socket.IO 패킷이 와요",
      "Engine.IO, upgrade: 이제부터 WebSocket으로",
      "Engine.IO, noop: 롱 폴링을 끝내는 빈 패킷"
    ],
    "socket": [
      "Socket.IO, CONNECT: 네임스페이스에 들어가기, 또는 들어왔다는 답",
      "Socket.IO, DISCONNECT: 네임스페이스에서 나가기",
      "Socket.IO, EVENT: 이벤트",
      "Socket.IO, ACK: 이벤트를 처리했다는 확인 응답",
      "Socket.IO, CONNECT_ERROR: 연결 거절",
      "Socket.IO, BINARY_EVENT: 바이너리가 딸린 이벤트",
      "Socket.IO, BINARY_ACK: 바이너리가 딸린 확인 응답"
    ],
    "fields": {
      "maxPayload": "요청 하나에 담을 수 있는 바이트 수",
      "message": "이유를 적은 문장",
      "pingInterval": "ping과 ping 사이의 밀리초",
      "pingTimeout": "pong이 없을 때 끊긴 것으로 보기까지의 밀리초",
      "sid": "세션의 id",
      "upgrades": "바꿔 탈 수 있는 전송 방식. 이미 WebSocket이면 비어 있어요"
    },
    "otherField": "클라이언트가 알린 값",
    "namespace": "네임스페이스",
    "number": "확인 응답이 제 이벤트를 찾는 번호",
    "event": "이벤트의 이름",
    "argument": "인자 (JSON)"
  }
};
