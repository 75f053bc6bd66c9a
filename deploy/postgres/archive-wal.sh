#!/bin/sh
# PostgreSQL's archive_command: archive-wal.sh PATH NAME. Copies one finished WAL segment into /backup/wal.
# Never overwrites another one's content; a repeat with the same content succeeds; what has its final name is on disk.
set -eu
archive=${BACKUP_DIR:-/backup}/wal
if [ -e "$archive/$2" ]; then exec cmp -s "$1" "$archive/$2"; fi
cp "$1" "$archive/.$2.part"
sync "$archive/.$2.part"
mv "$archive/.$2.part" "$archive/$2"
sync "$archive"
