//! Reads what a client sent, field by field, and says which one is wrong.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

/// The whole numbers that JavaScript holds exactly: goods ids and prices end here.
pub const MAX_NUMBER: i64 = (1 << 53) - 1;

/// The fields of a JSON object or a form; a form's numbers are texts.
#[derive(Debug, Default)]
pub struct Fields(Map<String, Value>);

/// What is wrong with a field, in the words that its sender reads.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("{field}: {rule}")]
pub struct FieldError {
    field: &'static str,
    rule: Rule,
}

#[derive(Debug, PartialEq, thiserror::Error)]
enum Rule {
    #[error("필수 항목입니다.")]
    Required,
    #[error("문자열이어야 합니다.")]
    Text,
    #[error("{0}자 이하여야 합니다.")]
    Long(usize),
    #[error("제어 문자는 쓸 수 없습니다.")]
    Control,
    #[error("이메일 형식이 아닙니다.")]
    Email,
    #[error("http(s) 주소 또는 /로 시작하는 경로여야 합니다.")]
    Address,
    #[error("{0} 이상 {1} 이하의 정수여야 합니다.")]
    Number(i64, i64),
    #[error("{0}개 이하의 목록이어야 합니다.")]
    List(usize),
}

impl Fields {
    /// The fields of a JSON object; `None` for anything else.
    pub fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(fields) => Some(Self(fields)),
            _ => None,
        }
    }

    /// Text on one line, without the white space around it, of 1 to `longest` characters.
    pub fn text(
        &self,
        field: &'static str,
        longest: usize,
    ) -> Result<String, FieldError> {
        let text = self.raw_text(field, longest)?.trim();
        let wrong = |rule| Err(FieldError { field, rule });
        if text.is_empty() {
            return wrong(Rule::Required);
        }
        if text.chars().any(char::is_control) {
            return wrong(Rule::Control);
        }
        Ok(text.to_owned())
    }

    /// Text of 1 to `longest` characters exactly as it came: white space counts.
    pub fn raw_text(
        &self,
        field: &'static str,
        longest: usize,
    ) -> Result<&str, FieldError> {
        let wrong = |rule| Err(FieldError { field, rule });
        match self.given(field)? {
            Value::String(text) if text.is_empty() => wrong(Rule::Required),
            Value::String(text) if text.chars().count() > longest => {
                wrong(Rule::Long(longest))
            }
            Value::String(text) => Ok(text),
            _ => wrong(Rule::Text),
        }
    }

    /// An address with something on both sides of its last `@`.
    pub fn email(&self, field: &'static str) -> Result<String, FieldError> {
        let email = self.text(field, 254)?;
        match email.rsplit_once('@') {
            Some((name, host)) if !name.is_empty() && !host.is_empty() => Ok(email),
            _ => Err(FieldError {
                field,
                rule: Rule::Email,
            }),
        }
    }

    /// Where a picture is: an http(s) address, or a path on this site.
    pub fn picture(&self, field: &'static str) -> Result<String, FieldError> {
        let address = self.text(field, 2000)?;
        // `//host/…` and `/\host/…` look like paths, and lead browsers to another site.
        let on_this_site = address.starts_with('/')
            && !address.starts_with("//")
            && !address.starts_with("/\\");
        let elsewhere = ["http://", "https://"]
            .iter()
            .any(|scheme| address.len() > scheme.len() && address.starts_with(scheme));
        if on_this_site || elsewhere {
            return Ok(address);
        }
        Err(FieldError {
            field,
            rule: Rule::Address,
        })
    }

    /// A whole number, as a number or, since forms have no numbers, as decimal digits.
    pub fn number(
        &self,
        field: &'static str,
        range: RangeInclusive<i64>,
    ) -> Result<i64, FieldError> {
        let number = match self.given(field)? {
            Value::String(digits) if digits.is_empty() => {
                let rule = Rule::Required;
                return Err(FieldError { field, rule });
            }
            Value::String(digits) => digits.parse().ok(),
            number => number.as_i64(),
        };
        match number {
            Some(number) if range.contains(&number) => Ok(number),
            _ => Err(FieldError {
                field,
                rule: Rule::Number(*range.start(), *range.end()),
            }),
        }
    }

    /// A list of 1 to `most` objects; an empty list if the field is absent.
    pub fn list(
        &self,
        field: &'static str,
        most: usize,
    ) -> Result<Vec<Self>, FieldError> {
        let Some(value) = self.0.get(field) else {
            return Ok(Vec::new());
        };
        let fields = |value: &Value| Self::of(value.clone());
        match value.as_array() {
            Some(list) if (1..=most).contains(&list.len()) => {
                list.iter().map(fields).collect()
            }
            _ => None,
        }
        .ok_or(FieldError {
            field,
            rule: Rule::List(most),
        })
    }

    fn given(&self, field: &'static str) -> Result<&Value, FieldError> {
        match self.0.get(field) {
            None | Some(Value::Null) => Err(FieldError {
                field,
                rule: Rule::Required,
            }),
            Some(value) => Ok(value),
        }
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(form: I) -> Self {
        let fields = form.into_iter();
        Self(fields.map(|(name, text)| (name, text.into())).collect())
    }
}
