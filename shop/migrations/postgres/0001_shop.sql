create table users (
    user_id         bigint primary key generated always as identity,
    email           text not null,
    nickname        text not null,
    nickname_folded text unique,
    nickname_look   text unique,
    email_folded    text unique,
    password_hash   text not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null
);

-- Logins that ended before their token expires, in seconds since 1970.
create table ended_logins (
    login_id text primary key,
    expires  bigint not null
);

-- `registered_by` says who put goods into the catalogue; nobody, for those of the start.
create table goods (
    goods_id      bigint primary key,
    name          text not null,
    thumbnail_url text not null,
    category      text not null,
    price         bigint not null check (price >= 0),
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    registered_by bigint
);

create index goods_registered_by on goods (registered_by);
create index goods_category on goods (category, goods_id);

create table cart (
    cart_id  bigint primary key generated always as identity,
    user_id  bigint not null references users (user_id),
    goods_id bigint not null references goods (goods_id),
    quantity bigint not null check (quantity between 1 and 999),
    unique (user_id, goods_id)
);

-- The number of the newest purchase. Whoever writes purchases takes this row first, and
-- has it until the commit: so the numbers have no gaps, and rise in the order in which
-- purchases can be read, whichever server sells.
-- `pulse` changes when somebody asks whether the database can still be written to.
create table last_purchase (
    purchase_id bigint not null,
    pulse       bigint not null default 0
);
insert into last_purchase (purchase_id) values (0);

-- Nothing here refers to an account or the catalogue: a purchase outlives both, by the
-- names and prices of its moment. `asked` is what the buyer asked for, to tell the same
-- order once more from another one with its id. `items` is JSON.
create table purchases (
    purchase_id bigint primary key,
    user_id     bigint not null,
    order_id    text,
    asked       text not null,
    nickname    text not null,
    goods_id    bigint not null,
    goods_name  text not null,
    items       text not null,
    total       bigint not null check (total >= 0),
    bought_at   timestamptz not null,
    unique (user_id, order_id)
);

create index purchases_of_user on purchases (user_id, purchase_id);

-- What all servers sign tokens with, unless the settings say something else: one row.
create table secret (
    is_the_only_one boolean primary key default true check (is_the_only_one),
    secret          text not null
);
