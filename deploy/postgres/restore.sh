#!/bin/sh
# Puts the whole cluster, the record and Temporal's store alike, back to one instant. The stack is stopped first.
#   docker compose down
#   docker compose run --rm --no-deps --entrypoint 'sh /deploy/restore.sh' postgres BASE ['2026-03-01 09:30:00+08']
# Without an instant: as far as the archived WAL reaches. The data folder of before is kept beside the new one.
set -eu
root=${BACKUP_DIR:-/backup}
data=${PGDATA:?}
until=${2:-}
if [ $# -lt 1 ]; then
  echo "name a base backup, one of: $(ls -1 "$root/base" 2>/dev/null | tr '\n' ' ')" >&2
  exit 1
fi
base=$root/base/$1

case $1 in *.part) echo "$1 was never finished: take another" >&2; exit 1 ;; esac
[ -f "$base/backup_manifest" ] || { echo "no base backup $base" >&2; exit 1; }
case $until in *[!0-9:.+TZ\ -]*) echo 'the instant: for example 2026-03-01 09:30:00+08' >&2; exit 1 ;; esac
# Before its own end a base backup is not consistent; PostgreSQL would refuse to start.
if [ -n "$until" ] && [ "$(date -d "$until" +%s)" -lt "$(stat -c %Y "$base/backup_manifest")" ]; then
  echo "$1 was finished after $until: take an older base backup" >&2
  exit 1
fi
# A clean stop removes postmaster.pid; where it is, PostgreSQL runs or was killed, and only a person can tell which.
if [ -e "$data/postmaster.pid" ]; then
  echo "$data/postmaster.pid exists: stop PostgreSQL, or start and stop it once if it was killed" >&2
  exit 1
fi
pg_verifybackup --quiet --no-parse-wal "$base"

mkdir -p "$(dirname "$data")"
if [ -e "$data" ]; then mv "$data" "$data.before-$(date -u +%Y%m%dT%H%M%SZ)"; fi
cp -a "$base" "$data"
cat >> "$data/postgresql.auto.conf" <<CONF
restore_command = 'cp $root/wal/%f "%p"'
recovery_target_time = '$until'
recovery_target_timeline = 'latest'
recovery_target_action = 'promote'
CONF
: > "$data/recovery.signal"
chmod 700 "$data"
if [ "$(id -u)" = 0 ]; then chown -R postgres:postgres "$data"; fi
echo "restore: $1 is in place; the next start replays the archived WAL${until:+ up to $until}"
