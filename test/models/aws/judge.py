"""Judges the recorded calls by AWS's own models, and writes the verdicts.

python3 judge.py RECORDED TEMPLATE VERDICTS
"""

import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

import cloudformation
import emulator
import service_models


def main(recorded: Path, template: Path, verdicts: Path) -> None:
    text = recorded.read_bytes()
    record = json.loads(text)
    made = template.read_bytes()
    verdicts.write_text(
        json.dumps(
            {
                "recorded": hashlib.sha256(text).hexdigest(),
                "template": hashlib.sha256(made).hexdigest(),
                "versions": {name: version(name) for name in ("botocore", "cfn-lint", "moto")},
                "calls": service_models.judge(record["calls"], "input"),
                "answers": service_models.judge(record["answers"], "output"),
                "cloudformation": cloudformation.judge(template),
                "emulator": emulator.judge(record["calls"]),
                "errors": service_models.errors(record["refusals"]),
                "refusals": emulator.refusals(record["refusals"]),
            },
            indent=2,
        )
        + "\n"
    )


if __name__ == "__main__":
    main(*(Path(arg) for arg in sys.argv[1:]))
