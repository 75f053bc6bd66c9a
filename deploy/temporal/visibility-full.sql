-- Makes again what visibility-slim.sql dropped: before each upgrade of Temporal's schema, which may count on an index. Run
-- it as the owner. Lists of Temporal are up to date only when it is done; nothing else waits. May be repeated.
--   docker compose exec -T postgres psql -U temporal -d temporal_visibility -v ON_ERROR_STOP=1 < visibility-full.sql
begin;
set local lock_timeout = '5s';
create table if not exists visibility_indexes_dropped (name text primary key, definition text not null);
do $$
declare
  one record;
begin
  for one in select name, definition from visibility_indexes_dropped order by name loop
    if to_regclass(quote_ident(one.name)) is null then
      execute one.definition;
    end if;
  end loop;
end
$$;
drop table visibility_indexes_dropped;
commit;
