#!/bin/sh
# A verified base backup of the whole cluster into /backup/base, then away with what only older ones needed.
#   docker compose exec -u postgres postgres sh /deploy/backup.sh
# KEEP (default 7) base backups stay, with all WAL since the oldest of them. Exit code 0 means: taken and verified.
set -eu
root=${BACKUP_DIR:-/backup}
keep=${KEEP:-7}
case $keep in '' | 0 | *[!0-9]*) echo 'KEEP: a whole number from 1' >&2; exit 1 ;; esac

name=$(date -u +%Y%m%dT%H%M%SZ)
rm -rf "$root"/base/*.part
# A name without .part is a backup that was verified; nothing else ever gets one.
pg_basebackup --username postgres --pgdata "$root/base/$name.part" --wal-method stream --checkpoint fast
pg_verifybackup --quiet "$root/base/$name.part"
sync
mv "$root/base/$name.part" "$root/base/$name"

ls -1 "$root/base" | sort -r | tail -n "+$((keep + 1))" | while read -r old; do rm -rf "${root:?}/base/$old"; done
oldest=$(ls -1 "$root/base" | sort | head -n 1)
first=$(sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]\{24\}\))$/\1/p' "$root/base/$oldest/backup_label")
pg_archivecleanup "$root/wal" "${first:?no start of WAL in backup_label of $oldest}"
echo "backup: $name taken and verified; restore reaches back to $oldest"
