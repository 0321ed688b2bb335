    /// 누구인지는 토큰이, 무엇인지는 데이터베이스가 정해요. 주문에서는 어느 상품인지만
    /// 봐요. 연결될 때 누구였는지만으로는 부족해요. 그 뒤에 로그인이 끝났을 수 있어요.
    fn serve(&mut self, waiting: &Waiting) -> Result<Purchase, Refusal> {
        let Waiting { buyer, order, .. } = waiting;
        let over = buyer.is_over() || self.ended.contains(&buyer.login_id);
        let nickname = self.nicknames.get(&buyer.user_id).filter(|_| !over);
        let nickname = nickname.ok_or(Refusal::NotLoggedIn)?.clone();
        let key = waiting.key();
        if let Some(known) = key.as_ref().and_then(|key| self.known.get(key)) {
            return match known.asked == order.asked() {
                true => Ok(known.purchase.clone()),
                false => Err(Refusal::OrderIdTaken),
            };
        }
        let sale = order.at(&self.goods)?;
        self.last += 1;
        let purchase = Purchase {
            purchase_id: self.last,
            nickname,
            goods_id: sale.goods_id,
            goods_name: sale.goods_name,
            date: Utc::now(),
        };
        let asked = order.asked();
        if let Some(key) = key {
            let (asked, purchase) = (asked.clone(), purchase.clone());
            self.known.insert(key, Known { asked, purchase });
        }
        self.new.push(NewPurchase {
            user_id: buyer.user_id,
            order_id: order.order_id().map(str::to_owned),
            asked,
            total: sale.total,
            items: sale.items,
            purchase: purchase.clone(),
        });
        Ok(purchase)
    }
