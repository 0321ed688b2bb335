-- The lesson's three goods, for an empty catalogue.
insert into goods (goods_id, name, thumbnail_url, category, price, created_at, updated_at)
select *, $1, $1
from (
    values
        (1, '시원한 콜라', '/images/cola.svg', 'drink', 3000),
        (2, '시원한 콜라 제로', '/images/cola-zero.svg', 'drink', 1200),
        (3, '시원한 사이다', '/images/cider.svg', 'drink', 4500)
) as lesson
where not exists (select 1 from goods)
on conflict do nothing
