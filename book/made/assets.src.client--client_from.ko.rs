/// 브라우저용 클라이언트를 어디서 받는지, 시작할 때 출력할 문장이에요.
pub const CLIENT_FROM: &str = if cfg!(client_embedded) {
    concat!(
        "socket.io-client ",
        version!(),
        ", embedded (works offline)"
    )
} else {
    concat!(
        "https://cdn.socket.io/",
        version!(),
        "/socket.io.min.js (npm was not there at build time)"
    )
};
