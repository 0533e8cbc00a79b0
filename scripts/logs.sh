#!/bin/sh
# Follows every log of the folder and puts the part's name before each line.
set -u
cd "${1:-.praxis/logs}" 2>/dev/null || { echo "No logs yet: start the suite with make run." >&2; exit 1; }
trap 'trap - INT TERM; kill 0' INT TERM # without the trap, or it would call itself
for log in *.log; do
    case $log in *-train.log) continue ;; esac # of the class caches, made once
    [ -e "$log" ] || { echo "No logs yet: start the suite with make run." >&2; exit 1; }
    tail -n 20 -F "$log" 2>/dev/null | sed -u "s/^/${log%.log} | /" &
done
wait
