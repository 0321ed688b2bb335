/// 장바구니에 상품을 담고, 이미 있으면 수량을 바꿔요.
#[utoipa::path(
    put, path = "/goods/{goods_id}/cart", tag = "cart", security(("token" = [])),
    params(("goods_id" = i64, Path, minimum = 1)),
    request_body(content(
        (PutInCart = "application/json"),
        (PutInCart = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 200, body = Nothing),
        (status = 400, body = Refused),
        (status = 401, body = Refused),
    ),
)]
async fn put_in(
    State(shop): State<Shop>,
    CurrentUser(user): CurrentUser,
    GoodsInPath(goods_id): GoodsInPath,
    Body(PutInCart { quantity }): Body<PutInCart>,
) -> Result<Json<Nothing>, Refusal> {
    let goods_id = goods_id.ok_or(Refusal::UnknownGoods)?;
    let put = shop.store.put_in_cart(user.user_id, goods_id, quantity);
    match put.await? {
        true => Ok(Json(Nothing {})),
        false => Err(Refusal::UnknownGoods),
    }
}
