#!/bin/sh
# Builds everything and says how far it is. One at a time: a second one would write into the same folders.
# Usage: build.sh COMMAND... where the command is Maven's; its whole output is in target/build.log.
set -u
log=target/build.log
lock=target/building
mkdir -p target
if ! mkdir "$lock" 2>/dev/null; then
    # the one that made it may have been killed
    other=$(cat "$lock/pid" 2>/dev/null)
    if [ -n "$other" ] && kill -0 "$other" 2>/dev/null; then
        echo "Praxis is being built in another terminal (process $other); try again when that has ended." >&2
        exit 1
    fi
    rm -rf "$lock"
    mkdir "$lock" || exit 1
fi
echo $$ >"$lock/pid"
trap 'rm -rf "$lock"' EXIT
trap 'exit 130' INT TERM HUP

{
    "$@" 2>&1
    echo "BUILD-STATUS $?"
} | {
    brought=0
    status=1
    : >"$log"
    while IFS= read -r line; do
        printf '%s\n' "$line" >>"$log"
        case $line in
            *'Downloaded from '*.jar*)
                brought=$((brought + 1))
                if [ $((brought % 50)) = 0 ]; then
                    name=${line%%.jar*}
                    echo "  brought $brought libraries, now ${name##*/}" >&2
                fi
                ;;
            '[INFO] Building '*'['*/*']')
                name=${line#'[INFO] Building '}
                part=${name##*[}
                echo "  part ${part%]} ${name%% [0-9]*}" >&2
                ;;
            '[ERROR]'*) printf '%s\n' "$line" >&2 ;;
            'BUILD-STATUS '*) status=${line#BUILD-STATUS } ;;
        esac
    done
    [ "$status" = 0 ] || echo "The build has failed; all it said is in $log." >&2
    exit "$status"
}
