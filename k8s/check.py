"""Checks the rendered overlays: the API's schemas, and what no schema knows.

Usage: check.py ROOT OVERLAY=RENDERED.yaml...

Every check prints one line, "ok ..." or "FAIL ..."; the exit code is 1 if one failed. The checks are
tried on broken copies of the first overlay at the end, so that none of them can pass by looking at
nothing.
"""

import copy
import functools
import ipaddress
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import kubernetes_validate
import yaml

# the library reads its files anew for every object
kubernetes_validate.utils.schema_contents = functools.cache(
    kubernetes_validate.utils.schema_contents
)

API_VERSIONS = ("1.32", "1.37")  # the oldest and the newest cluster that is promised

# What a container may be given though no application.yaml reads it, and who reads it.
READ_ELSEWHERE = {
    "JDK_JAVA_OPTIONS": "the java command",
    "SPRING_DATASOURCE_HIKARI_CONNECTIONTIMEOUT": "Spring Boot",
    "SPRING_DATA_REDIS_CONNECTTIMEOUT": "Spring Boot",
    "SPRING_DATA_REDIS_TIMEOUT": "Spring Boot",
}
# What need not be given: the application's own default is meant for every machine.
OWN_DEFAULT = {"PORT", "MANAGEMENT_PORT", "DATABASE_USERNAME"}
GRACE = 30  # seconds, Spring Boot's spring.lifecycle.timeout-per-shutdown-phase


class Service:
    """What a module's application.yaml says about it."""

    def __init__(self, folder):
        self.name = folder.name
        text = (folder / "src/main/resources/application.yaml").read_text()
        text = text.split("\n---")[0]  # the profile local is not used in a cluster
        self.settings = flatten(yaml.safe_load(text))
        self.placeholders = dict(re.findall(r"\$\{([A-Z][A-Z0-9_]*)(?::([^}]*))?\}", text))
        for source in folder.glob("src/main/java/**/*.java"):
            for name in re.findall(r'"\$\{([A-Z][A-Z0-9_]*)[:}]', source.read_text()):
                self.placeholders.setdefault(name, "")
        self.port = number(self.settings["server.port"])
        self.management_port = number(self.settings["management.server.port"])
        self.shutdown = seconds(
            self.settings.get("spring.lifecycle.timeout-per-shutdown-phase", GRACE)
        )
        self.schema = self.settings.get("spring.flyway.default-schema")
        self.pool = int(self.settings.get("spring.datasource.hikari.maximum-pool-size", 10))


def flatten(tree, prefix=""):
    result = {}
    for key, value in (tree or {}).items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            result.update(flatten(value, name + "."))
        else:
            result[name] = value
    return result


def number(value):
    match = re.fullmatch(r"\$\{[A-Z_]+:(\d+)\}", str(value))
    return int(match.group(1) if match else value)


def seconds(value):
    return int(str(value).removesuffix("s"))


class Overlay:
    def __init__(self, name, objects, services, template):
        self.name = name
        self.objects = objects
        self.services = services
        self.secrets = {
            o["metadata"]["name"]: set(o.get("stringData") or {}) for o in template
        }

    def kind(self, kind):
        return [o for o in self.objects if o["kind"] == kind]

    def named(self, kind, name):
        found = [o for o in self.kind(kind) if o["metadata"]["name"] == name]
        return found[0] if found else None

    def workloads(self):
        return self.kind("Deployment") + self.kind("StatefulSet")

    def pod(self, workload):
        return workload["spec"]["template"]["spec"]

    def labels(self, workload):
        return workload["spec"]["template"]["metadata"]["labels"]

    def settings(self):
        """The ConfigMaps by name, as in the objects."""
        return {o["metadata"]["name"]: o.get("data", {}) for o in self.kind("ConfigMap")}

    def environment(self, container):
        """Names and values; None for the value of a secret."""
        result = {}
        for one in container.get("env", []):
            source = one.get("valueFrom", {})
            if "configMapKeyRef" in source:
                ref = source["configMapKeyRef"]
                result[one["name"]] = self.settings().get(ref["name"], {}).get(ref["key"], "")
            elif "secretKeyRef" in source:
                result[one["name"]] = None
            else:
                result[one["name"]] = one.get("value", "")
        return result


