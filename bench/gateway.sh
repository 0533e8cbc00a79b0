#!/bin/sh
# Measures our gateway beside a stock one, Express and Fastify, and prints one line a figure. Needs the built artefacts (make build)
# and about three minutes; nothing else should run meanwhile. RUNS, SECONDS_A_RUN, WARM_UP, CALLERS and SCALE are for trying things out.
set -eu
cd "$(dirname "$0")/.."
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
trap 'exit 1' INT TERM

# the repository first, the network only where a library is missing
./mvnw -B -q -o -f bench/stock-gateway/pom.xml package >"$home/build" 2>&1 ||
    ./mvnw -B -q -ntp -f bench/stock-gateway/pom.xml package >"$home/build" 2>&1 ||
    { cat "$home/build" >&2; exit 1; }
"$JAVA_HOME/bin/java" -Djarmode=tools -jar bench/stock-gateway/target/stock-gateway.jar extract --force \
    --destination bench/stock-gateway/target/stock-gateway >/dev/null

node=false
if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then
    (cd bench/node && npm install --silent --no-package-lock >"$home/npm" 2>&1) || { cat "$home/npm" >&2; exit 1; }
    node=true
else
    echo "gateway: Express and Fastify are left out, for node or npm is not here"
fi

# one core for the gateway that is measured, the others for load, service and Redis
pin= rest=
cores=$(nproc 2>/dev/null || echo 1)
if [ "$cores" -gt 1 ] && command -v taskset >/dev/null 2>&1; then
    pin='taskset -c 0' rest="taskset -c 1-$((cores - 1))"
else
    echo "gateway: nothing is pinned to a core, so the load takes part of what is measured"
fi
$rest "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dhome="$home" -Dpin="$pin" -Dnode="$node" -Druns="${RUNS:-7}" -Dseconds="${SECONDS_A_RUN:-4}" -Dwarm-up="${WARM_UP:-5}" \
    -Dcallers="${CALLERS:-1}" -Dscale="${SCALE:-10000}" \
    -cp 'devstack/target/devstack-0.1.0-SNAPSHOT.jar:devstack/target/lib/*' bench/GatewayBench.java
