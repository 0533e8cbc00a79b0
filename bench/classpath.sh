#!/bin/sh
# Compiles a module with its tests and prints the class path of its tests: bench/classpath.sh ai-service
set -eu
cd "$(dirname "$0")/.."
path=$1/target/test.classpath
./mvnw -B -ntp -q -pl "$1" -am -DskipTests -Dspotless.check.skip -Djacoco.skip test-compile \
    dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test >&2
echo "$1/target/test-classes:$1/target/classes:$(cat "$path")"