# --- the checks: each yields what is wrong ---


def schemas(overlay):
    """objects follow the schemas of the oldest and the newest cluster, no unknown field"""
    for o in overlay.objects:
        for version in API_VERSIONS:
            try:
                kubernetes_validate.validate(o, version, strict=True)
            except kubernetes_validate.ValidationError as e:
                path = ".".join(str(p) for p in e.path)
                yield f"{title(o)} ({version}): {path}: {e.message}"
            except Exception as e:  # no schema of that kind, or one that cannot be read
                yield f"{title(o)} ({version}): {getattr(e, 'message', e)}"


def names(overlay):
    """no two objects of one name, all in the overlay's namespace"""
    seen = set()
    namespaces = {o["metadata"]["name"] for o in overlay.kind("Namespace")}
    if len(namespaces) != 1:
        yield f"there are the namespaces {sorted(namespaces)}"
    for o in overlay.objects:
        if title(o) in seen:
            yield f"{title(o)} is there twice"
        seen.add(title(o))
        if o["kind"] != "Namespace" and o["metadata"].get("namespace") not in namespaces:
            yield f"{title(o)} is in no namespace of this overlay"


def parts(overlay):
    """every part has a deployment, a service, an autoscaler, a disruption budget, a policy"""
    for name in overlay.services:
        for kind in (
            "Deployment",
            "Service",
            "HorizontalPodAutoscaler",
            "PodDisruptionBudget",
            "NetworkPolicy",
        ):
            if overlay.named(kind, name) is None:
                yield f"{name} has no {kind}"
    for o in overlay.kind("Deployment"):
        if o["metadata"]["name"] not in overlay.services:
            yield f"{title(o)} has no application.yaml"
        # by this label deploy.sh chooses what belongs to a part
        if o["metadata"].get("labels", {}).get("app") != o["metadata"]["name"]:
            yield f"{title(o)} does not carry its part's label"
    for o in overlay.kind("ConfigMap"):
        if "PUBLIC_URL" in o["data"] and o["metadata"].get("labels", {}).get("app") != "settings":
            yield f"{title(o)} would be left out when one part is deployed"


def selectors(overlay):
    """selectors, autoscalers and the ingress point at something"""
    pods = {w["metadata"]["name"]: overlay.labels(w) for w in overlay.workloads()}
    for w in overlay.workloads():
        if not matches(w["spec"]["selector"]["matchLabels"], overlay.labels(w)):
            yield f"{title(w)} does not select its own pods"
    for o in overlay.kind("Service"):
        chosen = [n for n, labels in pods.items() if matches(o["spec"]["selector"], labels)]
        if chosen != [o["metadata"]["name"]]:
            yield f"{title(o)} selects {chosen}"
            continue
        container = overlay.pod(workload(overlay, chosen[0]))["containers"][0]
        ports = {p["name"] for p in container.get("ports", [])}
        for port in o["spec"]["ports"]:
            if port["targetPort"] not in ports:
                yield f"{title(o)} leads to the port {port['targetPort']}, which no container has"
    for o in overlay.kind("HorizontalPodAutoscaler"):
        target = o["spec"]["scaleTargetRef"]
        found = overlay.named(target["kind"], target["name"])
        if found is None or target["name"] != o["metadata"]["name"]:
            yield f"{title(o)} scales {target['name']}"
        elif "replicas" in found["spec"]:
            yield f"{title(found)} fixes its replicas against its autoscaler"
    for o in overlay.kind("PodDisruptionBudget") + overlay.kind("NetworkPolicy"):
        selector = o["spec"].get("selector", o["spec"].get("podSelector"))["matchLabels"] if (
            o["spec"].get("selector") or o["spec"].get("podSelector")
        ) else {}
        chosen = [n for n, labels in pods.items() if matches(selector, labels)]
        if not chosen or (selector and chosen != [o["metadata"]["name"]]):
            yield f"{title(o)} selects {chosen}"
    for o in overlay.kind("Ingress"):
        for rule in o["spec"]["rules"]:
            for path in rule["http"]["paths"]:
                backend = path["backend"]["service"]
                service = overlay.named("Service", backend["name"])
                if service is None or backend["port"]["name"] not in {
                    p["name"] for p in service["spec"]["ports"]
                }:
                    yield f"{title(o)} leads to {backend['name']}, which is not there"
                if backend["name"] != "gateway":
                    yield f"{title(o)} leads past the gateway to {backend['name']}"


