-- The number of the newest purchase. Whoever writes purchases takes this row first: so
-- the numbers have no gaps, and rise in the order in which purchases can be read.
-- `pulse` changes when somebody asks whether the database can still be written to.
create table last_purchase (
    purchase_id integer not null,
    pulse       integer not null default 0
);
insert into last_purchase (purchase_id) values (0);

-- Nothing here refers to an account or the catalogue: a purchase outlives both, by the
-- names and prices of its moment. `asked` is what the buyer asked for, to tell the same
-- order once more from another one with its id. `items` is JSON.
create table purchases (
    purchase_id integer primary key,
    user_id     integer not null,
    order_id    text,
    asked       text not null,
    nickname    text not null,
    goods_id    integer not null,
    goods_name  text not null,
    items       text not null,
    total       integer not null check (total >= 0),
    bought_at   text not null,
    unique (user_id, order_id)
);

create index purchases_of_user on purchases (user_id, purchase_id);
