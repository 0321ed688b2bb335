    /// 이 번호 다음에 보낼 것이에요. 구매 하나인데, 여러 건이 있고 묶어서 받는
    /// 클라이언트라면 한 묶음이에요.
    pub fn after(&mut self, number: i64, grouped: bool) -> Option<Packet<'_>> {
        let from = usize::try_from(number - self.before_first()).ok()?;
        if grouped && from + 1 < self.purchases.len() {
            let group = self
                .groups
                .entry(number)
                .or_insert_with(|| Group::of(&self.purchases, from, number));
            return Some(Packet {
                event: "BUY_GOODS_LIST",
                payload: &group.json,
                last: group.last,
            });
        }
        Some(Packet {
            event: "BUY_GOODS",
            payload: self.purchases.get(from)?,
            last: number + 1,
        })
    }
