//! A whole number within its range, in any notation.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde_json::Number;
use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::refusal::Rule;

/// The largest whole number up to which JavaScript is exact.
const MAX: i64 = (1 << 53) - 1;

/// A total has the same limit as a price.
pub const MOST_WON: i64 = MAX;

/// Chosen by the user who registers the goods.
pub type GoodsId = WholeNumber<1, MAX>;
/// In won.
pub type Price = WholeNumber<0, MAX>;
/// The number of a purchase; 0 comes before the first.
pub type PurchaseId = WholeNumber<0, MAX>;
/// How many of one product.
pub type Quantity = WholeNumber<1, 999>;

/// From `LEAST` to `MOST`, inclusive. It is read from `2`, `2.0` and `2e0`, because
/// some languages write all numbers that way, and from text, because that is all that
/// forms have.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct WholeNumber<const LEAST: i64, const MOST: i64>(i64);

impl<const LEAST: i64, const MOST: i64> WholeNumber<LEAST, MOST> {
    /// The number itself.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }

    /// The smallest.
    pub const FIRST: Self = Self(LEAST);
    /// The largest.
    pub const LAST: Self = Self(MOST);

    /// The rule that any other number breaks.
    pub const RULE: Rule = Rule::Number(LEAST, MOST);

    fn checked<E: Error>(number: Option<i64>) -> Result<Self, E> {
        match number {
            Some(number) if (LEAST..=MOST).contains(&number) => Ok(Self(number)),
            _ => Err(E::custom(Self::RULE)),
        }
    }
}

impl<const LEAST: i64, const MOST: i64> FromStr for WholeNumber<LEAST, MOST> {
    type Err = Rule;

    /// From decimal digits only, as in an address.
    fn from_str(digits: &str) -> Result<Self, Rule> {
        let number = digits.parse().ok();
        let number = number.filter(|number| (LEAST..=MOST).contains(number));
        number.map(Self).ok_or(Self::RULE)
    }
}

impl<'de, const LEAST: i64, const MOST: i64> Deserialize<'de>
    for WholeNumber<LEAST, MOST>
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

impl Quantity {
    /// What the lesson's `BUY` means, which doesn't give a quantity.
    pub const ONE: Self = Self(1);
}

struct Reader<const LEAST: i64, const MOST: i64>;

impl<const LEAST: i64, const MOST: i64> Visitor<'_> for Reader<LEAST, MOST> {
    type Value = WholeNumber<LEAST, MOST>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Self::Value::RULE)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Self::Value::checked(Some(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Self::Value::checked(number.try_into().ok())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Self::Value::checked(whole(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        if text.is_empty() {
            return Err(E::custom(Rule::Required));
        }
        let as_json = || whole(text.parse::<Number>().ok()?.as_f64()?);
        Self::Value::checked(text.parse().ok().or_else(as_json))
    }
}

/// Above `MAX`, a float has lost digits, and you can't tell which.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "without a fraction and below 2^53, a float is a whole number"
)]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() <= MAX as f64).then_some(number as i64)
}

impl<const LEAST: i64, const MOST: i64> PartialSchema for WholeNumber<LEAST, MOST> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int64)))
            .minimum(Some(LEAST))
            .maximum(Some(MOST))
            .into()
    }
}

impl<const LEAST: i64, const MOST: i64> ToSchema for WholeNumber<LEAST, MOST> {}

#[cfg(test)]
mod tests {
    use super::Quantity;

    #[test]
    fn a_whole_number_may_be_written_in_many_ways() {
        for (written, number) in [
            ("2", 2),
            ("2.0", 2),
            ("1e1", 10),
            ("20E-1", 2),
            (r#""2""#, 2),
            (r#""2.0""#, 2),
            (r#""1e1""#, 10),
            (r#""007""#, 7),
        ] {
            let read: Quantity = serde_json::from_str(written).expect(written);
            assert_eq!(read.get(), number, "{written}");
        }
    }

    #[test]
    fn nothing_else_is_a_whole_number() {
        for written in [
            "0",
            "1000",
            "1.5",
            "-1",
            "1e300",
            "true",
            "[1]",
            "{}",
            r#""""#,
            r#""abc""#,
            r#""1.5""#,
            r#""0x10""#,
            r#""inf""#,
            r#""NaN""#,
            r#""٢""#,
            "null",
        ] {
            assert!(
                serde_json::from_str::<Quantity>(written).is_err(),
                "{written}"
            );
        }
    }
}
