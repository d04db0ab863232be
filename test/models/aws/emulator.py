"""Makes the recorded calls at moto, which plays AWS in this process, with none of them sent anywhere.

moto gives its own ids: they take the place of the stand-in's in the calls that come after.
"""

import json
import os
from collections import defaultdict

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError
from moto import mock_aws

# Any will do: moto takes none. Nothing of the machine's own is read.
os.environ.update(
    AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_DEFAULT_REGION="us-east-1"
)
os.environ.pop("AWS_PROFILE", None)

# Where an operation answers the id of what it made.
MADE = {
    "CreateHostedZone": lambda answer: answer["HostedZone"]["Id"].removeprefix("/hostedzone/"),
    "CreateHealthCheck": lambda answer: answer["HealthCheck"]["Id"],
    "RequestCertificate": lambda answer: answer["CertificateArn"],
    "CreateTopic": lambda answer: answer["TopicArn"],
    "CreateDistributionWithTags": lambda answer: answer["Distribution"]["Id"],
    "Subscribe": lambda answer: answer["SubscriptionArn"],
}


class Emulator:
    """One AWS account at moto."""

    def __init__(self):
        self.ids = {}

    def call(self, service, operation, body):
        """Make a call; the code of the error, or None where it is accepted, and the answer."""
        client = boto3.client(
            service, region_name="us-east-1", config=Config(retries={"max_attempts": 1})
        )
        text = json.dumps(body)
        for ours, theirs in self.ids.items():
            text = text.replace(ours, theirs)
        method = getattr(client, snake(client, operation))
        try:
            return None, method(**json.loads(text))
        except ClientError as error:
            return error.response["Error"]["Code"], None
        except ParamValidationError:
            return "ParamValidationError", None
        except NotImplementedError:
            return "not implemented", None

    def make(self, call):
        """Make a call for a resource, and learn the id that moto gives it."""
        code, answer = self.call(call["service"], call["operation"], call["body"])
        if code is None and call["operation"] in MADE and call["id"]:
            self.ids[call["id"]] = MADE[call["operation"]](answer)
        return code


def snake(client, operation):
    return next(
        name for name, one in client.meta.method_to_api_mapping.items() if one == operation
    )


@mock_aws
def judge(calls):
    """For each type of resource: how many calls moto was sent, and which it refused."""
    verdicts = defaultdict(lambda: {"judged": 0, "faults": []})
    emulator = Emulator()
    for call in calls:
        verdict = verdicts[call["type"]]
        verdict["judged"] += 1
        code = emulator.make(call)
        if code is not None:
            verdict["faults"].append(f"{call['name']}: {call['operation']}: {code}")
    return dict(sorted(verdicts.items()))


def refusals(cases):
    """For each rule of a stand-in: the code that moto answers to the same, or `accepted`."""
    return {case["rule"]: refusal(case) for case in cases}


@mock_aws
def refusal(case):
    emulator = Emulator()
    for call in case["before"]:
        code = emulator.make(call)
        if code is not None:
            return f"{call['operation']} before it: {code}"
    for call in case["refused"]:
        code, _ = emulator.call(call["service"], call["operation"], call["body"])
        if code is not None:
            return code
    return "accepted"
