"""How a view becomes a part of the OpenAPI document: from what it declares, so that both agree."""

import re

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from edc.api.schemas import ref

PATH_PARAMETERS = {
    "screening_number": ({"type": "string"}, "Screening number of the subject, such as S01-012."),
    "site_code": ({"type": "string"}, "Number of the site, such as 01."),
    "code": ({"type": "string"}, "Code of the planned visit, such as C1D15."),
    "sequence": ({"type": "integer", "minimum": 1}, "Which of the visits with this code."),
    "form": ({"type": "string"}, "Name of the form, such as mrd_pcr."),
    "line": ({"type": "integer", "minimum": 1}, "Which of the records of the form there."),
    "name": ({"type": "string"}, "Name of the dataset."),
    "ending": ({"type": "string", "enum": ["csv", "ndjson", "json"]}, "Format of the file."),
}
FILES = ("text/csv", "application/x-ndjson", "application/json")
ALWAYS_POSSIBLE = (400, 401, 403, 503)


class Described(AutoSchema):
    """Reads ``takes``, ``bodies`` and ``answers`` of a Resource."""

    def get_operation_id(self):
        words = re.sub(r"\W+", "_", self.path.partition("/v1/")[2]).strip("_")
        return f"{self.method.lower()}_{words}"

    def get_tags(self):
        return [re.split(r"[/.]", self.path.partition("/v1/")[2])[0]]

    def get_override_parameters(self):
        takes = self.view.takes if self.method == "GET" else {}
        queried = [
            OpenApiParameter(name, parameter.schema, "query", description=parameter.about)
            for name, parameter in takes.items()
        ]
        return queried + [
            OpenApiParameter(name, schema, "path", required=True, description=about)
            for name, (schema, about) in PATH_PARAMETERS.items()
            if f"{{{name}}}" in self.path
        ]

    def get_operation(self, *args):
        operation = super().get_operation(*args)
        if body := self.view.bodies.get(self.method):
            content = {"application/json": {"schema": ref(body)}}
            operation["requestBody"] = {"required": True, "content": content}
        return operation

    def get_request_serializer(self):
        return None

    def get_response_serializers(self):
        return None

    def _get_response_bodies(self, direction="response"):
        possible = dict.fromkeys(ALWAYS_POSSIBLE, "Refusal")
        if "{" in self.path or self.method == "POST":
            possible[404] = "Refusal"
        if self.method in self.view.bodies:
            possible |= dict.fromkeys((411, 413, 415), "Refusal")
        possible |= self.view.answers[self.method]
        return {str(status): _response(name) for status, name in sorted(possible.items())}


def _response(name: str) -> dict:
    types = FILES if name == "File" else ("application/json",)
    content = {media_type: {"schema": ref(name)} for media_type in types}
    return {"description": re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower(), "content": content}


class BearerToken(OpenApiAuthenticationExtension):
    """How the document describes our tokens."""

    target_class = "edc.api.tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer"}
