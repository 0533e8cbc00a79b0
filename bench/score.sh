#!/bin/sh
# Measures how long the report of a talk of five minutes takes in one warm process on one core; the golden talks, each gone on with
# from its start until five minutes are over. Prints one line a figure.
# N is how many reports are measured.
set -eu
cd "$(dirname "$0")/.."
pin=
if command -v taskset >/dev/null 2>&1; then
    pin='taskset -c 0'
else
    echo "score: nothing is pinned to one core here"
fi
path=$(bench/classpath.sh ai-service)
# the flags of make run
$pin "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UseCompactObjectHeaders -Xmx256m -XX:ActiveProcessorCount=1 \
    --sun-misc-unsafe-memory-access=allow -cp "$path" com.oetpraxis.ai.feedback.ScoreBench \
    ai-service/src/test/resources/golden content-service/src/main/resources/cards "${N:-300}" 2>/dev/null
