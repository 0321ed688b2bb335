-- Who put goods into the catalogue, to know how many; none for those of the start.
alter table goods add column registered_by integer;

create index goods_registered_by on goods (registered_by);
create index goods_category on goods (category, goods_id);
