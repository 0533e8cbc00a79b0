#!/bin/sh
# Live streams by voice in real time, with libfvad and stand-ins for the recogniser, the patient and the speaker: what
# was dropped, our own share of a turn, the processor time. Needs the built artefacts (make build); about two minutes.
# The learners are in the same process, so the time of the load itself is in the figures. SECONDS_EACH shortens it.
set -eu
cd "$(dirname "$0")/.."
seconds=${SECONDS_EACH:-45}
path=$(bench/classpath.sh realtime-service)
load() {
    "$JAVA_HOME/bin/java" -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders \
        --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        -cp "$path" com.oetpraxis.realtime.stream.VoiceLoad "$@"
}
load 300 "$seconds" 20
load 1000 "$seconds" 100
