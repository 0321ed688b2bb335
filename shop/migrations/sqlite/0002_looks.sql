-- One account for each look of a name, and for each address whatever its case. The shop
-- computes them; those of accounts that are there already, when it opens the database.
drop index users_email;
drop index users_nickname;

alter table users add column nickname_folded text;
alter table users add column nickname_look text;
alter table users add column email_folded text;

create unique index users_nickname_folded on users (nickname_folded);
create unique index users_nickname_look on users (nickname_look);
create unique index users_email_folded on users (email_folded);
