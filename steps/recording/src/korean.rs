//! What an action is called in Korean.

/// How a client's actions start and end, with the Korean translation: `{}` is the part
/// in between, and `{who}` is the client.
const OF_A_CLIENT: [(&str, &str, &str); 15] = [
    ("follows the notice's link", "", "{who}: 알림의 링크 열기"),
    ("sends the packet ", "", "{who}: 패킷 {} 보내기"),
    ("sends the key ", "", "{who}: 키 {} 보내기"),
    ("sends ", "", "{who}: {} 보내기"),
    ("emits ", "", "{who}: {} 보내기"),
    ("asks ", "", "{who}: {} 보내고 확인 응답 요청"),
    ("posts ", " to /messages", "{who}: /messages에 {} POST"),
    ("posts ", " to /lost", "{who}: /lost에 {} POST"),
    ("opens a WebSocket", "", "{who}: WebSocket 열기"),
    ("disconnects", "", "{who} 연결 끊기"),
    ("connects to server2", "", "{who}: server2에 연결"),
    ("connects to server with ", "", "{who}: server에 연결, {}"),
    ("connects to server2 with ", "", "{who}: server2에 연결, {}"),
    ("connects with ", "", "{who} 연결, {}"),
    ("connects", "", "{who} 연결"),
];

/// The same for actions that belong to no client.
const OTHERS: [(&str, &str, &str); 21] = [
    ("server starts", "", "서버 시작"),
    ("server2 starts", "", "server2 시작"),
    ("server2 is killed", "", "server2 강제 종료"),
    ("PostgreSQL stops", "", "PostgreSQL 멈춤"),
    ("PostgreSQL starts again", "", "PostgreSQL 다시 시작"),
    (
        "A connects, and a moment later B",
        "",
        "A 연결, 바로 뒤에 B 연결",
    ),
    ("a browser opens the page", "", "브라우저로 페이지 열기"),
    ("a browser opens the shop", "", "브라우저로 쇼핑몰 열기"),
    (
        "a page loads the client",
        "",
        "페이지에서 클라이언트 불러오기",
    ),
    (
        "a page that was opened as a file connects",
        "",
        "파일로 연 페이지 연결",
    ),
    ("a page from ", "", "페이지 요청, 출처 {}"),
    (
        "a little more than a second goes by",
        "",
        "1초 조금 넘게 기다리기",
    ),
    (
        "the tokens with a [date] run out",
        "",
        "[date]가 적힌 토큰이 만료될 때까지 기다리기",
    ),
    ("twenty connect at once", "", "소켓 스무 개가 한꺼번에 연결"),
    (
        "twenty messages come, and ten clients",
        "",
        "메시지 스무 개와 클라이언트 열 개가 한꺼번에",
    ),
    (
        "a crowd of twenty orders ",
        " at once",
        "소켓 스무 개가 한꺼번에 {} 주문",
    ),
    (
        "300 are sold at once, and then one more",
        "",
        "한꺼번에 300건이 팔리고, 이어서 1건 더",
    ),
    (
        "K buys 10 times, each time when L on server2 has been told",
        "",
        "K가 10번 구매, server2의 L이 소식을 받을 때마다 다음 구매",
    ),
    (
        "M buys 10 times, each time when N on server2 has been told",
        "",
        "M이 10번 구매, server2의 N이 소식을 받을 때마다 다음 구매",
    ),
    (
        "F buys 300 times, G on server2 too, H connects to server2 with ",
        "",
        "F가 300번 구매, server2의 G도 300번 구매, H가 server2에 연결, {}",
    ),
    (
        "G buys 300 times, H connects with ",
        ", G buys 300 times more",
        "G가 300번 구매, H 연결 {}, G가 300번 더 구매",
    ),
];

/// An action's title in Korean, if it is a known one.
#[must_use]
pub fn title_in_korean(title: &str) -> Option<String> {
    let between = |text: &str, (begin, end, korean): &(&str, &str, &str)| {
        let what = text.strip_prefix(begin)?.strip_suffix(end)?;
        (korean.contains("{}") || what.is_empty()).then(|| korean.replace("{}", what))
    };
    let other = OTHERS.iter().find_map(|phrase| between(title, phrase));
    other.or_else(|| {
        let (who, does) = title.split_once(' ')?;
        let mut known = OF_A_CLIENT.iter();
        let said = known.find_map(|phrase| between(does, phrase))?;
        Some(said.replacen("{who}", who, 1))
    })
}

#[cfg(test)]
mod tests {
    use super::title_in_korean;

    #[test]
    fn actions_are_translated_to_korean() {
        for (action, korean) in [
            ("server starts", "서버 시작"),
            ("A connects", "A 연결"),
            ("A connects with {\"after\":1}", "A 연결, {\"after\":1}"),
            (
                "B connects to server2 with {\"after\":1}",
                "B: server2에 연결, {\"after\":1}",
            ),
            ("B disconnects", "B 연결 끊기"),
            ("A asks BUY {}", "A: BUY {} 보내고 확인 응답 요청"),
            ("A sends \"안녕하세요\"", "A: \"안녕하세요\" 보내기"),
            (
                "A sends the packet 42[\"BUY\"]",
                "A: 패킷 42[\"BUY\"] 보내기",
            ),
            (
                "C posts \"콜라\" to /messages",
                "C: /messages에 \"콜라\" POST",
            ),
            ("a browser opens the shop", "브라우저로 쇼핑몰 열기"),
        ] {
            assert_eq!(title_in_korean(action).as_deref(), Some(korean));
        }
        assert_eq!(title_in_korean("A does a thing"), None);
        assert_eq!(title_in_korean("A connects slowly"), None);
    }
}
