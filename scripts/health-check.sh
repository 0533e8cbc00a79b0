#!/bin/sh
# Asks each part for /health and /ready; exit 1 if one does not answer or is not ready.
set -u
bad=0
for part in gateway:8000 user-service:8001 session-service:8002 content-service:8003 billing-service:8004 realtime-service:8005 ai-service:8006; do
    name=${part%%:*} port=${part##*:}
    ready=$(curl -s -o /dev/null -m 3 -w '%{http_code}' "http://127.0.0.1:$port/ready")
    health=$(curl -s -m 3 "http://127.0.0.1:$port/health" | sed -n 's/.*"status":"\([a-z]*\)".*/\1/p')
    [ "$ready" = 200 ] || bad=1
    printf '%-18s ready %s  health %s\n' "$name" "$ready" "${health:-none}"
done
exit $bad
