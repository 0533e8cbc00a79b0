#!/bin/sh
# Prints the home of a JDK 25 or newer: JAVA_HOME, then what is on the PATH, then the usual places.
set -u

version() {
    [ -x "$1/bin/javac" ] || return 1
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

accept() {
    found=$(version "$1") || return 1
    [ -n "$found" ] && [ "$found" -ge 25 ] || return 1
    printf '%s\n' "$1"
    exit 0
}

[ -n "${JAVA_HOME:-}" ] && accept "$JAVA_HOME"
if command -v javac >/dev/null 2>&1; then
    link=$(command -v javac)
    while [ -L "$link" ]; do
        next=$(readlink "$link")
        case $next in
            /*) link=$next ;;
            *) link=$(dirname "$link")/$next ;;
        esac
    done
    accept "$(dirname "$(dirname "$link")")"
fi
for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*; do
    [ -d "$home" ] && accept "$home"
done
echo "Praxis needs a JDK 25 or newer and found none: install one (for example Eclipse Temurin 25) and set JAVA_HOME to its folder." >&2
exit 1
