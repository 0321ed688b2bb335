-- What one server tells the others. A notification comes with the commit, and is lost for
-- whoever isn't listening at that moment.

create function tell_of_purchases() returns trigger language plpgsql as $$
begin
    perform pg_notify('purchases', (select max(purchase_id) from added)::text);
    return null;
end $$;
create trigger tell_of_purchases after insert on purchases
    referencing new table as added
    for each statement execute function tell_of_purchases();

create function tell_of_ended_login() returns trigger language plpgsql as $$
begin
    perform pg_notify('ended_logins', new.login_id);
    return null;
end $$;
create trigger tell_of_ended_login after insert on ended_logins
    for each row execute function tell_of_ended_login();

-- Who is looking at a page may be lost: each server writes its numbers again. Unlogged, so
-- that nothing of it has to reach the disk.
create unlogged table servers (
    server_id text primary key,
    seen_at   timestamptz not null
);

create unlogged table viewers (
    page      text not null,
    server_id text not null references servers on delete cascade,
    viewers   bigint not null,
    primary key (page, server_id)
);
create index viewers_of_server on viewers (server_id);

create function tell_of_viewers() returns trigger language plpgsql as $$
begin
    perform pg_notify('viewers', coalesce(new.page, old.page));
    return null;
end $$;
create trigger tell_of_viewers after insert or delete on viewers
    for each row execute function tell_of_viewers();
create trigger tell_of_changed_viewers after update on viewers
    for each row when (old.viewers <> new.viewers) execute function tell_of_viewers();
