//! The rules that a field's value can break: each with its sentence and code.

/// The rule that a field's value breaks.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum Rule {
    /// Absent, null, or empty.
    #[error("필수 항목입니다.")]
    Required,
    /// Given more than once.
    #[error("한 번만 쓸 수 있습니다.")]
    Once,
    /// Not text.
    #[error("문자열이어야 합니다.")]
    Text,
    /// Longer than this many characters.
    #[error("{0}자 이하여야 합니다.")]
    Long(i64),
    /// Line breaks, tabs and other control characters.
    #[error("제어 문자는 쓸 수 없습니다.")]
    Control,
    /// It has no visible character.
    #[error("눈에 보이는 글자가 있어야 합니다.")]
    Invisible,
    /// It would change the direction of the text around it.
    #[error("글자 방향을 바꾸는 문자는 쓸 수 없습니다.")]
    Bidi,
    /// Not an email address.
    #[error("이메일 형식이 아닙니다.")]
    Email,
    /// Neither a path on this site nor an http(s) address.
    #[error("http(s) 주소 또는 /로 시작하는 경로여야 합니다.")]
    Address,
    /// Not a whole number from the first to the second.
    #[error("{0} 이상 {1} 이하의 정수여야 합니다.")]
    Number(i64, i64),
    /// Neither true nor false.
    #[error("true 또는 false여야 합니다.")]
    Boolean,
    /// Not a list of 1 to this many objects.
    #[error("{0}개 이하의 목록이어야 합니다.")]
    List(i64),
}

impl Rule {
    /// The rule with this sentence. When a value is rejected, serde only passes on
    /// text, so the rule has to be found again from its sentence.
    #[must_use]
    pub fn saying(sentence: &str) -> Option<Self> {
        let not_digit = |c: char| !c.is_ascii_digit();
        let numbers = sentence.split(not_digit).filter_map(|n| n.parse().ok());
        let numbers: Vec<i64> = numbers.collect();
        let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
        [
            Self::Required,
            Self::Once,
            Self::Text,
            Self::Long(number(0)),
            Self::Control,
            Self::Invisible,
            Self::Bidi,
            Self::Email,
            Self::Address,
            Self::Number(number(0), number(1)),
            Self::Boolean,
            Self::List(number(0)),
        ]
        .into_iter()
        .find(|rule| rule.to_string() == sentence)
    }

    /// A stable name for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Once => "only_once",
            Self::Text => "not_text",
            Self::Long(_) => "too_long",
            Self::Control => "control_characters",
            Self::Invisible => "invisible",
            Self::Bidi => "bidi_controls",
            Self::Email => "not_an_email",
            Self::Address => "not_an_address",
            Self::Number(..) => "out_of_range",
            Self::Boolean => "not_a_boolean",
            Self::List(_) => "not_a_list",
        }
    }
}
