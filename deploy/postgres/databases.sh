#!/bin/sh
# Makes the two roles and three databases of one server, or brings them up to .env; may run at every start.
# A script of /docker-entrypoint-initdb.d would run once only: a failure half-way would stay for good, and a changed
# password would never arrive. Neither role can connect to the other's database.
# Needs PGHOST, PGUSER, PGPASSWORD, JIEFEN_DB_PASSWORD, TEMPORAL_DB_PASSWORD.
set -eu

for name in JIEFEN_DB_PASSWORD TEMPORAL_DB_PASSWORD; do
  eval "password=\${$name:-}"
  case $password in
    '' | *[!A-Za-z0-9._~-]*)
      # It becomes part of DATABASE_URL, where other characters would need escaping.
      echo "$name: use letters, digits and . _ ~ - only, for example the output of: openssl rand -hex 24" >&2
      exit 1
      ;;
  esac
done

psql --no-psqlrc --quiet --dbname postgres --set ON_ERROR_STOP=1 <<'SQL'
\getenv jiefen_password JIEFEN_DB_PASSWORD
\getenv temporal_password TEMPORAL_DB_PASSWORD
-- The statements below carry passwords: keep them out of the server's log.
set log_statement = 'none';
set log_min_error_statement = 'panic';
select format('create role %I login', name) from unnest(array['jiefen', 'temporal']) name
where not exists (select from pg_roles where rolname = name) \gexec
alter role jiefen password :'jiefen_password';
alter role temporal password :'temporal_password';
select format('create database %I owner %I', name, owner)
from (values ('jiefen', 'jiefen'), ('temporal', 'temporal'), ('temporal_visibility', 'temporal')) wanted (name, owner)
where not exists (select from pg_database where datname = name) \gexec
revoke all on database jiefen, temporal, temporal_visibility from public;
SQL
echo 'databases: jiefen, temporal and temporal_visibility are ready'
