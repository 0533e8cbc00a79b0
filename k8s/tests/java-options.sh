#!/bin/sh
# The options of settings.env start a JVM.
set -eu
cd "$(dirname "$0")/../.."
java=$(scripts/find-jdk.sh)/bin/java
JDK_JAVA_OPTIONS=$(sed -n 's/^JDK_JAVA_OPTIONS=//p' k8s/base/settings.env)
[ -n "$JDK_JAVA_OPTIONS" ]
export JDK_JAVA_OPTIONS
"$java" -version
