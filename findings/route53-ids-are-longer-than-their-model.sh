#!/usr/bin/env bash
# Most people take the bounds in AWS's service models for the bounds of what AWS answers, and size columns
# and schemas by them. Found: the model of Route 53 has ids of at most 32 characters, and CreateHostedZone
# answers an id with `/hostedzone/` before it: with the ids that Route 53 gives now, that is longer. moto,
# which was brought in line with AWS in this (https://github.com/getmoto/moto/pull/8984), shows it.
# Whoever checks answers by the models refuses AWS's own.
# Source: botocore's model of Route 53, ResourceId, at the version below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv own
own/bin/pip install --quiet --disable-pip-version-check botocore==1.44.8 boto3==1.44.8 moto==5.2.5
cat >zone.py <<'PY'
import boto3
from moto import mock_aws

with mock_aws():
    keys = {"aws_access_key_id": "none", "aws_secret_access_key": "none"}
    client = boto3.client("route53", region_name="us-east-1", **keys)
    zone = client.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]
answered = client.meta.service_model.operation_model("CreateHostedZone").output_shape
most = answered.members["HostedZone"].members["Id"].metadata["max"]
print("botocore 1.44.8, moto 5.2.5")
print(f"an id has {len(zone['Id'])} characters, and its model at most {most}")
raise SystemExit(0 if len(zone["Id"]) > most == 32 else 1)
PY
own/bin/python zone.py || { echo "this finding is out of date" >&2; exit 1; }
# Found: an id has 34 characters, and its model at most 32.
