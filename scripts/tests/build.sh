#!/bin/sh
# Runs scripts/build.sh with a Maven that only says what Maven would say.
set -eu
build=$(cd "$(dirname "$0")/.." && pwd)/build.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >maven <<'MAVEN'
#!/bin/sh
echo "[INFO] Building AI service 0.1.0-SNAPSHOT                        [4/10]"
i=0
while [ $i -lt 50 ]; do
    i=$((i + 1))
    echo "Downloaded from central: https://repo/x/library-$i.jar (1.2 MB at 3 MB/s)"
done
if [ -n "${GATE:-}" ]; then
    : >"$GATE.begun"
    read -r _ <"$GATE"
fi
[ "${1:-0}" = 0 ] || echo "[ERROR] cannot find symbol"
exit "${1:-0}"
MAVEN
chmod +x maven

fail() { echo "$1"; cat said; exit 1; }

"$build" ./maven >said 2>&1 || fail "a good build failed"
grep -qx "  part 4/10 AI service" said || fail "the part was not named"
grep -qx "  brought 50 libraries, now library-50" said || fail "what was brought was not told"
[ "$(wc -l <said)" = 2 ] || fail "more was said than wanted"
grep -q "library-7.jar" target/build.log || fail "the log is not whole"
[ ! -e target/building ] || fail "the lock was left"

code=0
"$build" ./maven 3 >said 2>&1 || code=$?
[ "$code" = 3 ] || fail "a failed build ended with $code"
grep -qx "\[ERROR\] cannot find symbol" said || fail "the error was not shown"

mkfifo gate
GATE=gate "$build" ./maven >first 2>&1 &
first=$!
tries=0
while [ ! -e gate.begun ] && [ $tries -lt 100 ]; do
    tries=$((tries + 1))
    sleep 0.1
done
if "$build" ./maven >said 2>&1; then fail "two built at once"; fi
grep -q "being built in another terminal" said || fail "the second was not told why"
echo >gate
wait $first || fail "the first build was disturbed"

mkdir target/building
echo 99999999 >target/building/pid
"$build" ./maven >said 2>&1 || fail "the lock of a build that is gone was kept"
