//! What two servers that are one shop have to do.

use exercise_check::Say;

pub const PLACE: Say = Say {
    en: "On both servers, a socket that connects gets `WHO`, and then `SINCE` with its place \
         in the log: without `after`, that's the newest purchase of all servers. It gets \
         nothing old, and the console says `새로운 소켓이 연결됐어요!`.",
    ko: "두 서버 모두에서, 연결된 소켓은 `WHO`를 받고 이어서 로그의 어디에서 시작하는지를 `SINCE`로 \
         받아야 해요. `after`가 없으면 모든 서버를 통틀어 최신 구매의 번호예요. 지난 구매는 \
         받지 않고, 콘솔에는 `새로운 소켓이 연결됐어요!`가 출력돼야 해요.",
};
pub const SOLD: Say = Say {
    en: "A purchase on either server is announced to everyone on both, once.",
    ko: "어느 서버에서 구매하든, 두 서버의 모두에게 구매 소식이 한 번씩 가야 해요.",
};
pub const SAME_ORDER: Say = Say {
    en: "The same `orderId` again, on the other server, is the same purchase: it is answered \
         with the same number, and nobody is told again.",
    ko: "같은 `orderId`가 다른 서버로 다시 와도 같은 구매예요. 같은 번호로 응답하고, \
         아무에게도 다시 알리지 않아야 해요.",
};
pub const MISSED: Say = Say {
    en: "A client that was on one server and comes back at the other with `after: N` gets \
         every purchase after number N, once.",
    ko: "한 서버에 있던 클라이언트가 `after: N`으로 다른 서버에 연결하면, N번 다음의 구매를 \
         모두 한 번씩 받아야 해요.",
};
pub const LEFT: Say = Say {
    en: "When a socket leaves, the console of its server says its id and `연결이 끊어졌어요!`.",
    ko: "소켓이 떠나면 그 소켓이 있던 서버의 콘솔에 id와 `연결이 끊어졌어요!`가 출력돼야 해요.",
};
pub const AT_ONCE: Say = Say {
    en: "When one server has sold something, the other tells its listeners at once, and not \
         when it next looks into the log. PostgreSQL says so on the channel `purchases`.",
    ko: "한 서버에서 누군가 구매하면, 다른 서버도 다음에 로그를 볼 때가 아니라 바로 알려야 \
         해요. PostgreSQL이 `purchases` 채널로 신호를 보내 줘요.",
};
pub const AGAIN: Say = Say {
    en: "When the connection to PostgreSQL is lost, a server makes a new one and listens \
         again. Its clients stay connected.",
    ko: "PostgreSQL과의 연결이 끊어지면, 서버는 다시 연결하고 신호를 다시 받아야 해요. \
         클라이언트의 연결은 그대로여야 해요.",
};
pub const FLOOD: Say = Say {
    en: "Three hundred purchases on each server at once reach everyone on both, in order and \
         each once. (One message from PostgreSQL may stand for many purchases: it says that \
         there is news. What it is, the log says.)",
    ko: "두 서버에서 한꺼번에 300번씩 구매해도, 두 서버의 모두에게 구매 소식이 순서대로, 빠짐없이, 한 번씩 \
         가야 해요. (PostgreSQL의 신호 하나가 여러 구매를 뜻하기도 해요. 신호는 새 구매가 \
         있다는 것만 알려 주고, 무엇인지는 로그에 있어요.)",
};

pub const NEWEST: Say = Say {
    en: "Where a newcomer begins is for the log to say, and not for this server's memory: a \
         call about the newest purchase may be late, or get lost.",
    ko: "새로 온 소켓의 자리는 서버가 기억하는 번호가 아니라 로그에 물어봐야 해요. 최신 구매를 \
         알리는 신호는 늦을 수도 있고, 사라질 수도 있어요.",
};
pub const SHARED: Say = Say {
    en: "With a database that only one server can use, it doesn't start. Otherwise, two \
         servers would look as if they were one shop.",
    ko: "서버 한 대만 쓸 수 있는 데이터베이스로는 켜지지 않아야 해요. 켜진다면 서버 두 대가 한 \
         쇼핑몰처럼 보일 뿐이에요.",
};
