"""Judges calls by AWS's service models, as botocore has them.

botocore's own check before a call is of names, types, what is required and the least lengths; what a
text may be (`pattern`, `enum`) and the greatest lengths are in its models too, and are checked here.
"""

import re
from collections import defaultdict
from datetime import datetime

import botocore.session

SESSION = botocore.session.get_session()
TYPES = {
    "string": str,
    "integer": int,
    "long": int,
    "boolean": bool,
    "double": (int, float),
    "float": (int, float),
}


def judge(calls, side):
    """For each type of resource: how many calls were judged, and what is wrong with them."""
    verdicts = defaultdict(lambda: {"judged": 0, "checked": 0, "faults": []})
    for call in calls:
        model = SESSION.get_service_model(call["service"]).operation_model(call["operation"])
        shape = model.input_shape if side == "input" else model.output_shape
        verdict = verdicts[call["type"]]
        verdict["judged"] += 1
        counter = [0]
        for where, fault in faults(shape, call["body"], call["operation"], counter):
            verdict["faults"].append(f"{call['name']}: {where}: {fault}")
        verdict["checked"] += counter[0]
    return dict(sorted(verdicts.items()))


def errors(cases):
    """For each refusal of a stand-in: whether the model of the call has such an error."""
    return {case["rule"]: has_error(case) for case in cases}


def has_error(case):
    call = case["refused"][0]
    model = SESSION.get_service_model(call["service"]).operation_model(call["operation"])
    names = set()
    for shape in model.error_shapes:
        names |= {shape.name, shape.error_code}
    return case["code"] in names


def faults(shape, value, where, counter):
    """What a value breaks of a shape; counts the values that were judged."""
    counter[0] += 1
    kind = shape.type_name
    if kind == "structure":
        yield from structure(shape, value, where, counter)
    elif kind == "list":
        if not isinstance(value, list):
            yield where, f"{value!r} is no list"
            return
        yield from lengths(shape, len(value), where)
        for index, one in enumerate(value):
            yield from faults(shape.member, one, f"{where}[{index}]", counter)
    elif kind == "map":
        for key, one in value.items():
            yield from faults(shape.key, key, f"{where} key", counter)
            yield from faults(shape.value, one, f"{where}.{key}", counter)
    elif kind == "timestamp":
        try:
            datetime.fromisoformat(value.replace("Z", "+00:00"))
        except ValueError:
            yield where, f"{value!r} is no time"
    else:
        yield from scalar(shape, value, where)


def structure(shape, value, where, counter):
    if not isinstance(value, dict):
        yield where, f"{value!r} is no structure"
        return
    for name in shape.required_members:
        if name not in value:
            yield where, f"{name} is required"
    for name, one in value.items():
        if name not in shape.members:
            yield where, f"{name} is no member"
        else:
            yield from faults(shape.members[name], one, f"{where}.{name}", counter)


def scalar(shape, value, where):
    wanted = TYPES.get(shape.type_name)
    if wanted is None:
        yield where, f"{shape.type_name} is not judged"
        return
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        yield where, f"{value!r} is no {shape.type_name}"
        return
    if shape.type_name == "string":
        yield from lengths(shape, len(value), where)
        choices = shape.metadata.get("enum", [])
        if choices and value not in choices:
            yield where, f"{value!r} is none of {', '.join(choices)}"
        pattern = shape.metadata.get("pattern")
        if pattern and not re.fullmatch(pattern_of(pattern), value):
            yield where, f"{value!r} does not match {pattern}"
    elif shape.type_name != "boolean":
        yield from lengths(shape, value, where)


def pattern_of(pattern):
    """A pattern as Python has it; the models' are Java's."""
    return pattern.replace(r"\p{L}\p{M}\p{Z}\p{S}\p{N}\p{P}", r"\w\W").replace(
        r"\p{L}\p{Z}\p{N}", r"\w\s"
    )


def lengths(shape, length, where):
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and length < least:
        yield where, f"{length} is less than {least}"
    if most is not None and length > most:
        yield where, f"{length} is more than {most}"
