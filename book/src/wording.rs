//! The texts of the diagrams in each language; the transcripts are only in one.

use recording::title_in_korean;

use crate::language::Language;

/// The text that a screen reader reads instead of the picture.
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

/// The heading of a lane.
pub fn lane_name(who: &str, language: Language) -> &str {
    match who {
        "server" => language.pick("server", "서버"),
        "server2" => language.pick("server 2", "서버 2"),
        client => client,
    }
}

/// An action of a transcript in this language. Without a translation, it stays as it is.
pub fn title(action: &str, language: Language) -> String {
    match language {
        Language::English => action.to_owned(),
        Language::Korean => title_in_korean(action).unwrap_or(action.to_owned()),
    }
}
