"""What comes back is what the OpenAPI document says."""

import json
import re
from functools import cache

from django.urls import resolve
from jsonschema import Draft202012Validator

from edc.api.document import document

VERSION_1 = "/api/v1/"


@cache
def described():
    return json.loads(json.dumps(document(), default=str))


def route_of(path):
    """The path of the document that an address belongs to."""
    route = "/" + resolve(path.partition("?")[0]).route
    return re.sub(r"<\w+:(\w+)>", r"{\1}", route)


def assert_described(response, method, path):
    """The status is among those described, and the body has the shape described for it."""
    operation = described()["paths"][route_of(path)][method.lower()]
    answers = operation["responses"][str(response.status_code)]["content"]
    media_type = response["Content-Type"].partition(";")[0]
    schema = answers[media_type]["schema"] | {"components": described()["components"]}
    if not response.streaming:
        Draft202012Validator(schema).validate(json.loads(response.content))
