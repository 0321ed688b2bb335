//! What a `BUY` asks for, and what it comes to by the catalogue.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use crate::reading::{ObjectReader, from_json};
use crate::refusal::{Refusal, Rule};
use crate::store::Goods;
use crate::values::{GoodsId, Quantity};

const MOST_ITEMS: usize = 100;
const LONGEST_NAME: usize = 500;

/// An order as it was read; whether the shop sells these goods is not known yet.
#[derive(Debug)]
pub struct Order {
    items: Vec<Item>,
    /// In the lesson's `BUY`, all that tells of more goods than the first.
    lesson_name: Option<String>,
}

/// A quantity of one product.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    goods_id: GoodsId,
    quantity: Quantity,
}

/// An order by the catalogue's names and prices.
#[derive(Debug, PartialEq)]
pub struct Sale {
    /// Of the first item.
    pub goods_id: i64,
    /// `X`, or `X 외 N개의 상품` for N more items; X is the catalogue's name.
    pub goods_name: String,
    /// In won.
    pub total: i128,
}

/// `{goodsId, goodsName, items: [{goodsId, quantity}]}`; the lesson's has no `items`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Buy {
    goods_id: GoodsId,
    goods_name: GivenName,
    #[serde(default)]
    items: Items,
}

impl Order {
    // ANCHOR: read
    /// Reads the JSON of a `BUY`.
    pub fn read(json: &str) -> Result<Self, Refusal> {
        let buy: Buy = from_json(json.as_bytes()).map_err(|refusal| match refusal {
            Refusal::NotAnObject | Refusal::NotJson => Refusal::NotAnOrder,
            refusal => refusal,
        })?;
        let Some(first) = buy.items.0.first() else {
            return Ok(Self::as_in_the_lesson(buy));
        };
        if first.goods_id != buy.goods_id {
            return Err(Refusal::OtherGoods);
        }
        let mut seen = HashSet::new();
        if !buy.items.0.iter().all(|item| seen.insert(item.goods_id)) {
            return Err(Refusal::TwiceTheSame);
        }
        Ok(Self {
            items: buy.items.0,
            lesson_name: None,
        })
    }
    // ANCHOR_END: read

    fn as_in_the_lesson(buy: Buy) -> Self {
        let item = Item {
            goods_id: buy.goods_id,
            quantity: Quantity::ONE,
        };
        Self {
            items: vec![item],
            lesson_name: Some(buy.goods_name.0),
        }
    }

    /// What it asks for, the first item first.
    pub fn goods_ids(&self) -> impl Iterator<Item = i64> {
        self.items.iter().map(|item| item.goods_id.get())
    }

    /// What it comes to, if all of it is in the catalogue.
    pub fn at(&self, catalogue: &HashMap<i64, Goods>) -> Result<Sale, Refusal> {
        let known = |goods_id| catalogue.get(&goods_id).ok_or(Refusal::UnknownGoods);
        let mut total = 0;
        for Item { goods_id, quantity } in &self.items {
            let price = known(goods_id.get())?.price;
            total += i128::from(price) * i128::from(quantity.get());
        }
        let first = known(self.items[0].goods_id.get())?;
        let others = match &self.lesson_name {
            Some(given) => others_in(given, &first.name),
            None => self.items.len() - 1,
        };
        Ok(Sale {
            goods_id: first.goods_id,
            goods_name: match others {
                0 => first.name.clone(),
                others => format!("{} 외 {others}개의 상품", first.name),
            },
            total,
        })
    }
}

/// The N of exactly `X 외 N개의 상품`; 0 for any other text.
fn others_in(given_name: &str, name: &str) -> usize {
    given_name
        .strip_prefix(name)
        .and_then(|rest| rest.strip_prefix(" 외 "))
        .and_then(|rest| rest.strip_suffix("개의 상품"))
        .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))
        .filter(|digits| !digits.starts_with('0') && digits.len() <= 3)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

/// 1 to 100 items, or the field left out.
#[derive(Default)]
struct Items(Vec<Item>);

impl<'de> Deserialize<'de> for Items {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ItemsReader)
    }
}

struct ItemsReader;

const LIST: Rule = Rule::List(MOST_ITEMS as i64);

impl<'de> Visitor<'de> for ItemsReader {
    type Value = Items;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{LIST}")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Items, A::Error> {
        let mut items = Vec::new();
        let item = || ObjectReader::new(LIST.to_string());
        while let Some(item) = list.next_element_seed(item())? {
            items.push(item);
        }
        match items.len() {
            1..=MOST_ITEMS => Ok(Items(items)),
            _ => Err(A::Error::custom(LIST)),
        }
    }
}

/// 1 to 500 characters. One that JavaScript cut inside an emoji is taken as far as it
/// goes: the catalogue knows the name better.
struct GivenName(String);

impl<'de> Deserialize<'de> for GivenName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_byte_buf(GivenNameReader)
    }
}

struct GivenNameReader;

impl Visitor<'_> for GivenNameReader {
    type Value = GivenName;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Rule::Text)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<GivenName, E> {
        self.visit_bytes(name.as_bytes())
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<GivenName, E> {
        let name = String::from_utf8_lossy(name);
        match name.chars().count() {
            0 => Err(E::custom(Rule::Required)),
            1..=LONGEST_NAME => Ok(GivenName(name.into_owned())),
            _ => Err(E::custom(Rule::Long(LONGEST_NAME as i64))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::others_in;

    #[test]
    fn only_the_lessons_own_form_tells_of_other_goods() {
        let cola = "시원한 콜라";
        assert_eq!(others_in("시원한 콜라 외 2개의 상품", cola), 2);
        for other in [
            "시원한 콜라",
            "시원한 콜라 외 0개의 상품",
            "시원한 콜라 외 01개의 상품",
            "시원한 콜라 외 개의 상품",
            "시원한 콜라 외 +1개의 상품",
            "시원한 콜라 외 1000개의 상품",
            "시원한 콜라 제로 외 1개의 상품",
            "공짜! 시원한 콜라 외 1개의 상품",
        ] {
            assert_eq!(others_in(other, cola), 0, "{other}");
        }
    }
}