def restricted(overlay):
    """pods are non-root, read-only, without privileges or a service account's token"""
    for w in overlay.workloads():
        pod = overlay.pod(w)
        security = pod.get("securityContext", {})
        if pod.get("automountServiceAccountToken") is not False:
            yield f"{title(w)} mounts a service account's token"
        if pod.get("enableServiceLinks") is not False:
            yield f"{title(w)} takes the variables of other services"
        if security.get("runAsNonRoot") is not True or not security.get("runAsUser"):
            yield f"{title(w)} may run as root"
        if w["metadata"]["name"] in overlay.services and security.get("runAsUser") != 1001:
            yield f"{title(w)} does not run as 1001"
        if security.get("seccompProfile", {}).get("type") != "RuntimeDefault":
            yield f"{title(w)} has no seccomp profile"
        if any(pod.get(k) for k in ("hostNetwork", "hostPID", "hostIPC")):
            yield f"{title(w)} shares the host's namespaces"
        if any("hostPath" in v for v in pod.get("volumes", [])):
            yield f"{title(w)} mounts a path of the host"
        for c in pod["containers"] + pod.get("initContainers", []):
            own = c.get("securityContext", {})
            if own.get("allowPrivilegeEscalation") is not False or own.get("privileged"):
                yield f"{title(w)}/{c['name']} may gain privileges"
            if own.get("readOnlyRootFilesystem") is not True:
                yield f"{title(w)}/{c['name']} may write to its image"
            if own.get("capabilities", {}).get("drop") != ["ALL"]:
                yield f"{title(w)}/{c['name']} keeps capabilities"
            mounted = {m["mountPath"]: m["name"] for m in c.get("volumeMounts", [])}
            empty = {v["name"] for v in pod.get("volumes", []) if "emptyDir" in v}
            if mounted.get("/tmp") not in empty:
                yield f"{title(w)}/{c['name']} has no /tmp to write to"


def memory(overlay):
    """memory requests equal their limits, CPU is requested"""
    for w in overlay.workloads():
        for c in overlay.pod(w)["containers"]:
            resources = c.get("resources", {})
            request = resources.get("requests", {}).get("memory")
            if request is None or request != resources.get("limits", {}).get("memory"):
                yield f"{title(w)}/{c['name']}: memory request {request} is not the limit"
            if "cpu" not in resources.get("requests", {}):
                yield f"{title(w)}/{c['name']} requests no CPU"


def probes(overlay):
    """startup and readiness ask /ready, liveness asks /health, on the service's own port"""
    for w in overlay.workloads():
        name = w["metadata"]["name"]
        for c in overlay.pod(w)["containers"]:
            for probe, path in (
                ("startupProbe", "/ready"),
                ("readinessProbe", "/ready"),
                ("livenessProbe", "/health"),
            ):
                found = c.get(probe)
                if found is None:
                    yield f"{name} has no {probe}"
                elif name in overlay.services:
                    get = found.get("httpGet", {})
                    if get.get("path") != path or get.get("port") != "http":
                        yield f"{name}: {probe} asks {get.get('path')} on {get.get('port')}"


def shutdown(overlay):
    """the termination grace is longer than the pause and the graceful shutdown together"""
    for name, service in overlay.services.items():
        pod = overlay.pod(workload(overlay, name))
        pause = (
            pod["containers"][0]
            .get("lifecycle", {})
            .get("preStop", {})
            .get("sleep", {})
            .get("seconds", 0)
        )
        grace = pod.get("terminationGracePeriodSeconds", 30)
        if service.settings.get("server.shutdown") != "graceful":
            yield f"{name} does not shut down gracefully"
        if grace <= pause + service.shutdown:
            yield f"{name}: grace {grace} s, pause {pause} s, shutdown {service.shutdown} s"


def ports(overlay):
    """container ports are the ports of application.yaml"""
    for name, service in overlay.services.items():
        container = overlay.pod(workload(overlay, name))["containers"][0]
        found = {p["name"]: p["containerPort"] for p in container["ports"]}
        wanted = {"http": service.port, "management": service.management_port}
        if found != wanted:
            yield f"{name} listens on {wanted}, declared are {found}"


