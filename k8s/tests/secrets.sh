#!/bin/sh
# Makes a set of secrets and holds it against the template and against arithmetic.
set -eu
cd "$(dirname "$0")/../.."
java=$(scripts/find-jdk.sh)/bin/java
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
SMTP_USER=mailer SMTP_PASS='a "b" \c' "$java" scripts/MakeSecrets.java "$work/secrets.yaml"
[ "$(stat -c %a "$work/secrets.yaml")" = 600 ] || { echo "others may read the secrets"; exit 1; }
if "$java" scripts/MakeSecrets.java "$work/secrets.yaml" 2>/dev/null; then echo "secrets were overwritten"; exit 1; fi
target/ops/venv/bin/python - "$work/secrets.yaml" <<'PYTHON'
import base64, json, sys, yaml

def load(path):
    return {o["metadata"]["name"]: o for o in yaml.safe_load_all(open(path))}

made, template = load(sys.argv[1]), load("k8s/secrets.template.yaml")
assert made.keys() == template.keys(), made.keys() ^ template.keys()
for name, secret in made.items():
    data = secret["stringData"]
    assert data.keys() == template[name]["stringData"].keys(), name
    assert all(data.values()), f"{name} has an empty value"

def number(text):
    return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), "big")

public = {k["kid"]: k for k in json.loads(made["service-keys"]["stringData"]["PRAXIS_SERVICE_KEYS"])["keys"]}
private = {n: json.loads(s["stringData"]["PRAXIS_SERVICE_KEY"]) for n, s in made.items() if "PRAXIS_SERVICE_KEY" in s["stringData"]}
assert public.keys() == private.keys()
for name, key in private.items():
    assert key["kid"] == name and not {"d", "p", "q"} & public[name].keys(), name
    n, e, d, p, q = (number(key[k]) for k in ("n", "e", "d", "p", "q"))
    assert n == p * q == number(public[name]["n"]) and n.bit_length() == 2048, name
    assert pow(pow(12345, d, n), e, n) == 12345, name
    assert number(key["dp"]) == d % (p - 1) and number(key["dq"]) == d % (q - 1), name
    assert number(key["qi"]) * q % p == 1, name
assert len({k["n"] for k in public.values()}) == len(public)
passwords = [s["stringData"]["DATABASE_PASSWORD"] for s in made.values() if "DATABASE_PASSWORD" in s["stringData"]]
assert len(set(passwords)) == 4 and all(len(p) >= 24 for p in passwords)
redis = made["redis"]["stringData"]["REDIS_PASSWORD"]
assert redis.replace("-", "").replace("_", "").isalnum(), "the password goes into an address"
assert len(base64.b64decode(made["user-service"]["stringData"]["PRAXIS_KEY_ENCRYPTION_KEY"])) == 32
assert made["user-service"]["stringData"]["SMTP_PASS"] == 'a "b" \\c'
PYTHON
