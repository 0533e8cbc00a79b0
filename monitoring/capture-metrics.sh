#!/bin/sh
# Writes monitoring/metrics.txt: every metric that the running suite shows, with its labels and the
# parts that show it. Run it while the suite runs and after a rehearsal, since some counters appear
# with the first event: make run, make rehearse, monitoring/capture-metrics.sh
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for part in gateway:9000 user-service:9001 session-service:9002 content-service:9003 billing-service:9004 realtime-service:9005 ai-service:9006; do
    name=${part%%:*} port=${part##*:}
    curl -fsS -m 10 "http://127.0.0.1:$port/actuator/prometheus" >"$work/page" ||
        { echo "$name shows no metrics on port $port: is the suite running?" >&2; exit 1; }
    # name{a="x",b="y"} 1.0 -> name part a,b
    sed -n -E '/^#/d; s/^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(.*)\})? [^ ]+$/\1\t\3/p' "$work/page" |
        sed -E 's/="([^"\\]|\\.)*"//g' |
        awk -F '\t' -v part="$name" '{print $1 "\t" part "\t" $2}' >>"$work/all"
done
{
    echo "# metric parts labels; written by monitoring/capture-metrics.sh from the running suite"
    LC_ALL=C sort -u "$work/all" | awk -F '\t' '
        {
            if (!(($1, $2) in shown)) { shown[$1, $2]; parts[$1] = parts[$1] (parts[$1] ? "," : "") $2 }
            n = split($3, names, ",")
            for (i = 1; i <= n; i++)
                if (names[i] != "" && !(($1, names[i]) in labelled)) {
                    labelled[$1, names[i]]; labels[$1] = labels[$1] (labels[$1] ? "," : "") names[i]
                }
        }
        END { for (m in parts) print m, parts[m], labels[m] ? labels[m] : "-" }' | LC_ALL=C sort
} >"$work/list"
mv "$work/list" metrics.txt
echo "$(grep -vc '^#' metrics.txt) metrics of the suite are in monitoring/metrics.txt"
