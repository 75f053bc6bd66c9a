-- Drops the indexes of Temporal's visibility that nobody here asks by, most of a case's bytes on disk: of the 74 of server
-- 1.32 (schema v1.14) 68 go, the primary key and the five named below stay. Optional.
-- Every query goes on working; one by what is dropped reads all running workflows. Run it as the owner, with Temporal
-- running or not, and again after each upgrade of the schema: docs/operations.md, "Upgrade". May be repeated.
--   docker compose exec -T postgres psql -U temporal -d temporal_visibility -v ON_ERROR_STOP=1 < visibility-slim.sql
begin;
set local lock_timeout = '5s';
-- How each was made, for visibility-full.sql.
create table if not exists visibility_indexes_dropped (name text primary key, definition text not null);
do $$
declare
  one record;
begin
  for one in
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = 'executions_visibility'::regclass and not i.indisunique
      and c.relname not in (
        'default_idx',                      -- the order of every list
        'by_workflow_id',                   -- one workflow, in Temporal's own interface and tools
        'by_workflow_type',                 -- the disputes, for the reconciler and verify
        'by_status',                        -- those that run
        'by_temporal_namespace_division'    -- of every query: null for workflows, and Temporal's own batches and schedules
      )
  loop
    insert into visibility_indexes_dropped values (one.name, one.definition)
      on conflict (name) do update set definition = excluded.definition;
    execute format('drop index %I', one.name);
  end loop;
end
$$;
commit;
