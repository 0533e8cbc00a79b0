# What the measurements of a whole suite share; sourced from the project's folder. The suite has a data folder of its own, which goes with it.
home=$(mktemp -d)
export PRAXIS_HOME="$home"
java="$JAVA_HOME/bin/java"
suite=

devstack() {
    "$java" -Xmx320m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow -cp 'devstack/target/devstack-0.1.0-SNAPSHOT.jar:devstack/target/lib/*' "$@"
}

# until it is ready; $ready is how many seconds it says that took
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

# by the pid that the launcher wrote: $suite is the shell around it
end() {
    [ -n "$suite" ] || return 0
    kill "$(cat "$home/run/devstack.pid")" 2>/dev/null || true
    wait "$suite" 2>/dev/null || true
    suite=
}

memory() {
    ./scripts/footprint.sh "$home" | awk '$1 == "sum" {print $2}'
}

trap 'end; rm -rf "$home"' EXIT
trap 'exit 1' INT TERM
