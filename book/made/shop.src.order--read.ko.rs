    /// `BUY`의 JSON을 읽어요.
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
