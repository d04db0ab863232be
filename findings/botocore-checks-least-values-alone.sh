#!/usr/bin/env bash
# Most people think that botocore (boto3, the AWS CLI) checks a call by its service model before it sends
# it, since it refuses a missing or misspelt parameter. Found: of the bounds in the model it checks the
# least alone (`min`). The greatest (`max`), the values of an enum and the pattern of a text are in the
# model, and no call is refused for them on this side.
# Source: botocore's validate.py at the version below; its models of Route 53 and IAM.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv own
own/bin/pip install --quiet --disable-pip-version-check botocore==1.44.8
cat >check.py <<'PY'
import botocore.session
from botocore.validate import ParamValidator

session = botocore.session.get_session()


def errors(service, operation, params):
    shape = session.get_service_model(service).operation_model(operation).input_shape
    return ParamValidator().validate(params, shape).generate_report()


def record(**own):
    change = {"Action": "CREATE", "ResourceRecordSet": {"Name": "a.example.com", "Type": "A", **own}}
    params = {"HostedZoneId": "Z1", "ChangeBatch": {"Changes": [change]}}
    return errors("route53", "ChangeResourceRecordSets", params)


model = session.get_service_model("route53")
weight = model.shape_for("ResourceRecordSetWeight").metadata
found = {
    f"weight -1, of {weight['min']} to {weight['max']}": record(Weight=-1),
    f"weight 256, of {weight['min']} to {weight['max']}": record(Weight=256),
    "type ALIAS, none of the enum": record(Type="ALIAS"),
    "role name with a space, against its pattern": errors(
        "iam", "CreateRole", {"RoleName": "a b", "AssumeRolePolicyDocument": "{}"}
    ),
}
print("botocore 1.44.8")
for what, report in found.items():
    print(f"{what}: {'refused' if report else 'taken'}")
refused = [bool(report) for report in found.values()]
raise SystemExit(0 if refused == [True, False, False, False] else 1)
PY
own/bin/python check.py || { echo "this finding is out of date" >&2; exit 1; }
# Found: weight -1 is refused; weight 256, the type ALIAS and the role's name are taken.
