/// 클라이언트가 직접 보낸 토큰은 유효해야 해요. 쿠키는 브라우저가 알아서 보내는 것이라,
/// 만료됐다면 비회원으로 들여보내면 돼요.
async fn identify(
    shop: &Shop,
    socket: &SocketRef,
    handshake: &Handshake,
) -> Result<Identity, Refusal> {
    let headers = &socket.req_parts().headers;
    let shown = match &handshake.token {
        Value::Null => bearer(headers),
        Value::String(token) => Some(token.as_str()),
        _ => return Err(Refusal::NotLoggedIn),
    };
    if let Some(token) = shown {
        let member = shop.user_of(token).await?;
        return member.map(Some).ok_or(Refusal::NotLoggedIn);
    }
    match cookie(headers) {
        Some(token) => Ok(shop.user_of(&token).await?),
        None => Ok(None),
    }
}