def given(overlay):
    """each part is given what its application.yaml reads and nothing else"""
    for name, service in overlay.services.items():
        container = overlay.pod(workload(overlay, name))["containers"][0]
        environment = overlay.environment(container)
        inserted = set()
        for value in environment.values():
            inserted |= set(re.findall(r"\$\(([A-Z_]+)\)", value or ""))
        for variable in environment:
            if variable not in service.placeholders and variable not in inserted:
                if variable not in READ_ELSEWHERE:
                    yield f"{name} is given {variable}, which it does not read"
        for variable in service.placeholders:
            if variable not in environment and variable not in OWN_DEFAULT:
                yield f"{name} reads {variable}, which it is not given"
        order = list(environment)
        for variable, value in environment.items():
            for other in re.findall(r"\$\(([A-Z_]+)\)", value or ""):
                if other not in order[: order.index(variable)]:
                    yield f"{name}: {variable} inserts {other}, which does not stand before it"


def references(overlay):
    """settings and secrets that are named exist, those that exist are used"""
    used_settings, used_secrets = set(), set()
    settings = overlay.settings()
    for w in overlay.workloads():
        pod = overlay.pod(w)
        for c in pod["containers"]:
            for one in c.get("env", []):
                source = one.get("valueFrom", {})
                if "configMapKeyRef" in source:
                    ref = source["configMapKeyRef"]
                    used_settings.add((ref["name"], ref["key"]))
                    if ref["key"] not in settings.get(ref["name"], {}):
                        yield f"{title(w)} names the setting {ref['name']}/{ref['key']}"
                if "secretKeyRef" in source:
                    ref = source["secretKeyRef"]
                    used_secrets.add((ref["name"], ref["key"]))
                    if ref["key"] not in overlay.secrets.get(ref["name"], set()):
                        yield f"{title(w)} names the secret {ref['name']}/{ref['key']}"
        for volume in pod.get("volumes", []):
            if "configMap" in volume:
                name = volume["configMap"]["name"]
                if name not in settings:
                    yield f"{title(w)} mounts {name}"
                used_settings |= {(name, key) for key in settings.get(name, {})}
    for name, values in settings.items():
        for key in values:
            if (name, key) not in used_settings:
                yield f"the setting {name}/{key} is read by nobody"
    for name, keys in overlay.secrets.items():
        for key in keys:
            if (name, key) not in used_secrets:
                yield f"the secret {name}/{key} is read by nobody"
    for o in overlay.kind("Secret"):
        yield f"{title(o)} would put its values into the manifests"


def own_secrets(overlay):
    """a private key or password is given to its own part (and the server it opens) only"""
    servers = {"DATABASE_PASSWORD": "postgresql"}
    shared = {"service-keys", "redis"}
    for w in overlay.workloads():
        for c in overlay.pod(w)["containers"]:
            for one in c.get("env", []):
                ref = one.get("valueFrom", {}).get("secretKeyRef")
                owner = w["metadata"]["name"]
                if ref and ref["name"] not in shared | {owner}:
                    if servers.get(ref["key"]) != owner:
                        yield f"{owner} is given {ref['key']} of {ref['name']}"


def addresses(overlay):
    """every address given leads to a service and port, and the policies let it through"""
    for name in overlay.services:
        caller = workload(overlay, name)
        environment = overlay.environment(overlay.pod(caller)["containers"][0])
        for variable, value in environment.items():
            for host, port in targets(variable, value or ""):
                service = overlay.named("Service", host)
                if service is None:
                    yield f"{name}: {variable} names {host}, which is no service here"
                    continue
                found = [p for p in service["spec"]["ports"] if p["port"] == port]
                if not found:
                    yield f"{name}: {variable} names port {port}, which {host} does not have"
                    continue
                callee = workload(overlay, host)
                target = container_port(overlay, callee, found[0]["targetPort"])
                if not allowed(overlay, "egress", caller, callee, target):
                    yield f"{name} may not call {host}:{target}"
                if not allowed(overlay, "ingress", callee, caller, target):
                    yield f"{host} takes no call of {name} on {target}"


