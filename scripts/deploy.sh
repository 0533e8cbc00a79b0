#!/bin/sh
# Applies an overlay, or some parts of one, to the cluster that kubectl points at, and waits until the
# new pods are ready. The images must be where the cluster finds them and the secrets must exist.
# deploy.sh production | staging | api-gateway | services | ai-services
# The parts are taken from the overlay named in OVERLAY (production).
set -u
cd "$(dirname "$0")/.." || exit 2

usage() {
    echo "Say what to deploy: an overlay ($(ls k8s/overlays | tr '\n' ' ' | sed 's/ $//')) or api-gateway, services, ai-services." >&2
    exit 2
}

overlay=${OVERLAY:-production}
parts="user-service session-service content-service billing-service realtime-service ai-service gateway"
selector=""
case ${1:-} in
    "" | */* | .*) usage ;;
    api-gateway) parts=gateway ;;
    services) parts="user-service session-service content-service billing-service realtime-service" ;;
    ai-services) parts=ai-service ;;
    prod) overlay=production ;;
    *) overlay=$1 ;;
esac
[ -f "k8s/overlays/$overlay/kustomization.yaml" ] || usage
case ${1:-} in
    api-gateway | services | ai-services) selector="app in (settings,$(echo "$parts" | tr ' ' ','))" ;;
esac
command -v kubectl >/dev/null || { echo "kubectl is needed to deploy." >&2; exit 2; }

namespace=$(sed -n 's/^namespace: *//p' "k8s/overlays/$overlay/kustomization.yaml")
missing=""
for secret in $(sed -n 's/^  name: *//p' k8s/secrets.template.yaml); do
    kubectl -n "$namespace" get secret "$secret" >/dev/null 2>&1 || missing="$missing $secret"
done
if [ -n "$missing" ]; then
    echo "The namespace $namespace has not the secrets$missing (or the cluster does not answer); see docs/operations.md." >&2
    exit 1
fi

if [ -n "$selector" ]; then
    kubectl apply -k "k8s/overlays/$overlay" -l "$selector" || exit 1
else
    kubectl apply -k "k8s/overlays/$overlay" || exit 1
fi
for part in $parts; do
    kubectl -n "$namespace" rollout status "deployment/$part" --timeout=10m || {
        echo "$part did not become ready. Back to the version before: kubectl -n $namespace rollout undo deployment/$part" >&2
        exit 1
    }
done
