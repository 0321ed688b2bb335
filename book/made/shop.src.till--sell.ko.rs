/// 구매할 때 확인해야 할 것을 모인 주문 전부에서 한꺼번에 조회해요. 장부를 계속 열어
/// 두기 때문에, 적을 때까지 그 내용이 바뀌지 않아요.
async fn sell(store: &Store, batch: &[Waiting]) -> Result<Sold, StoreError> {
    let mut book = store.open_book().await?;
    let buyers = batch.iter().map(|waiting| &waiting.buyer);
    let nicknames = book
        .nicknames_of(buyers.clone().map(|it| it.user_id))
        .await?;
    let ended = book
        .ended_among(buyers.map(|it| it.login_id.as_str()))
        .await?;
    let goods = batch.iter().flat_map(|waiting| waiting.order.goods_ids());
    let goods = book.goods_among(goods).await?;
    let keys: Vec<OrderKey> = batch.iter().filter_map(Waiting::key).collect();
    let known = book.known_among(&keys).await?;

    let mut desk = Desk {
        nicknames,
        ended,
        goods,
        known,
        last: book.last(),
        new: Vec::new(),
    };
    let answers = batch.iter().map(|waiting| desk.serve(waiting)).collect();
    if !desk.new.is_empty() {
        book.write(&desk.new).await?;
    }
    Ok((answers, desk.new.len(), desk.last))
}
