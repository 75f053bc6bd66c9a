#!/bin/sh
# Makes the namespace once the server serves; may run at every start. Environment: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE.
# Closed workflows are kept for three days only: the record, not the engine, is what remembers.
set -eu
for attempt in $(seq 60); do
  if temporal operator cluster health >/dev/null 2>&1; then break; fi
  if [ "$attempt" = 60 ]; then echo "no Temporal server answers at $TEMPORAL_ADDRESS" >&2; exit 1; fi
  sleep 1
done
if ! temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 72h
fi
echo "temporal-namespace: $TEMPORAL_NAMESPACE is ready"
