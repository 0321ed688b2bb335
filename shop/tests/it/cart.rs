//! The cart of the user who is logged in.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{NOT_LOGGED_IN, TestShop, answer, refusal};

/// The contents of a cart: `[[goodsId, quantity], …]`.
async fn cart(shop: &TestShop, token: &str) -> Value {
    let (status, answer) = shop.get("/api/goods/cart", token).await;
    assert_eq!(status, 200);
    let items = answer["cart"].as_array().unwrap().iter();
    items
        .map(|item| json!([item["goods"]["goodsId"], item["quantity"]]))
        .collect()
}

#[tokio::test]
async fn goods_stay_in_the_cart_in_the_order_in_which_they_were_added() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let put = |goods_id, quantity| {
        let path = format!("/api/goods/{goods_id}/cart");
        let (shop, token) = (&shop, &token);
        async move { shop.put(&path, token, json!({"quantity": quantity})).await }
    };
    assert_eq!(put(3, 1).await, (200, json!({})));
    assert_eq!(put(1, 2).await, (200, json!({})));
    assert_eq!(cart(&shop, &token).await, json!([[3, 1], [1, 2]]));

    assert_eq!(put(3, 999).await, (200, json!({})), "sets, adds nothing");
    assert_eq!(cart(&shop, &token).await, json!([[3, 999], [1, 2]]));

    let out = shop.delete("/api/goods/3/cart", &token).await;
    assert_eq!(out, (200, json!({})));
    assert_eq!(cart(&shop, &token).await, json!([[1, 2]]));
}

#[tokio::test]
async fn an_item_includes_its_goods() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let form = shop.request(Method::PUT, "/api/goods/2/cart", &token);
    let form = form.form(&[("quantity", "3")]);
    assert_eq!(answer(form).await, (200, json!({})));

    let (_, cola) = shop.get("/api/goods/2", &token).await;
    assert_eq!(
        shop.get("/api/goods/cart", &token).await,
        (
            200,
            json!({"cart": [{"quantity": 3, "goods": cola["goods"]}]})
        )
    );
}

#[tokio::test]
async fn a_quantity_is_a_whole_number_from_1_to_999() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    for quantity in [json!(0), json!(-1), json!(1.5), json!("abc"), json!(1000)] {
        let body = json!({"quantity": quantity});
        assert_eq!(
            shop.put("/api/goods/1/cart", &token, body).await,
            refusal(400, "quantity: 1 이상 999 이하의 정수여야 합니다.")
        );
    }
    assert_eq!(
        shop.put("/api/goods/1/cart", &token, json!({})).await,
        refusal(400, "quantity: 필수 항목입니다.")
    );
    assert_eq!(cart(&shop, &token).await, json!([]));
}

#[tokio::test]
async fn unknown_goods_can_not_be_added_to_a_cart_but_can_be_removed() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    for path in ["/api/goods/99/cart", "/api/goods/cola/cart"] {
        assert_eq!(
            shop.put(path, &token, json!({"quantity": 1})).await,
            refusal(400, "존재하지 않는 상품입니다.")
        );
        assert_eq!(shop.delete(path, &token).await, (200, json!({})));
    }
}

#[tokio::test]
async fn the_same_goods_put_in_many_times_at_once_are_one_row() {
    let shop = TestShop::open().await;
    let token = shop.member("르탄이").await;
    let body = json!({"quantity": 5});
    let all = (0..8).map(|_| shop.put("/api/goods/1/cart", &token, body.clone()));
    for put in futures_util::future::join_all(all).await {
        assert_eq!(put, (200, json!({})));
    }
    assert_eq!(cart(&shop, &token).await, json!([[1, 5]]));
}

#[tokio::test]
async fn everyone_has_their_own_cart() {
    let shop = TestShop::open().await;
    let (mine, yours) = (shop.member("르탄이").await, shop.member("항해").await);
    let put = shop.put("/api/goods/1/cart", &mine, json!({"quantity": 1}));
    assert_eq!(put.await.0, 200);
    assert_eq!(cart(&shop, &yours).await, json!([]));
    assert_eq!(
        shop.put("/api/goods/1/cart", "", json!({"quantity": 1}))
            .await,
        refusal(401, NOT_LOGGED_IN)
    );
}
