//! 한 화면으로 보는 async와 tokio: 나란히 기다리는 future와 따로 도는 태스크예요.

use tokio::sync::mpsc;
use tokio::task::yield_now;

#[tokio::main]
async fn main() {
    // 아직 아무것도 따르지 않았어요. async 함수를 호출하면 future만 생겨요.
    let cola = pour("콜라");
    println!("…");
    cola.await;

    // 둘 다 한 태스크에서 진행돼요. 하나가 기다리는 동안 다른 하나가 실행돼요.
    tokio::join!(pour("콜라"), pour("사이다"));

    // 태스크는 아무도 `.await`하지 않아도 실행되고, 다른 스레드에서 실행될 수도 있어요.
    // 그래서 쓰는 값을 모두 소유해야 하고, `move`가 그 일을 해 줘요.
    let (order, mut orders) = mpsc::channel(8);
    let kitchen = tokio::spawn(async move {
        let mut poured = 0;
        while let Some(goods) = orders.recv().await {
            pour(goods).await;
            poured += 1;
        }
        poured
    });
    for goods in ["콜라", "콜라 제로"] {
        order.send(goods).await.expect("the kitchen is open");
    }

    // 보내는 쪽이 없으면 채널이 닫혀요. `recv`가 None을 돌려주고 태스크가 끝나요.
    drop(order);
    println!("{}", kitchen.await.expect("the kitchen does not panic"));
}

async fn pour(goods: &str) {
    println!("{goods} 1/2");
    yield_now().await; // 데이터베이스를 기다릴 때처럼 다른 일이 실행되게 해요.
    println!("{goods} 2/2");
}
