//! What a `BUY` asks for, and what it costs according to the catalogue.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use crate::reading::{ObjectReader, from_json};
use crate::refusal::{Refusal, Rule};
use crate::store::{Goods, PaidItem};
use crate::values::{GivenName, GoodsId, MOST_WON, OrderId, Price, Quantity};

const MOST_ITEMS: usize = 100;

/// An order that has been read; whether the shop sells these goods isn't known yet.
#[derive(Debug)]
pub struct Order {
    order_id: Option<OrderId>,
    items: Vec<Item>,
    /// In the lesson's `BUY`, only this tells of more goods than the first.
    lesson_name: Option<String>,
    /// The total that the buyer was shown.
    total: Option<Price>,
}

/// A quantity of one product.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    goods_id: GoodsId,
    quantity: Quantity,
}

/// An order with the catalogue's names and prices.
#[derive(Debug, PartialEq)]
pub struct Sale {
    /// The first item's number.
    pub goods_id: i64,
    /// `X`, or `X 외 N개의 상품` for N more items; X is the catalogue's name.
    pub goods_name: String,
    /// With the names and prices at this moment.
    pub items: Vec<PaidItem>,
    /// In won.
    pub total: i64,
}

/// `{goodsId, goodsName, items: [{goodsId, quantity}], orderId, total}`; the lesson's
/// has only the first two.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Buy {
    goods_id: GoodsId,
    goods_name: GivenName,
    #[serde(default)]
    items: Items,
    order_id: Option<OrderId>,
    total: Option<Price>,
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
            order_id: buy.order_id,
            items: buy.items.0,
            lesson_name: None,
            total: buy.total,
        })
    }
    // ANCHOR_END: read

    fn as_in_the_lesson(buy: Buy) -> Self {
        let item = Item {
            goods_id: buy.goods_id,
            quantity: Quantity::ONE,
        };
        Self {
            order_id: buy.order_id,
            items: vec![item],
            lesson_name: Some(buy.goods_name.into_string()),
            total: buy.total,
        }
    }

    /// The id that the client gave the order.
    pub fn order_id(&self) -> Option<&str> {
        self.order_id.as_ref().map(OrderId::as_str)
    }

    /// The goods it asks for, the first item first.
    pub fn goods_ids(&self) -> impl Iterator<Item = i64> {
        self.items.iter().map(|item| item.goods_id.get())
    }

    /// What it asks for, in a form that can be stored and compared. The total isn't
    /// part of it: after a price change, it is still the same order.
    pub fn asked(&self) -> String {
        let items = self.items.iter().map(|Item { goods_id, quantity }| {
            format!("{}*{}", goods_id.get(), quantity.get())
        });
        items
            .chain(self.lesson_name.clone())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What it costs, if the catalogue has all of it at the agreed price.
    pub fn at(&self, catalogue: &HashMap<i64, Goods>) -> Result<Sale, Refusal> {
        let items = self.items.iter().map(|item| {
            let goods = catalogue.get(&item.goods_id.get());
            let goods = goods.ok_or(Refusal::UnknownGoods)?;
            Ok(PaidItem {
                goods_id: goods.goods_id,
                name: goods.name.clone(),
                price: goods.price,
                quantity: item.quantity.get(),
            })
        });
        let items: Vec<PaidItem> = items.collect::<Result<_, Refusal>>()?;
        let total = total(&items)?;
        if self.total.is_some_and(|agreed| agreed.get() != total) {
            return Err(Refusal::PriceChanged(total));
        }
        let first = &items[0];
        let others = match &self.lesson_name {
            Some(given) => others_in(given, &first.name),
            None => items.len() - 1,
        };
        Ok(Sale {
            goods_id: first.goods_id,
            goods_name: match others {
                0 => first.name.clone(),
                others => format!("{} 외 {others}개의 상품", first.name),
            },
            items,
            total,
        })
    }
}

/// Limited to what JavaScript can count exactly.
fn total(items: &[PaidItem]) -> Result<i64, Refusal> {
    let amount = |item: &PaidItem| item.price.checked_mul(item.quantity);
    let total = items
        .iter()
        .try_fold(0_i64, |total, item| total.checked_add(amount(item)?));
    total
        .filter(|total| *total <= MOST_WON)
        .ok_or(Refusal::TotalTooLarge)
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

/// 1 to 100 items, or left out.
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

#[cfg(test)]
mod tests {
    use super::others_in;

    #[test]
    fn only_the_lessons_exact_wording_counts_other_goods() {
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
