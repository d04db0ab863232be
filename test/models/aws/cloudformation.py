"""Judges a template by CloudFormation's own schemas and rules, as cfn-lint has them."""

import json
from pathlib import Path

from cfnlint import api
from cfnlint.config import ManualArgs


def judge(template: Path):
    """For each type of resource: what is wrong with it. What cfn-lint warns of counts too."""
    text = template.read_text()
    verdicts = {
        one["Type"]: {"faults": []} for one in json.loads(text)["Resources"].values()
    }
    for match in api.lint(text, config=ManualArgs(regions=["us-east-1"])):
        verdicts.setdefault(type_of(text, match), {"faults": []})["faults"].append(
            f"{match.rule.id}: {match.message} at {'/'.join(str(one) for one in match.path or [])}"
        )
    return dict(sorted(verdicts.items()))


def type_of(text, match):
    path = list(match.path or [])
    resources = json.loads(text)["Resources"]
    return resources[path[1]]["Type"] if len(path) > 1 and path[1] in resources else "template"