def walls(overlay):
    """everything is refused by default, no policy lets through what nobody needs"""
    refusing = [
        o
        for o in overlay.kind("NetworkPolicy")
        if o["spec"].get("podSelector") == {}
        and set(o["spec"].get("policyTypes", [])) == {"Ingress", "Egress"}
        and not o["spec"].get("ingress")
        and not o["spec"].get("egress")
    ]
    if not refusing:
        yield "no policy refuses what the others do not allow"
    needed = set()
    for name in overlay.services:
        caller = workload(overlay, name)
        environment = overlay.environment(overlay.pod(caller)["containers"][0])
        for variable, value in environment.items():
            needed |= {(name, host) for host, _ in targets(variable, value or "")}
    for a in overlay.workloads():
        for b in overlay.workloads():
            pair = (a["metadata"]["name"], b["metadata"]["name"])
            if pair in needed or pair[0] == pair[1]:
                continue
            for port in overlay.pod(b)["containers"][0].get("ports", []):
                number = port["containerPort"]
                if allowed(overlay, "egress", a, b, number):
                    yield f"{pair[0]} may call {pair[1]}:{number} and has no need to"
                if allowed(overlay, "ingress", b, a, number):
                    yield f"{pair[1]} takes calls of {pair[0]} on {number}, which has no need to"


def images(overlay):
    """images are named after their part and carry a fixed tag"""
    for w in overlay.workloads():
        name = w["metadata"]["name"]
        for c in overlay.pod(w)["containers"]:
            image, _, tag = c["image"].partition(":")
            if name in overlay.services and image.split("/")[-2:] != ["praxis", name]:
                yield f"{name} runs the image {image}"
            if not tag or tag == "latest":
                yield f"{name}: {c['image']} has no fixed tag"


def public(overlay):
    """the ingress answers the host that the services tell their clients"""
    hosts = set()
    for o in overlay.kind("Ingress"):
        hosts |= {r["host"] for r in o["spec"]["rules"]}
        covered = {h for t in o["spec"].get("tls", []) for h in t["hosts"]}
        if covered != {r["host"] for r in o["spec"]["rules"]}:
            yield f"{title(o)} has certificates for {sorted(covered)} only"
    for values in overlay.settings().values():
        for key, scheme in (("PUBLIC_URL", "https"), ("PUBLIC_WS_URL", "wss")):
            if key in values:
                url = urlsplit(values[key])
                if url.scheme != scheme or {url.hostname} != hosts:
                    yield f"{key} is {values[key]}, the ingress answers {sorted(hosts)}"
        for network in filter(None, values.get("TRUSTED_PROXIES", "").split(",")):
            if ipaddress.ip_network(network).prefixlen < 8:
                yield f"TRUSTED_PROXIES believes {network}"


def connections(overlay):
    """PostgreSQL takes the connections of all replicas at once"""
    database = workload(overlay, "postgresql")
    if database is None:
        return
    text = " ".join(overlay.pod(database)["containers"][0].get("args", []))
    match = re.search(r"max_connections=(\d+)", text)
    limit = int(match.group(1)) if match else 100
    wanted = sum(
        s.pool * (overlay.named("HorizontalPodAutoscaler", n)["spec"]["maxReplicas"] + 1)
        for n, s in overlay.services.items()
        if s.schema
    )
    if limit < wanted + 5:
        yield f"max_connections is {limit}, the services may open {wanted}"


def database_schemas(overlay):
    """the schemas made in the cluster's PostgreSQL are those the services migrate"""
    wanted = {s.schema for s in overlay.services.values() if s.schema}
    script = next(
        (d["create-schemas.sh"] for d in overlay.settings().values() if "create-schemas.sh" in d),
        "",
    )
    made = set(re.findall(r"^schema (\w+) ", script, re.M))
    if made != wanted:
        yield f"made are {sorted(made)}, migrated are {sorted(wanted)}"


CHECKS = [
    schemas,
    names,
    parts,
    selectors,
    restricted,
    memory,
    probes,
    shutdown,
    ports,
    given,
    references,
    own_secrets,
    addresses,
    walls,
    images,
    public,
    connections,
    database_schemas,
]


# --- what the checks share ---


def title(o):
    return f"{o['kind']} {o['metadata']['name']}"


