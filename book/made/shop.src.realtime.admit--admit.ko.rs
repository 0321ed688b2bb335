/// 소켓에 [`Identity`]를 확장으로 넣어 주거나 연결을 거절하는 연결 미들웨어예요. 이
/// 뒤에 등록한 핸들러는 `Extension(identity): Extension<Identity>`라는 인자로 신원을
/// 받을 수 있어요.
///
/// # 에러
/// 직접 보낸 토큰이 유효하지 않으면 [`Refusal::NotLoggedIn`], `after`가 구매 번호가
/// 아니거나 `grouped`가 불리언이 아니면 [`Refusal::Field`]예요.
pub async fn admit(
    socket: SocketRef,
    State(shop): State<Shop>,
    TryData(handshake): TryData<Object<Handshake>>,
) -> Result<(), Refusal> {
    let handshake = handshake.map(|Object(said)| said).unwrap_or_default();
    let identity = identify(&shop, &socket, &handshake).await?;
    if let Some(member) = &identity {
        socket.join(room_of(&member.login.login_id));
    }
    socket.extensions.insert::<Identity>(identity);
    socket.extensions.insert(wants(handshake)?);
    Ok(())
}
