#!/bin/sh
# Deletes what make run has stored; speech models stay.
set -u
state=${1:-.praxis}
[ -d "$state" ] || exit 0
# the command too: after a crash another program may have got the number
if [ -f "$state/run/devstack.pid" ] && ps -o args= -p "$(cat "$state/run/devstack.pid")" 2>/dev/null | grep -q launch.Launcher; then
    echo "Praxis is running from $state; stop it first (Ctrl-C in its terminal)." >&2
    exit 1
fi
for part in postgres kafka logs run secrets demo.json; do
    rm -rf "${state:?}/$part"
done
echo "All data in $state is gone."
