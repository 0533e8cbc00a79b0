#!/bin/sh
# Measures the suite on this machine and prints one line a figure; the targets stand in docs/performance.md.
# Needs the built artefacts (make build) and free ports. Everything runs on a data folder of its own.
set -u
cd "$(dirname "$0")/.."
. bench/suite.sh

echo "Machine: $(nproc 2>/dev/null || echo '?') cores, $("$java" -version 2>&1 | head -1)"
start
printf '%-46s %8s s\n' 'first start (empty data)' "$ready"
end
start
printf '%-46s %8s s\n' 'start from built artefacts to ready' "$ready"
sleep 60
printf '%-46s %8s MiB\n' 'memory idle, 60 s after ready (sum of PSS)' "$(memory)"
devstack com.oetpraxis.devstack.measure.Replies
printf '%-46s %8s MiB\n' 'memory after the rehearsals' "$(memory)"
end
bench/gateway.sh
bench/score.sh
