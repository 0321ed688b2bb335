-- Logins that ended before their token expires, in seconds since 1970.
create table ended_logins (
    login_id text primary key,
    expires  integer not null
);
