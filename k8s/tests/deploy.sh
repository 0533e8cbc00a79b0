#!/bin/sh
# Runs scripts/deploy.sh against a kubectl that only writes down what it is told.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/kubectl" <<'KUBECTL'
#!/bin/sh
echo "$*" >>"$TOLD"
case "$*" in *"get secret ${WITHOUT:-none}") exit 1 ;; *"rollout status deployment/${STUCK:-none} "*) exit 1 ;; esac
KUBECTL
chmod +x "$work/kubectl"
PATH=$work:$PATH
TOLD=$work/told
export TOLD

fail() { echo "$1"; cat "$TOLD"; exit 1; }

: >"$TOLD"
scripts/deploy.sh prod
grep -qx -- "apply -k k8s/overlays/production" "$TOLD" || fail "prod did not apply production"
[ "$(grep -c "^-n praxis rollout status" "$TOLD")" = 7 ] || fail "not every part was waited for"

: >"$TOLD"
scripts/deploy.sh staging
grep -qx -- "-n praxis-staging rollout status deployment/gateway --timeout=10m" "$TOLD" || fail "staging was not waited for"

: >"$TOLD"
OVERLAY=staging scripts/deploy.sh ai-services
grep -qx -- "apply -k k8s/overlays/staging -l app in (settings,ai-service)" "$TOLD" || fail "more or less than ai-service was applied"

: >"$TOLD"
if scripts/deploy.sh moon 2>"$work/error"; then fail "an unknown overlay was taken"; fi
if scripts/deploy.sh ../base 2>"$work/error"; then fail "a path was taken"; fi
[ ! -s "$TOLD" ] || fail "something was done for an unknown overlay"

if WITHOUT=redis scripts/deploy.sh staging 2>"$work/error"; then fail "a missing secret was not noticed"; fi
grep -q "the secrets redis" "$work/error" || fail "the missing secret was not named: $(cat "$work/error")"
! grep -q apply "$TOLD" || fail "it was applied without a secret"

if STUCK=gateway scripts/deploy.sh staging 2>"$work/error"; then fail "a failed rollout was not noticed"; fi
grep -q "rollout undo deployment/gateway" "$work/error" || fail "the way back was not told"
