"""Checks that the rules and the dashboard speak of what the suite shows.

Usage: check.py ROOT WORK: prints one line a check, "ok ..." or "FAIL ...", and writes
WORK/dashboard-rules.yml, the dashboard's expressions as rules for promtool. Every metric and label
must stand in monitoring/metrics.txt, which capture-metrics.sh writes from the running suite.
"""

import json
import re
import sys
from pathlib import Path

import yaml

SEVERITIES = {"high", "medium", "low"}
# what Prometheus itself adds: by the scrape, and by the labels of prometheus.yml
SCRAPED = {"up"}
TARGET_LABELS = {"job", "instance", "part"}
WORDS = {
    "and", "or", "unless", "by", "without", "on", "ignoring", "group_left", "group_right",
    "offset", "bool", "inf", "nan",
}  # fmt: skip
STRING = r'"(?:[^"\\]|\\.)*"'


def expression_facts(text):
    """The metrics of a PromQL expression with the labels matched on each, and the grouping labels."""
    grouping = set()
    for labels in re.findall(r"\b(?:by|without|on|ignoring)\s*\(([^)]*)\)", text):
        grouping |= {l.strip() for l in labels.split(",") if l.strip()}
    text = re.sub(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)", " ", text)
    text = re.sub(r"\[[^\]]*\]", " ", text)
    metrics = {}
    pattern = re.compile(
        rf"(?P<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\s*(?P<call>\()?(?P<matchers>\{{(?:[^}}\"]|{STRING})*\}})?"
        rf"|{STRING}|\d[\w.]*"
    )
    for found in pattern.finditer(text):
        name = found["name"]
        if name is None or found["call"] or name.lower() in WORDS:
            continue
        labels = set(re.findall(r"([a-zA-Z_][a-zA-Z0-9_]*)\s*(?:=~|!~|!=|=)", found["matchers"] or ""))
        metrics.setdefault(name, set()).update(labels)
    return metrics, grouping


def known_metrics(root):
    """metrics.txt: name to (parts, labels)."""
    known = {}
    for line in (root / "monitoring/metrics.txt").read_text().splitlines():
        if not line.startswith("#"):
            name, parts, labels = line.split()
            known[name] = (set(parts.split(",")), set(labels.split(",")) - {"-"})
    return known


def unknown(expression, known, recorded):
    """What an expression speaks of that does not exist."""
    metrics, grouping = expression_facts(expression)
    if not metrics:
        yield f"no metric in: {expression}"
    possible = set(TARGET_LABELS)
    for name, matched in metrics.items():
        if name in SCRAPED:
            labels = set()
        elif name in recorded:
            labels = recorded[name]
        elif name in known:
            labels = known[name][1]
        else:
            yield f"no part shows {name}"
            continue
        possible |= labels
        for label in matched - labels - TARGET_LABELS:
            yield f"{name} has no label {label}"
    for label in grouping - possible:
        yield f"nothing in the expression has the label {label}: {' '.join(expression.split())}"


def rules(root):
    for file in sorted((root / "monitoring/alerts").glob("*.yml")):
        for group in yaml.safe_load(file.read_text())["groups"]:
            yield from group["rules"]


def headings(root):
    text = (root / "docs/operations.md").read_text()
    titles = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^a-z0-9 _-]", "", t.lower()).replace(" ", "-") for t in titles}


def check_rules(root, known, recorded):
    """alerts and recording rules speak of metrics and labels that the suite shows"""
    for rule in rules(root):
        for finding in unknown(rule["expr"], known, recorded):
            yield f"{rule.get('alert') or rule['record']}: {finding}"


def check_alerts(root, known, recorded):
    """every alert has a severity, a summary and a runbook that exists"""
    anchors = headings(root)
    for rule in rules(root):
        if "alert" not in rule:
            continue
        if rule.get("labels", {}).get("severity") not in SEVERITIES:
            yield f"{rule['alert']} has no severity"
        annotations = rule.get("annotations", {})
        if not annotations.get("summary"):
            yield f"{rule['alert']} has no summary"
        file, _, anchor = annotations.get("runbook", "").partition("#")
        if file != "docs/operations.md" or anchor not in anchors:
            yield f"{rule['alert']}: {annotations.get('runbook')} is not there"


def check_tests(root, known, recorded):
    """every alert is seen to fire and to stay silent by a unit test"""
    fired, silent = set(), set()
    for file in (root / "monitoring/tests").glob("*.yml"):
        for test in yaml.safe_load(file.read_text())["tests"]:
            for one in test.get("alert_rule_test", []):
                (fired if one["exp_alerts"] else silent).add(one["alertname"])
    alerts = {r["alert"] for r in rules(root) if "alert" in r}
    for name in sorted(alerts - fired):
        yield f"no test sees {name} fire"
    for name in sorted(alerts - silent):
        yield f"no test sees {name} stay silent"


