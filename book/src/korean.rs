//! Each comment of the listings that the book shows, and what it is in Korean.

/// The steps' own, then those of examples and of the shop.
pub(crate) const COMMENTS: &[(&str, &str)] = &[
    (
        "Step 01: Socket.IO alone. It greets each socket, prints each message and echoes it.",
        "스텝 01: Socket.IO만으로. 소켓마다 인사하고, 메시지를 출력한 뒤 되돌려보내요.",
    ),
    (
        "Step 02: an event with a name of our own, next to the built-in `message`.",
        "스텝 02: 원래 있는 `message` 말고, 이름을 직접 붙인 이벤트를 보내요.",
    ),
    (
        "Step 03: an axum app and Socket.IO on one port, each able to reach the other.",
        "스텝 03: axum 앱과 Socket.IO가 한 포트를 쓰고, 서로를 부를 수 있어요.",
    ),
    (
        "Step 04: the shop gets a socket, and each one that connects is sent a fake purchase.",
        "스텝 04: 쇼핑몰에 소켓을 달고, 연결된 소켓마다 가짜 구매 소식을 보내요.",
    ),
    (
        "Step 05: when someone buys something, everyone is told, the buyer too.",
        "스텝 05: 누군가 구매하면 구매자까지 포함해 모두에게 알려요.",
    ),
    (
        "Step 06: a page is a room, and everyone in it is told how many are looking.",
        "스텝 06: 페이지 하나가 방 하나예요. 방에 있는 모두에게 몇 명이 보고 있는지 알려요.",
    ),
    (
        "Step 07: the server knows who buys, and answers.",
        "스텝 07: 서버가 구매자를 알아보고, 응답도 보내요.",
    ),
    (
        "Step 08: first into the log, then to everyone. Those who were away get the rest.",
        "스텝 08: 먼저 로그에 적고, 그다음 모두에게 알려요. 자리를 비웠다면 놓친 것을 받아요.",
    ),
    (
        "Step 09: as many servers as needed, and one log that all of them read.",
        "스텝 09: 서버는 필요한 만큼, 로그는 하나. 모든 서버가 그 로그를 읽어요.",
    ),
    (
        "Socket.IO begins as HTTP. In Node, it opens a server of its own. Here it is a layer, and needs an axum router to carry it, even one without a page.",
        "Socket.IO는 HTTP로 시작해요. Node에서는 서버를 직접 열지만, 여기서는 레이어라서 페이지가 없더라도 얹을 axum 라우터가 필요해요.",
    ),
    (
        "Runs before the client is told that it is connected. In `greet`, it would be too late: the first message could arrive before anyone is listening.",
        "클라이언트가 연결됐다는 소식을 받기 전에 실행돼요. `greet`에서 등록하면 늦어요. 기다리는 핸들러가 없을 때 첫 메시지가 도착할 수 있거든요.",
    ),
    (
        "Its client may have connected again, over the same WebSocket.",
        "클라이언트가 같은 웹소켓으로 다시 연결했을 수도 있어요.",
    ),
    (
        "Newcomers start with what is newest. A client that was connected to another server may know of more than this one.",
        "새로 온 소켓은 가장 새로운 것부터 시작해요. 다른 서버에 연결돼 있던 클라이언트는 이 서버보다 더 많이 알 수도 있어요.",
    ),
    (
        "Nothing left to wait for. (An `async` block could be overtaken by the next.)",
        "더 기다릴 것이 없어요. (`async` 블록이면 다음 것이 앞지를 수 있어요.)",
    ),
    (
        "JavaScript's `socket.send`: it emits an event named `message`.",
        "JavaScript의 `socket.send`예요. 이름이 `message`인 이벤트를 보내요.",
    ),
    (
        "Undefined if it hasn't gone out: after a computer has slept, the client notices only now that the connection is gone, and would send it once there is another.",
        "아직 나가지 않았으면 undefined예요. 컴퓨터가 잠들었다 깨어나면 클라이언트는 연결이 끊긴 것을 이제야 알고, 다시 연결됐을 때 보내려고 하거든요.",
    ),
    (
        "What comes in over HTTP goes out to every socket.",
        "HTTP로 들어온 텍스트를 모든 소켓에게 보내요.",
    ),
    (
        "Via a `Map`, because serde would also accept a list as a `Buy`.",
        "`Map`을 거쳐요. serde는 배열도 `Buy`로 받아 주거든요.",
    ),
    (
        "On a single server, `emit` has nothing to wait for.",
        "서버가 한 대면 `emit`이 기다릴 것은 없어요.",
    ),
    (
        "One socket moves at a time: an older number can't come after a newer one.",
        "한 번에 소켓 하나만 옮겨요. 그래야 예전 숫자가 새 숫자보다 늦게 가지 않아요.",
    ),
    (
        "Those who miss it get the next one.",
        "이번 숫자를 놓쳐도 다음 숫자를 받아요.",
    ),
    (
        "The last one runs first: no event is read before we know whose it is.",
        "마지막에 붙인 것이 먼저 실행돼요. 누구인지 알기 전에는 이벤트를 읽지 않아요.",
    ),
    (
        "A buyer who has left asks again.",
        "떠난 구매자는 다시 물어봐요.",
    ),
    (
        "If the socket has left again, these fail, and `tell` returns at once.",
        "소켓이 벌써 떠났다면 전송에 실패하고, `tell`도 바로 끝나요.",
    ),
    (
        "If the database doesn't answer, it is asked again.",
        "데이터베이스가 응답하지 않으면 다시 요청해요.",
    ),
    (
        "Its queue is full: the rest comes later.",
        "소켓의 큐가 가득 찼어요. 나머지는 나중에 보내요.",
    ),
    (
        "Wait for news; briefly, if there is more; and see if the socket is still there.",
        "새 소식을 기다려요. 더 보낼 것이 있으면 짧게만요. 소켓이 있는지도 확인해요.",
    ),
    (
        "PostgreSQL says when a server has sold something: this one, or another.",
        "이 서버든 다른 서버든, 무언가를 팔면 PostgreSQL이 알려 줘요.",
    ),
    (
        "The connection is lost: another one.",
        "연결이 끊어졌어요. 새로 연결해요.",
    ),
    (
        "By any server: the log knows.",
        "어느 서버에서 팔았든 로그에 있어요.",
    ),
    (
        "Sends a socket what comes after its place in the log, for as long as it is there.",
        "소켓이 연결되어 있는 동안, 로그에서 그 소켓의 자리 다음에 오는 것을 보내요.",
    ),
    (
        "81 (a whole text), the length with one bit for the mask, the mask, the text.",
        "81(온전한 텍스트), 마스크 비트를 더한 길이, 마스크, 텍스트 순서예요.",
    ),
    (
        "<bdi>: a nickname written from right to left must not turn the sentence around.",
        "<bdi>: 오른쪽에서 왼쪽으로 쓰는 닉네임이 문장까지 뒤집지 못하게 해요.",
    ),
    (
        "A client that was connected to another server may be ahead of this one.",
        "다른 서버에 연결되어 있던 클라이언트는 이 서버보다 앞서 있을 수 있어요.",
    ),
    (
        "A connect middleware that gives a socket its [`Identity`], as an extension, or refuses it. Handlers registered after it can take the identity as an argument: `Extension(identity): Extension<Identity>`.",
        "소켓에 [`Identity`]를 확장으로 넣어 주거나 연결을 거절하는 연결 미들웨어예요. 이 뒤에 등록한 핸들러는 `Extension(identity): Extension<Identity>`라는 인자로 신원을 받을 수 있어요.",
    ),
    (
        "[`Refusal::NotLoggedIn`] for an explicit token that isn't valid; [`Refusal::Field`] for an `after` that isn't a purchase's number, or a `grouped` that isn't a boolean.",
        "직접 보낸 토큰이 유효하지 않으면 [`Refusal::NotLoggedIn`], `after`가 구매 번호가 아니거나 `grouped`가 불리언이 아니면 [`Refusal::Field`]예요.",
    ),
    ("# Errors", "# 에러"),
    (
        "A has no open request now, so the server has to keep what happens meanwhile.",
        "지금은 A가 열어 둔 요청이 없으니, 그사이에 일어난 일을 서버가 보관해야 해요.",
    ),
    (
        "A layer wraps the routes above it. In Express it's the opposite: `app.use` comes first.",
        "레이어는 위에 있는 라우트를 감싸요. Express에서는 반대로 `app.use`가 먼저예요.",
    ),
    (
        "A packet meets the injector on its way out and in: 11 % twice is a fifth.",
        "패킷은 나갈 때와 들어올 때 한 번씩 방해를 받아요. 11%가 두 번이면 5분의 1이에요.",
    ),
    (
        "A purchase that was there before reading but wasn't found is looked for again in the next round. One made while reading is news.",
        "읽기 전에 있었는데 찾지 못한 구매는 다음 차례에 다시 찾아요. 읽는 동안 생긴 구매는 새 소식이에요.",
    ),
    (
        "A server that doesn't acknowledge ignores the request to do so.",
        "확인 응답을 하지 않는 서버는 응답해 달라는 요청을 무시해요.",
    ),
    (
        "A task runs without anyone's `.await`, perhaps on another thread. So it has to own what it uses; `move` takes care of that.",
        "태스크는 아무도 `.await`하지 않아도 실행되고, 다른 스레드에서 실행될 수도 있어요. 그래서 쓰는 값을 모두 소유해야 하고, `move`가 그 일을 해 줘요.",
    ),
    (
        "A token that the client sends explicitly has to be valid. Browsers send the cookie unasked, so a stale one just makes the socket a guest.",
        "클라이언트가 직접 보낸 토큰은 유효해야 해요. 쿠키는 브라우저가 알아서 보내는 것이라, 만료됐다면 비회원으로 들여보내면 돼요.",
    ),
    (
        "Another seed loses other packets.",
        "시드가 다르면 다른 패킷을 잃어요.",
    ),
    (
        "Answers 403 to pages of other sites. It wraps the Socket.IO routes, polling and WebSocket alike, so it has no path to check.",
        "다른 사이트의 페이지에는 403으로 응답해요. 폴링이든 WebSocket이든 Socket.IO의 라우트를 통째로 감싸기 때문에 경로를 확인할 필요가 없어요.",
    ),
    (
        "Asks again for an order that may have been sent already. Only works with a server that says who you are: any other would sell it twice.",
        "이미 보냈을지도 모르는 주문을 다시 보내요. 내가 누구인지 알려 주는 서버에만 쓸 수 있어요. 다른 서버라면 두 번 팔 테니까요.",
    ),
    (
        "Both make progress in one task: while one waits, the other runs.",
        "둘 다 한 태스크에서 진행돼요. 하나가 기다리는 동안 다른 하나가 실행돼요.",
    ),
    (
        "Checked last: an emit while offline would be buffered, and sent who knows when.",
        "마지막에 확인해요. 끊긴 동안 emit하면 버퍼에 쌓였다가 언제 전송될지 모르거든요.",
    ),
    (
        "Connected for that long, and still no WHO?",
        "그만큼 연결돼 있었는데도 WHO가 아직 안 왔나요?",
    ),
    (
        "Cloned for every request: a handle to the same list, not a second list.",
        "요청마다 복제돼요. 목록이 하나 더 생기는 것이 아니라, 같은 목록의 핸들이에요.",
    ),
    (
        "Everything that has to be true of a purchase is looked up once for the whole batch, and stays true until it is written: the book is open the whole time.",
        "구매할 때 확인해야 할 것을 모인 주문 전부에서 한꺼번에 조회해요. 장부를 계속 열어 두기 때문에, 적을 때까지 그 내용이 바뀌지 않아요.",
    ),
    (
        "From the examples in RFC 6455; a browser makes up a new key each time.",
        "RFC 6455의 예제에서 가져왔어요. 브라우저는 매번 새 키를 만들어요.",
    ),
    (
        "HTTP long polling by hand: the server holds a request until it has an answer.",
        "HTTP 롱 폴링을 직접 해 봐요. 서버는 응답할 것이 생길 때까지 요청을 붙잡아 둬요.",
    ),
    (
        "Handles `BUY` from here on.",
        "여기서부터 `BUY`를 처리해요.",
    ),
    (
        "The library runs each handler in its own task, so one order could overtake another. Only the closure itself runs in the order of the events: it puts them in a queue, which a single task works through.",
        "라이브러리는 핸들러마다 태스크를 따로 만들어서, 주문이 다른 주문을 앞지를 수 있어요. 클로저의 본문만은 이벤트 순서대로 실행돼요. 그래서 여기서 큐에 넣고, 태스크 하나가 차례로 처리해요.",
    ),
    (
        "If the number isn't one, this is never called: axum has already answered 400.",
        "번호가 숫자가 아니면 이 함수는 호출되지 않아요. axum이 먼저 400으로 응답해요.",
    ),
    (
        "Lets others run, as waiting for a database would.",
        "데이터베이스를 기다릴 때처럼 다른 일이 실행되게 해요.",
    ),
    (
        "Masked, like everything a client sends: no proxy may mistake it for HTTP.",
        "클라이언트가 보낼 때는 늘 마스크를 씌워요. 프록시가 HTTP로 착각하면 안 되거든요.",
    ),
    (
        "Masks, and unmasks: applying the same mask twice changes nothing.",
        "마스크를 씌우고 벗겨요. 같은 마스크를 두 번 씌우면 원래대로 돌아와요.",
    ),
    (
        "No connect: every datagram carries the address that it goes to.",
        "연결은 없어요. 데이터그램마다 받을 주소가 적혀 있어요.",
    ),
    (
        "Nothing is poured yet: calling an async function only creates a future.",
        "아직 아무것도 따르지 않았어요. async 함수를 호출하면 future만 생겨요.",
    ),
    (
        "Nothing leaves the program: it uses smoltcp's TCP and UDP, a network in memory, and a simulated clock. So every run is the same, and none needs root.",
        "프로그램 밖으로는 아무것도 나가지 않아요. smoltcp의 TCP와 UDP, 메모리 안의 네트워크, 가상의 시계를 써요. 그래서 실행할 때마다 결과가 같고 관리자 권한도 필요 없어요.",
    ),
    (
        "Nothing left to read, and nothing more to come.",
        "더 읽을 것도, 더 올 것도 없어요.",
    ),
    (
        "One write, three reads, cut in the middle of a character.",
        "한 번 쓰고 세 번 읽어요. 글자 한가운데가 잘려요.",
    ),
    (
        "One write, which the client reads as two messages.",
        "한 번 썼지만 클라이언트는 메시지 두 개로 읽어요.",
    ),
    (
        "Port 0: the system picks a free one.",
        "포트 0: 비어 있는 포트를 시스템이 골라요.",
    ),
    (
        "Proves that the server speaks WebSocket: one that only knows HTTP can't answer this.",
        "서버가 WebSocket을 안다는 증거예요. HTTP만 아는 서버는 이렇게 응답할 수 없어요.",
    ),
    (
        "Put goods in the cart, or change their quantity if they are already in it.",
        "장바구니에 상품을 담고, 이미 있으면 수량을 바꿔요.",
    ),
    (
        "Puts goods in the cart, or changes their quantity if they are already there; `false` if there are no such goods.",
        "장바구니에 상품을 담고, 이미 있으면 수량을 바꿔요. 없는 상품이면 `false`예요.",
    ),
    (
        "What comes after this number: a purchase, or, if there are several and the listener takes groups, a group.",
        "이 번호 다음에 보낼 것이에요. 구매 하나인데, 여러 건이 있고 묶어서 받는 클라이언트라면 한 묶음이에요.",
    ),
    (
        "Sends what is new, as much as fits. What doesn't fit now comes later.",
        "새 소식을 들어가는 만큼 보내요. 지금 다 못 보내면 나머지는 나중에 보내요.",
    ),
    ("Reads the JSON of a `BUY`.", "`BUY`의 JSON을 읽어요."),
    (
        "Release the guard before any `.await`, or others would have to wait for the lock.",
        "`.await` 전에 가드를 놓아요. 그러지 않으면 다른 쪽이 락을 기다려야 해요.",
    ),
    (
        "Returns how many bytes the network took; whether they arrive, nobody knows.",
        "네트워크가 받아 준 바이트 수를 돌려줘요. 도착할지는 아무도 몰라요.",
    ),
    (
        "Returns the shop's answer, once it has acknowledged the purchase. Without an answer, the order has been sent, but this server hasn't said that it acknowledges any (the lesson's servers never do); `later` returns an answer that a slow connection delayed. Throws a ShopError that says why not. `may` says whether it may still be sent again.",
        "쇼핑몰이 구매를 확인하면 그 응답을 돌려줘요. 응답이 없다면, 주문은 보냈지만 이 서버가 확인 응답을 하겠다고 한 적이 없는 거예요(강의의 서버가 그래요). 느린 연결 때문에 늦은 응답은 `later`가 돌려줘요. 실패하면 이유가 담긴 ShopError를 던져요. `may`는 주문을 아직 다시 보내도 되는지 알려 줘요.",
    ),
    (
        "As it is now: if the connection breaks meanwhile, that is forgotten.",
        "지금 값을 적어 둬요. 그사이에 연결이 끊어지면 잊어버리거든요.",
    ),
    (
        "The next connection may lead to another server, which wasn't asked to sell anything.",
        "다음 연결은 다른 서버로 이어질 수도 있어요. 그 서버에는 아무것도 주문하지 않았어요.",
    ),
    (
        "Small messages are sent at once.",
        "작은 메시지도 바로 보내요.",
    ),
    (
        "So that every run shows the same. `peek` looks at the bytes without taking them out.",
        "실행할 때마다 결과가 같도록 해요. `peek`은 바이트를 꺼내지 않고 들여다봐요.",
    ),
    (
        "Socket by socket: everything that is new for one goes out in a single write.",
        "소켓마다 차례로, 새 소식을 모두 한 번에 써서 보내요.",
    ),
    (
        "Socket.IO has a router to itself: no timeout cuts off a long poll, and only sockets have their origin checked.",
        "Socket.IO는 라우터를 따로 써요. 그래야 시간제한이 롱 폴링을 끊지 않고, 출처 확인도 소켓에만 해요.",
    ),
    (
        "Someone is waiting, and there is something to say, whichever came last.",
        "기다리는 소켓도 있고 보낼 소식도 있어요. 어느 쪽이 나중에 왔든지요.",
    ),
    (
        "Stands for something slow, such as a database query.",
        "데이터베이스 쿼리처럼 오래 걸리는 일을 대신해요.",
    ),
    (
        "Step 01 with a mistake in it: the handler is registered after a wait, which is too late.",
        "실수가 있는 스텝 01: 한 번 기다린 다음에 핸들러를 등록해서 늦어요.",
    ),
    (
        "Step 03 with a mistake in it: HTTP emits through a stored socket, not through `io`.",
        "실수가 있는 스텝 03: HTTP 핸들러가 `io`가 아니라 저장해 둔 소켓으로 보내요.",
    ),
    (
        "Step 03 with a mistake in it: the Socket.IO layer also wraps the client's route.",
        "실수가 있는 스텝 03: Socket.IO 레이어가 클라이언트 파일의 라우트까지 감싸요.",
    ),
    (
        "Step 03 with a mistake in it: the emit is never awaited, so it never starts.",
        "실수가 있는 스텝 03: emit을 아무도 기다리지 않아서 시작되지 않아요.",
    ),
    (
        "Step 05 with socketioxide's `State`, which isn't axum's: it compiles, but no `BUY` is handled.",
        "axum이 아니라 socketioxide의 `State`를 쓴 스텝 05: 컴파일은 되지만 `BUY`가 하나도 처리되지 않아요.",
    ),
    (
        "TCP: a connection that carries bytes both ways, and knows nothing about messages.",
        "TCP: 바이트가 양쪽으로 오가는 연결이에요. 메시지가 무엇인지는 몰라요.",
    ),
    (
        "The arguments are what a handler needs from the request; the return type is its answer.",
        "인자는 핸들러가 요청에서 필요한 것이고, 반환 타입은 응답이에요.",
    ),
    (
        "The body comes last among the arguments, because it can be read only once.",
        "본문은 한 번만 읽을 수 있어서 인자 가운데 마지막에 와요.",
    ),
    ("The first line and the body.", "첫 줄과 본문이에요."),
    (
        "The same order, as often as necessary: it is still bought only once.",
        "같은 주문을 필요한 만큼 보내요. 그래도 구매는 한 번뿐이에요.",
    ),
    (
        "The same twenty messages over UDP and over TCP, on a network that loses a fifth.",
        "5분의 1을 잃어버리는 네트워크에서, 같은 메시지 스무 개를 UDP와 TCP로 보내요.",
    ),
    (
        "The server is gone, and so is its socket: nobody listens on this port now.",
        "서버가 끝났고 소켓도 사라졌어요. 이제 이 포트에서 듣는 프로그램이 없어요.",
    ),
    (
        "The token says who, the database says what, the order only says which. Who the buyer was when the socket connected isn't enough: the login may have ended since.",
        "누구인지는 토큰이, 무엇인지는 데이터베이스가 정해요. 주문에서는 어느 상품인지만 봐요. 연결될 때 누구였는지만으로는 부족해요. 그 뒤에 로그인이 끝났을 수 있어요.",
    ),
    (
        "These two answer as in the lesson.",
        "이 둘은 강의와 똑같이 응답해요.",
    ),
    (
        "These two have agreed on lines: the reader has to find where each one ends.",
        "둘은 줄 단위로 말하기로 했어요. 줄이 어디서 끝나는지는 읽는 쪽이 찾아야 해요.",
    ),
    (
        "Two sends, two receives: datagrams are never joined together.",
        "두 번 보내고 두 번 받아요. 데이터그램은 합쳐지지 않아요.",
    ),
    ("Two writes, one read.", "두 번 쓰고 한 번 읽어요."),
    (
        "UDP: datagrams without a connection, each a single packet, each on its own.",
        "UDP: 연결이 없는 데이터그램이에요. 하나가 패킷 하나이고, 저마다 따로 가요.",
    ),
    (
        "WebSocket by hand: it starts as HTTP, and after the 101 it is frames, both ways.",
        "WebSocket을 직접 해 봐요. HTTP로 시작해서, 101 다음부터는 양쪽으로 프레임이 오가요.",
    ),
    (
        "What doesn't fit now comes later.",
        "지금 들어가지 않는 것은 나중에 보내요.",
    ),
    (
        "What is lost never arrives, and nobody says so: at some point, you have to give up.",
        "잃어버린 것은 오지 않고, 아무도 알려 주지 않아요. 언젠가는 그만 기다려야 해요.",
    ),
    (
        "What one read of the socket returns: at most as much as fits into the buffer.",
        "소켓에서 한 번 읽은 결과예요. 버퍼에 들어가는 만큼까지예요.",
    ),
    (
        "Where the browser's client comes from, in words for a startup message.",
        "브라우저용 클라이언트를 어디서 받는지, 시작할 때 출력할 문장이에요.",
    ),
    (
        "Whether some sockets lag behind the log, and whether the log lags behind the till.",
        "로그보다 뒤처진 소켓이 있는지, 계산대보다 로그가 뒤처졌는지를 나타내요.",
    ),
    (
        "Without a sender, the channel is closed: `recv` returns None, and the task ends.",
        "보내는 쪽이 없으면 채널이 닫혀요. `recv`가 None을 돌려주고 태스크가 끝나요.",
    ),
    (
        "`State` holds what `SocketIo::builder().with_state(…)` was given: here, nothing was.",
        "`State`에는 `SocketIo::builder().with_state(…)`로 넘긴 것이 들어 있어요. 여기서는 아무것도 넘기지 않았어요.",
    ),
    (
        "async and tokio on one screen: futures that wait side by side, and a separate task.",
        "한 화면으로 보는 async와 tokio: 나란히 기다리는 future와 따로 도는 태스크예요.",
    ),
    (
        "axum on one screen: routes, extractors, state that all handlers share, and a layer.",
        "한 화면으로 보는 axum: 라우트, 추출자, 핸들러가 함께 쓰는 상태, 레이어예요.",
    ),
];
