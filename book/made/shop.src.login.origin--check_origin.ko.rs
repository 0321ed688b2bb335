/// 다른 사이트의 페이지에는 403으로 응답해요. 폴링이든 WebSocket이든 Socket.IO의
/// 라우트를 통째로 감싸기 때문에 경로를 확인할 필요가 없어요.
pub async fn check_origin(
    State(allowed): State<AllowedOrigins>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    if !allowed.allow(headers) {
        let (origin, host) = (headers.get(header::ORIGIN), headers.get(header::HOST));
        tracing::warn!(
            ?origin,
            ?host,
            "a page of another site was refused a socket"
        );
        return Refusal::ForeignOrigin.into_response();
    }
    next.run(request).await
}
