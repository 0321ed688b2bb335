impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.count();
        let (code, status) = self.code_and_status();
        let body = match self {
            // 이 둘은 강의와 똑같이 응답해요.
            Self::GoodsNotFound => json!({}),
            Self::GoodsExist => json!({
                "success": false,
                "errorMessage": self.to_string(),
                "code": code,
            }),
            _ => self.to_json(),
        };
        match self {
            Self::TooManyTries(seconds) => {
                (status, [(RETRY_AFTER, seconds.to_string())], Json(body)).into_response()
            }
            _ => (status, Json(body)).into_response(),
        }
    }
}
