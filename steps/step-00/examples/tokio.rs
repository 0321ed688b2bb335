//! async and tokio on one screen: futures that wait side by side, and a separate task.

use tokio::sync::mpsc;
use tokio::task::yield_now;

#[tokio::main]
async fn main() {
    // Nothing is poured yet: calling an async function only creates a future.
    let cola = pour("콜라");
    println!("…");
    cola.await;

    // Both make progress in one task: while one waits, the other runs.
    tokio::join!(pour("콜라"), pour("사이다"));

    // A task runs without anyone's `.await`, perhaps on another thread. So it has to
    // own what it uses; `move` takes care of that.
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

    // Without a sender, the channel is closed: `recv` returns None, and the task ends.
    drop(order);
    println!("{}", kitchen.await.expect("the kitchen does not panic"));
}

async fn pour(goods: &str) {
    println!("{goods} 1/2");
    yield_now().await; // Lets others run, as waiting for a database would.
    println!("{goods} 2/2");
}
