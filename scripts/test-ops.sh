#!/bin/sh
# Checks what operators deploy: renders the Kubernetes overlays, holds every object against the API's
# schemas and the services' settings, and tries the alert rules, the dashboard and the scripts.
# Needs python3 with venv, kustomize (or kubectl), promtool and a PostgreSQL 15 server's programs;
# as root on Debian it installs what is missing, elsewhere it says what to install.
set -u
cd "$(dirname "$0")/.." || exit 2
work=$PWD/target/ops
mkdir -p "$work/bin"
log=$work/checks.log
: >"$log"
PATH=$work/bin:$PATH

missing() {
    echo "make test-ops needs $1: $2" >&2
    exit 2
}

# install NAME-OF-PACKAGE...: by apt, where we are root and it is there
install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    if [ -z "${updated:-}" ]; then
        apt-get -qq update >"$work/apt.log" 2>&1
        updated=1
    fi
    echo "Installing $*"
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >>"$work/apt.log" 2>&1 ||
        { tail -n 5 "$work/apt.log" >&2; return 1; }
}

command -v python3 >/dev/null || install python3 python3-venv || missing python3 "install Python 3.9 or newer"
command -v promtool >/dev/null || install prometheus || missing promtool "it comes with Prometheus"

if ! command -v initdb >/dev/null && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    # the programs only: no server of the machine's own
    [ "$(id -u)" = 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ] && mkdir -p /etc/postgresql-common &&
        echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    install postgresql || missing "the programs of PostgreSQL" "install a PostgreSQL server, 15 or newer"
fi

if command -v kustomize >/dev/null; then
    render="kustomize build"
elif command -v kubectl >/dev/null && kubectl kustomize --help >/dev/null 2>&1; then
    render="kubectl kustomize"
elif command -v go >/dev/null; then
    echo "Building kustomize"
    (cd "$work" && GOBIN=$work/bin go install sigs.k8s.io/kustomize/kustomize/v5@v5.7.1 >"$work/go.log" 2>&1) ||
        { tail -n 5 "$work/go.log" >&2; missing kustomize "it could not be built"; }
    render="kustomize build"
else
    missing kustomize "install kustomize 5 or kubectl, or Go to build it"
fi

if ! cmp -s k8s/requirements.txt "$work/venv/requirements.txt"; then
    rm -rf "$work/venv"
    python3 -m venv "$work/venv" >"$work/pip.log" 2>&1 || { install python3-venv && python3 -m venv "$work/venv" >"$work/pip.log" 2>&1; } ||
        { tail -n 5 "$work/pip.log" >&2; missing "python3's venv" "the package python3-venv on Debian"; }
    "$work/venv/bin/pip" -q --disable-pip-version-check install -r k8s/requirements.txt >>"$work/pip.log" 2>&1 ||
        { tail -n 5 "$work/pip.log" >&2; missing "the packages of k8s/requirements.txt" "pip could not install them"; }
    cp k8s/requirements.txt "$work/venv/requirements.txt"
fi
python=$work/venv/bin/python

# check TITLE COMMAND...: one line, the command's output below it where it failed
check() {
    title=$1
    shift
    if "$@" >"$work/output" 2>&1; then
        echo "ok $title" | tee -a "$log"
    else
        echo "FAIL $title" | tee -a "$log"
        sed 's/^/     /' "$work/output"
    fi
}

# checks COMMAND...: a command that prints its own lines; one that breaks counts as a failure
checks() {
    "$@" >"$work/output" 2>&1
    code=$?
    tee -a "$log" <"$work/output"
    if [ "$code" != 0 ] && ! grep -q '^FAIL' "$work/output"; then
        echo "FAIL $2 ended with code $code" | tee -a "$log"
    fi
}

rendered=""
for folder in k8s/overlays/*/; do
    overlay=$(basename "$folder")
    # shellcheck disable=SC2086
    if $render "$folder" >"$work/$overlay.yaml" 2>"$work/output"; then
        echo "ok $overlay: is rendered" | tee -a "$log"
        rendered="$rendered $overlay=$work/$overlay.yaml"
    else
        echo "FAIL $overlay: is not rendered" | tee -a "$log"
        sed 's/^/     /' "$work/output"
    fi
done
# shellcheck disable=SC2086
checks "$python" k8s/check.py . $rendered

check "Prometheus reads its configuration and the rules" promtool check config monitoring/prometheus.yml
check "the rules have no mistakes of style" promtool check rules --lint-fatal monitoring/alerts/*.yml
for tests in monitoring/tests/*.yml; do
    check "the alerts do what $(basename "$tests") says" promtool test rules "$tests"
done
checks "$python" monitoring/check.py . "$work"
check "the dashboard's expressions are PromQL" promtool check rules "$work/dashboard-rules.yml"

check "the workflows follow the schema of GitHub's" "$work/venv/bin/check-jsonschema" --builtin-schema vendor.github-workflows .github/workflows/*.yml
for target in $(grep -ho 'make [a-z0-9-]*' .github/workflows/*.yml | cut -d' ' -f2 | sort -u); do
    check "the workflows' make $target is there" make --no-print-directory -n "$target"
done

for script in scripts/*.sh scripts/tests/*.sh k8s/base/*/*.sh monitoring/*.sh; do
    check "$script is a shell script" sh -n "$script"
done
check "build.sh says how far it is, and lets one build at a time" sh scripts/tests/build.sh
check "deploy.sh applies what was asked for" sh k8s/tests/deploy.sh
check "make-secrets makes every secret of the template" sh k8s/tests/secrets.sh
check "create-schemas.sh gives each service a schema that no other can read" sh k8s/tests/schemas.sh
check "the java command takes the options of the cluster" sh k8s/tests/java-options.sh

passed=$(grep -c '^ok ' "$log")
failed=$(grep -c '^FAIL ' "$log")
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