def check_resources(root, known, recorded):
    """the alerts on resources have severity low"""
    file = root / "monitoring/alerts/resources.yml"
    for group in yaml.safe_load(file.read_text())["groups"]:
        for rule in group["rules"]:
            if rule.get("labels", {}).get("severity") != "low":
                yield f"{rule['alert']} is not low"


def check_targets(root, known, recorded):
    """Prometheus scrapes every part on its management port"""
    wanted = {}
    for file in sorted(root.glob("*/src/main/resources/application.yaml")):
        text = file.read_text().split("\n---")[0]
        settings = yaml.safe_load(text)["management"]
        port = settings.get("server.port") or settings["server"]["port"]
        wanted[file.parents[3].name] = re.sub(r"\$\{[A-Z_]+:(\d+)\}", r"\1", str(port))
    config = yaml.safe_load((root / "monitoring/prometheus.yml").read_text())
    found = {}
    for job in config["scrape_configs"]:
        if job.get("metrics_path") != "/actuator/prometheus":
            yield f"{job['job_name']} does not ask /actuator/prometheus"
        for target in job["static_configs"]:
            for address in target["targets"]:
                found[target["labels"]["part"]] = address.rpartition(":")[2]
    if found != wanted:
        yield f"scraped are {found}, the parts are {wanted}"
    shown = set().union(*(parts for parts, _ in known.values()))
    if shown != set(wanted):
        yield f"metrics.txt has the metrics of {sorted(shown)}"


def panels(root):
    for file in sorted((root / "monitoring/dashboards").glob("*.json")):
        for panel in json.loads(file.read_text())["panels"]:
            if panel["type"] != "row":
                yield file.name, panel


def check_dashboard(root, known, recorded):
    """the dashboard's panels speak of metrics and labels that the suite shows"""
    uid = yaml.safe_load(
        (root / "monitoring/grafana/provisioning/datasources/prometheus.yml").read_text()
    )["datasources"][0]["uid"]
    ids, count = set(), 0
    for file, panel in panels(root):
        name = f"{file}: {panel['title']}"
        if panel["id"] in ids:
            yield f"{name}: the id {panel['id']} is there twice"
        ids.add(panel["id"])
        if not panel["targets"]:
            yield f"{name} asks nothing"
        for target in panel["targets"]:
            count += 1
            if {panel["datasource"]["uid"], target["datasource"]["uid"]} != {uid}:
                yield f"{name} asks a data source that is not provisioned"
            for finding in unknown(target["expr"], known, recorded):
                yield f"{name}: {finding}"
            legend = set(re.findall(r"\{\{\s*(\w+)\s*\}\}", target.get("legendFormat", "")))
            metrics, grouping = expression_facts(target["expr"])
            possible = set(grouping)
            if not grouping:
                possible |= TARGET_LABELS
            for label in legend - possible:
                yield f"{name}: the legend names {label}, which the result does not have"
    if not count:
        yield "no panel was found"


def check_reader(root, known, recorded):
    """the reader of expressions notices what does not exist"""
    cases = {
        "sum(rate(no_such_total[5m]))": "no_such_total",
        'up{job="x"} == 0 or nothing_here > 1': "nothing_here",
        'sum by (colour) (up{job="praxis"})': "colour",
        'up{shape="{round}"}': "shape",
        "vector(1)": "no metric",
    }
    for expression, word in cases.items():
        if not any(word in finding for finding in unknown(expression, known, recorded)):
            yield f"nothing was found in {expression}"
    if list(unknown('avg_over_time(up{job=~"a|b"}[1d]) unless on (part) up > 2e3', known, {})):
        yield "a right expression was refused"


def write_dashboard_rules(root, file):
    """For promtool, which knows PromQL's grammar and no dashboards."""
    expressions = [
        target["expr"].replace("$__rate_interval", "5m")
        for _, panel in panels(root)
        for target in panel["targets"]
    ]
    entries = [{"record": f"panel:{i}", "expr": e} for i, e in enumerate(expressions)]
    file.write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": entries}]}))


def main(root, work):
    known = known_metrics(root)
    recorded = {}
    for rule in rules(root):
        if "record" in rule:
            recorded[rule["record"]] = expression_facts(rule["expr"])[1] - {"le"}
    write_dashboard_rules(root, work / "dashboard-rules.yml")
    failed = False
    for check in (
        check_rules,
        check_alerts,
        check_tests,
        check_resources,
        check_targets,
        check_dashboard,
        check_reader,
    ):
        findings = list(check(root, known, recorded))
        print(f"{'FAIL' if findings else 'ok'} monitoring: {check.__doc__}")
        for finding in findings:
            print(f"     {finding}")
        failed |= bool(findings)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
