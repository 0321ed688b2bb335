//! What the diagrams say in each language; the transcripts are in one only.

use crate::language::Language;

/// How the actions of a scene begin and end, and what they are in Korean: `{}` is what
/// stands between, and `{who}` is the client.
const KOREAN: [(&str, &str, &str); 8] = [
    ("sends the packet ", "", "{who}: 패킷 {} 보내기"),
    ("sends ", "", "{who}: {} 보내기"),
    ("emits ", "", "{who}: {} 보내기"),
    ("asks ", "", "{who}: {} 보내고 확인 응답 요청"),
    ("posts ", " to /messages", "{who}: /messages에 {} POST"),
    ("disconnects", "", "{who} 연결 끊기"),
    ("connects with ", "", "{who} 연결, {}"),
    ("connects", "", "{who} 연결"),
];

/// What a screen reader says instead of the picture.
pub fn diagram_title(step: u32, language: Language) -> String {
    match language {
        Language::English => {
            format!(
                "Step {step:02} as a sequence diagram; the transcript says the same in words"
            )
        }
        Language::Korean => {
            format!(
                "스텝 {step:02}의 시퀀스 다이어그램. 같은 내용이 기록에 텍스트로 있어요"
            )
        }
    }
}

/// The head of a lane.
pub fn lane_name(who: &str, language: Language) -> &str {
    match who {
        "server" => language.pick("server", "서버"),
        client => client,
    }
}

/// An action of a transcript in this language. One without Korean words stays as it is.
pub fn title(action: &str, language: Language) -> String {
    match (language, action) {
        (Language::English, _) => action.to_owned(),
        (Language::Korean, "server starts") => "서버 시작".to_owned(),
        (Language::Korean, _) => in_korean(action).unwrap_or(action.to_owned()),
    }
}

fn in_korean(action: &str) -> Option<String> {
    let (who, does) = action.split_once(' ')?;
    KOREAN.iter().find_map(|(begin, end, korean)| {
        let what = does.strip_prefix(begin)?.strip_suffix(end)?;
        Some(korean.replace("{who}", who).replace("{}", what))
    })
}

#[cfg(test)]
mod tests {
    use super::title;
    use crate::language::Language;

    #[test]
    fn actions_are_told_in_korean() {
        for (action, korean) in [
            ("server starts", "서버 시작"),
            ("A connects", "A 연결"),
            ("A connects with {\"after\":1}", "A 연결, {\"after\":1}"),
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
            ("A does a thing", "A does a thing"),
        ] {
            assert_eq!(title(action, Language::Korean), korean);
            assert_eq!(title(action, Language::English), action);
        }
    }
}
