#!/bin/sh
# Brings Temporal's two schemas to the version of this image; may run at every start. Environment: SQL_*.
set -eu
for pair in temporal:temporal temporal_visibility:visibility; do
  database=${pair%%:*}
  temporal-sql-tool --database "$database" setup-schema --version 0.0
  temporal-sql-tool --database "$database" update-schema --schema-name "postgresql/v12/${pair##*:}"
done
echo 'temporal-schema: both schemas are those of the server'
