#!/bin/sh
# Sums the memory of the running suite: PSS of each process and its children (RSS where there is no PSS).
set -u
state=${1:-.praxis}
[ -f "$state/run/devstack.pid" ] || { echo "The suite is not running: start it with make run." >&2; exit 1; }
root=$(cat "$state/run/devstack.pid")
kill -0 "$root" 2>/dev/null || { echo "The suite is not running: start it with make run." >&2; exit 1; }

descendants() {
    ps -A -o pid= -o ppid= | awk -v root="$1" '
        {parent[$1] = $2}
        END {for (pid in parent) for (p = pid; p in parent; p = parent[p]) if (p == root) {print pid; break}}'
}

kib() {
    if [ -r "/proc/$1/smaps_rollup" ]; then
        awk '/^Pss:/ {print $2}' "/proc/$1/smaps_rollup"
    else
        ps -o rss= -p "$1"
    fi
}

name() {
    for file in "$state"/run/*.pid; do
        [ "$(cat "$file")" = "$1" ] && { basename "$file" .pid; return; }
    done
    case $(ps -o comm= -p "$1") in
        postgres*) echo postgresql ;;
        redis*) echo redis ;;
        *) ps -o comm= -p "$1" ;;
    esac
}

# PostgreSQL is no child of the launcher
database=$(head -n 1 "$state/postgres/postmaster.pid" 2>/dev/null)
for pid in $(descendants "$root"; [ -z "$database" ] || descendants "$database"); do
    size=$(kib "$pid" 2>/dev/null)
    [ -n "$size" ] || continue
    printf '%s %s\n' "$((size / 1024))" "$(name "$pid")"
done | awk '{sum[$2] += $1; all += $1} END {for (n in sum) printf "%-20s %6d MiB\n", n, sum[n]; printf "%-20s %6d MiB\n", "sum", all}' | sort -k2 -n
