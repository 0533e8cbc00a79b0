#!/bin/sh
# Measures the suite on this machine and prints one line a figure; the targets stand in docs/performance.md.
# Needs the built artefacts (make build) and free ports. Everything runs on a data folder of its own.
set -u
cd "$(dirname "$0")/.."
home=$(mktemp -d)
export PRAXIS_HOME="$home"
java="$JAVA_HOME/bin/java"
devstack() {
    "$java" -Xmx320m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow -cp 'devstack/target/devstack-0.1.0-SNAPSHOT.jar:devstack/target/lib/*' "$@"
}

# by the pid that the launcher wrote: $suite is the shell around it
end() {
    [ -n "${suite:-}" ] || return 0
    kill "$(cat "$home/run/devstack.pid")" 2>/dev/null
    wait "$suite" 2>/dev/null
    suite=
}

stop() {
    end
    rm -rf "$home"
}
trap stop EXIT
trap 'exit 1' INT TERM

start() {
    rm -f "$home/demo.json"
    devstack com.oetpraxis.devstack.launch.Launcher run >"$home/out" 2>&1 &
    suite=$!
    while [ ! -f "$home/demo.json" ]; do
        kill -0 "$suite" 2>/dev/null || { cat "$home/out" >&2; exit 1; }
        sleep 0.2
    done
    ready=$(sed -n 's/^Praxis is ready after \([0-9.]*\) s.*/\1/p' "$home/out")
}

echo "Machine: $(nproc 2>/dev/null || echo '?') cores, $("$java" -version 2>&1 | head -1)"
start
printf '%-46s %8s s\n' 'first start (empty data)' "$ready"
end
start
printf '%-46s %8s s\n' 'start from built artefacts to ready' "$ready"
sleep 60
printf '%-46s %8s MiB\n' 'memory idle, 60 s after ready (sum of PSS)' "$(./scripts/footprint.sh "$home" | awk '$1 == "sum" {print $2}')"
devstack com.oetpraxis.devstack.measure.Replies
printf '%-46s %8s MiB\n' 'memory after the rehearsals' "$(./scripts/footprint.sh "$home" | awk '$1 == "sum" {print $2}')"
end
bench/gateway.sh
bench/score.sh