def matches(selector, labels):
    return all(labels.get(k) == v for k, v in selector.items())


def workload(overlay, name):
    return overlay.named("Deployment", name) or overlay.named("StatefulSet", name)


def container_port(overlay, target, name):
    for port in overlay.pod(target)["containers"][0]["ports"]:
        if name in (port["name"], port["containerPort"]):
            return port["containerPort"]
    return None


def targets(variable, value):
    """The (host, port) pairs inside the cluster that the value of a variable names."""
    if variable.startswith("PUBLIC_") or variable.startswith("SMTP_"):
        return []
    if variable == "KAFKA_BOOTSTRAP_SERVERS":
        pairs = [v.rsplit(":", 1) for v in value.split(",")]
        return [(host, int(port)) for host, port in pairs]
    if variable.endswith("_URL"):
        found = []
        for one in value.split(","):
            url = urlsplit(re.sub(r"\$\([A-Z_]+\)", "x", one.removeprefix("jdbc:")))
            found.append((url.hostname, url.port))
        return found
    return []


def allowed(overlay, direction, subject, peer, port):
    """Whether the policies of the subject's pods let traffic from or to the peer's pods pass."""
    side = "to" if direction == "egress" else "from"
    for policy in overlay.kind("NetworkPolicy"):
        spec = policy["spec"]
        if not matches(spec["podSelector"].get("matchLabels", {}), overlay.labels(subject)):
            continue
        for rule in spec.get(direction, []):
            if "ports" in rule and port not in {p["port"] for p in rule["ports"]}:
                continue
            if side not in rule:
                return True
            for one in rule[side]:
                if "namespaceSelector" in one or "podSelector" not in one:
                    continue
                if matches(one["podSelector"].get("matchLabels", {}), overlay.labels(peer)):
                    return True
    return False


# --- the checks of the checks ---


def broken(overlay):
    """Copies of the overlay with one mistake each, and the check that must find it."""

    def copy_with(change):
        other = Overlay(
            overlay.name, copy.deepcopy(overlay.objects), dict(overlay.services), []
        )
        other.secrets = copy.deepcopy(overlay.secrets)
        change(other)
        return other

    def pod(o, name="session-service"):
        return o.pod(workload(o, name))

    def container(o, name="session-service"):
        return pod(o, name)["containers"][0]

    def drop_env(o, variable):
        container(o)["env"] = [e for e in container(o)["env"] if e["name"] != variable]

    def setting(o, key, value):
        for o_ in o.kind("ConfigMap"):
            if key in o_["data"]:
                o_["data"][key] = value

    yield schemas, copy_with(lambda o: container(o).update(readynessProbe={}))
    yield schemas, copy_with(lambda o: container(o)["ports"][0].update(containerPort="http"))
    yield schemas, copy_with(lambda o: workload(o, "gateway")["spec"].pop("selector"))
    yield schemas, copy_with(lambda o: o.named("Ingress", "gateway").update(apiVersion="v1"))
    yield names, copy_with(lambda o: o.objects.append(o.objects[-1]))
    yield parts, copy_with(
        lambda o: o.objects.remove(o.named("NetworkPolicy", "ai-service"))
    )
    yield selectors, copy_with(
        lambda o: o.named("Service", "ai-service")["spec"].update(selector={"app": "ai"})
    )
    yield selectors, copy_with(
        lambda o: o.named("Service", "redis")["spec"]["ports"][0].update(targetPort="db")
    )
    yield restricted, copy_with(lambda o: pod(o).pop("automountServiceAccountToken"))
    yield restricted, copy_with(lambda o: pod(o)["securityContext"].update(runAsUser=0))
    yield restricted, copy_with(
        lambda o: container(o)["securityContext"].pop("readOnlyRootFilesystem")
    )
    yield memory, copy_with(lambda o: container(o)["resources"]["limits"].update(memory="9Gi"))
    yield probes, copy_with(lambda o: container(o).pop("startupProbe"))
    yield probes, copy_with(
        lambda o: container(o)["livenessProbe"]["httpGet"].update(path="/ready")
    )
    yield shutdown, copy_with(lambda o: pod(o).update(terminationGracePeriodSeconds=35))
    yield ports, copy_with(lambda o: container(o)["ports"][1].update(containerPort=9999))
    yield given, copy_with(lambda o: drop_env(o, "BILLING_SERVICE_URL"))
    yield given, copy_with(lambda o: container(o)["env"].append({"name": "X", "value": "1"}))
    yield given, copy_with(lambda o: container(o)["env"].reverse())
    yield references, copy_with(
        lambda o: [d["data"].pop("KAFKA_BOOTSTRAP_SERVERS", 0) for d in o.kind("ConfigMap")]
    )
    yield references, copy_with(lambda o: o.secrets["redis"].clear())
    yield own_secrets, copy_with(
        lambda o: container(o)["env"].append(
            {
                "name": "X",
                "valueFrom": {"secretKeyRef": {"name": "user-service", "key": "SMTP_PASS"}},
            }
        )
    )
    yield addresses, copy_with(
        lambda o: setting(o, "AI_SERVICE_URL", "http://ai-service:8007")
    )
    yield addresses, copy_with(
        lambda o: o.named("NetworkPolicy", "billing-service")["spec"].update(ingress=[])
    )
    yield walls, copy_with(
        lambda o: o.objects.remove(o.named("NetworkPolicy", "refuse-the-rest"))
    )
    yield walls, copy_with(
        lambda o: o.named("NetworkPolicy", "postgresql")["spec"]["ingress"][0].pop("from")
    )
    yield images, copy_with(lambda o: container(o).update(image="praxis/session-service"))
    yield public, copy_with(lambda o: setting(o, "PUBLIC_URL", "https://elsewhere.example"))
    yield connections, copy_with(lambda o: container(o, "postgresql").pop("args"))
    yield database_schemas, copy_with(
        lambda o: setting(o, "create-schemas.sh", "schema users x\n")
    )


