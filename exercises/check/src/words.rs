//! Every word of a check's report, a table for each language.

use exercise_language::Language;

/// What ought to have happened, in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Say {
    /// In English.
    pub en: &'static str,
    /// In Korean.
    pub ko: &'static str,
}

pub(crate) struct Words {
    pub(crate) passed: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) unexpected: &'static str,
    pub(crate) panicked: &'static str,
    pub(crate) stopped: &'static str,
    pub(crate) too_long: &'static str,
    pub(crate) came: &'static str,
    pub(crate) stderr: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) language: Language,
}

impl Words {
    pub(crate) fn say(&self, say: Say) -> &'static str {
        match self.language {
            Language::English => say.en,
            Language::Korean => say.ko,
        }
    }
}

pub(crate) fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Korean => &KOREAN,
    }
}

/// Of the one failure that comes before any exercise has said what it wants.
pub(crate) const NOT_STARTED: Say = Say {
    en: "The server starts and prints its address.",
    ko: "서버가 켜지고 주소를 출력해요.",
};

const ENGLISH: Words = Words {
    passed: "Everything came as it should.",
    missing: "Expected, and it did not come:",
    unexpected: "Came, and was not expected:",
    panicked: "The program panicked; what it said is at the bottom, under stderr.",
    stopped: "The check could not go on:",
    too_long: "The program was still running after ten seconds. Does it wait for something that never comes?",
    came: "All that came:",
    stderr: "The program's stderr:",
    nothing: "(nothing)",
    language: Language::English,
};

const KOREAN: Words = Words {
    passed: "통과했어요. 와야 할 것이 모두 왔어요.",
    missing: "기다렸지만 오지 않은 것:",
    unexpected: "오지 않아야 하는데 온 것:",
    panicked: "프로그램에서 패닉이 일어났어요. 무슨 말을 남겼는지는 맨 아래 stderr에 있어요.",
    stopped: "여기서 확인을 이어 갈 수 없었어요.",
    too_long: "10초가 지나도 프로그램이 끝나지 않았어요. 오지 않을 것을 기다리고 있나요?",
    came: "실제로 일어난 일:",
    stderr: "프로그램의 stderr:",
    nothing: "(없음)",
    language: Language::Korean,
};
