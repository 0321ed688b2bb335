    /// 장바구니에 상품을 담고, 이미 있으면 수량을 바꿔요. 없는 상품이면 `false`예요.
    pub async fn put_in_cart(
        &self,
        user_id: i64,
        goods_id: GoodsId,
        quantity: Quantity,
    ) -> Result<bool, Error> {
        let put = on!(&self.pool, |pool| {
            sqlx::query(
                "insert into cart (user_id, goods_id, quantity) values ($1, $2, $3) \
                 on conflict (user_id, goods_id) \
                 do update set quantity = excluded.quantity",
            )
            .bind(user_id)
            .bind(goods_id.get())
            .bind(quantity.get())
            .execute(pool)
            .await
            .map(drop)
        });
        match put {
            Ok(()) => Ok(true),
            Err(Error::Database(error)) if error.is_foreign_key_violation() => Ok(false),
            Err(error) => Err(error),
        }
    }