def documented(root, services):
    """docs/operations.md names every variable and who reads it"""
    rows = {}
    for line in (root / "docs/operations.md").read_text().splitlines():
        match = re.match(r"\| `([A-Z][A-Z0-9_]*)` \| ([a-z, ]+) \|", line)
        if match:
            rows[match.group(1)] = set(match.group(2).split(", "))
    wanted = {}
    for service in services.values():
        for variable in service.placeholders:
            wanted.setdefault(variable, set()).add(service.name.removesuffix("-service"))
    for variable in sorted(rows.keys() | wanted.keys()):
        if rows.get(variable) != wanted.get(variable):
            said, read = rows.get(variable), wanted.get(variable)
            yield f"{variable}: the page says {said and sorted(said)}, it is read by {read and sorted(read)}"


def main(root, rendered):
    services = {}
    for folder in sorted(root.glob("*/src/main/resources/application.yaml")):
        service = Service(folder.parents[3])
        services[service.name] = service
    template = list(yaml.safe_load_all((root / "k8s/secrets.template.yaml").read_text()))
    failed = 0
    overlays = []
    for argument in rendered:
        name, _, path = argument.partition("=")
        objects = [o for o in yaml.safe_load_all(Path(path).read_text()) if o]
        overlays.append(Overlay(name, objects, services, template))
    for overlay in overlays:
        for check in CHECKS:
            try:
                findings = list(check(overlay))
            except (KeyError, TypeError, AttributeError, IndexError) as e:
                findings = [f"an object has not the form that was looked for: {e!r}"]
            print(f"{'FAIL' if findings else 'ok'} {overlay.name}: {check.__doc__}")
            for finding in findings:
                print(f"     {finding}")
            failed += bool(findings)
    findings = list(documented(root, services))
    print(f"{'FAIL' if findings else 'ok'} {documented.__doc__}")
    for finding in findings:
        print(f"     {finding}")
    failed += bool(findings)
    blind = {c.__doc__ for c in CHECKS}
    unnoticed = []
    whole = {}
    for check, copy_ in broken(overlays[0]):
        blind.discard(check.__doc__)
        if check not in whole:
            whole[check] = set(check(overlays[0]))
        if not set(check(copy_)) - whole[check]:
            unnoticed.append(check.__doc__)
    print(f"{'FAIL' if unnoticed or blind else 'ok'} every check notices its broken copies")
    for title_ in unnoticed + sorted(blind):
        print(f"     {title_}")
    return 1 if failed or unnoticed or blind else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
