create table users (
    user_id       integer primary key autoincrement,
    email         text not null,
    nickname      text not null,
    password_hash text not null,
    created_at    text not null,
    updated_at    text not null
);

-- One account an address, one face a name, however they are written.
create unique index users_email on users (lower(email));
create unique index users_nickname on users (lower(nickname));

create table goods (
    goods_id      integer primary key,
    name          text not null,
    thumbnail_url text not null,
    category      text not null,
    price         integer not null check (price >= 0),
    created_at    text not null,
    updated_at    text not null
);

create table cart (
    cart_id  integer primary key autoincrement,
    user_id  integer not null references users (user_id),
    goods_id integer not null references goods (goods_id),
    quantity integer not null check (quantity between 1 and 999),
    unique (user_id, goods_id)
);
