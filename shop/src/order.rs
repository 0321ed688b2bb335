//! What a `BUY` asks for, checked against the catalogue.

use std::collections::HashSet;

use serde_json::Value;

use crate::fields::{FieldError, Fields, MAX_NUMBER};
use crate::store::{Goods, Store, StoreError};

const MOST_ITEMS: usize = 100;

/// An order of goods that the shop sells.
#[derive(Debug)]
pub struct Order {
    /// Of the first item.
    pub goods_id: i64,
    /// `X`, or `X 외 N개의 상품` for N more items; X is the catalogue's name.
    pub goods_name: String,
}

/// Why there is no order.
#[derive(Debug, thiserror::Error)]
pub enum OrderError {
    #[error("BUY의 내용은 객체여야 합니다.")]
    NotAnObject,
    #[error(transparent)]
    Field(#[from] FieldError),
    #[error("goodsId: items의 첫 번째 상품과 같아야 합니다.")]
    OtherGoods,
    #[error("items: 같은 상품이 두 번 들어 있습니다.")]
    TwiceTheSame,
    #[error("존재하지 않는 상품입니다.")]
    UnknownGoods,
    #[error(transparent)]
    Database(#[from] StoreError),
}

impl Order {
    /// Reads `{goodsId, goodsName, items: [{goodsId, quantity}]}`.
    ///
    /// The lesson's `BUY` has no `items`. Its goodsName is all that tells of more goods,
    /// and is believed in the form that the lesson's pages give it, and in no other.
    // ANCHOR: read
    pub async fn read(payload: Value, store: &Store) -> Result<Self, OrderError> {
        let payload = Fields::of(payload).ok_or(OrderError::NotAnObject)?;
        let goods_id = payload.number("goodsId", 1..=MAX_NUMBER)?;
        let given_name = payload.raw_text("goodsName", 500)?;
        let items = item_ids(&payload)?;
        if items.first().is_some_and(|first| *first != goods_id) {
            return Err(OrderError::OtherGoods);
        }
        let goods = known(store, goods_id).await?;
        for goods_id in items.iter().skip(1) {
            known(store, *goods_id).await?;
        }
        let others = match items.len() {
            0 => others_in(given_name, &goods.name),
            items => items - 1,
        };
        Ok(Self {
            goods_id,
            goods_name: match others {
                0 => goods.name,
                others => format!("{} 외 {others}개의 상품", goods.name),
            },
        })
    }
    // ANCHOR_END: read
}

fn item_ids(payload: &Fields) -> Result<Vec<i64>, OrderError> {
    let mut seen = HashSet::new();
    let mut goods_ids = Vec::new();
    for item in payload.list("items", MOST_ITEMS)? {
        item.number("quantity", 1..=999)?;
        let goods_id = item.number("goodsId", 1..=MAX_NUMBER)?;
        if !seen.insert(goods_id) {
            return Err(OrderError::TwiceTheSame);
        }
        goods_ids.push(goods_id);
    }
    Ok(goods_ids)
}

async fn known(store: &Store, goods_id: i64) -> Result<Goods, OrderError> {
    let goods = store.goods(goods_id).await?;
    goods.ok_or(OrderError::UnknownGoods)
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
