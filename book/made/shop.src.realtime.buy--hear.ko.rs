/// 여기서부터 `BUY`를 처리해요.
///
/// 라이브러리는 핸들러마다 태스크를 따로 만들어서, 주문이 다른 주문을 앞지를 수 있어요.
/// 클로저의 본문만은 이벤트 순서대로 실행돼요. 그래서 여기서 큐에 넣고, 태스크 하나가
/// 차례로 처리해요.
pub fn hear(socket: &SocketRef, gate: Gate, pace: Pace) {
    let orders = Orders::default();
    socket.on(
        "BUY",
        move |socket: SocketRef,
              State(shop): State<Shop>,
              TryOrder(order): TryOrder,
              reply: Reply| {
            if orders.full() {
                reply.send(&socket, &Err(Refusal::Busy));
                return ready(());
            }
            gate.enter();
            if orders.push(order, reply) {
                let (gate, pace) = (gate.clone(), pace.clone());
                spawn(async move {
                    while let Some((order, reply)) = orders.next() {
                        let order = pace.wait(&socket).await.and(order);
                        handle(&socket, &shop, order, reply).await;
                        gate.leave();
                    }
                });
            }
            ready(())
        },
    );
}
