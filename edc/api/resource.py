"""What all addresses of the interface have in common."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response
from rest_framework.views import APIView

from edc.api.description import Described
from edc.api.errors import bad_request, shown, unknown
from edc.api.tokens import TakesPart
from edc.text import T

MOST_ROWS = 500

UNKNOWN_PARAMETER = T("There is no such query parameter here.", "此处没有该查询参数。")
BAD_PARAMETER = T("A query parameter has no readable value.", "查询参数的值无法读取。")
UNKNOWN_FIELD = T("There is no such field here.", "此处没有该字段。")
BAD_FIELD = T("A field has no readable value.", "字段的值无法读取。")
NOT_AN_OBJECT = T("The body must be a JSON object.", "请求正文必须是JSON对象。")


@dataclass(frozen=True)
class Parameter:
    """A query parameter: how its text is read (empty when not given), and what is said about it."""

    read: Callable[[str], Any]
    schema: dict
    about: str


class JsonAlways(BaseContentNegotiation):
    """The address says which format it is; nothing depends on Accept."""

    def select_parser(self, request, parsers):
        wanted = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == wanted), None)

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class Resource(APIView):
    """A view that refuses what it does not know.

    ``takes`` are the query parameters of GET by name; ``bodies`` and ``answers`` name, by method,
    the schemas of what is sent and, by status, of what is returned.
    """

    needs: Any
    takes: dict[str, Parameter] = {}
    bodies: dict[str, str] = {}
    answers: dict[str, dict[int, str]] = {}
    schema = Described()
    content_negotiation_class = JsonAlways
    metadata_class = None

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        takes = self.takes if request.method in SAFE_METHODS else {}
        self.asked = parameters(request.query_params, takes)


class Nowhere(Resource):
    """Whatever else is asked for: a program gets its answer as JSON there too."""

    needs = None
    permission_classes = [TakesPart]

    def initial(self, request, *args, **kwargs):
        super(Resource, self).initial(request, *args, **kwargs)
        raise NotFound


def parameters(given, takes: dict[str, Parameter]) -> dict[str, Any]:
    """Query parameters, each read; what is not given reads as empty text."""
    if strangers := given.keys() - takes.keys():
        raise unknown("unknown_parameter", UNKNOWN_PARAMETER, strangers)
    read = {}
    for name, parameter in takes.items():
        values = given.getlist(name) or [""]
        try:
            (value,) = values
            read[name] = parameter.read(value)
        except ValueError:
            raise bad_request("bad_parameter", BAD_PARAMETER, names=[name]) from None
    return read


def _text(value: str) -> str:
    if "\0" in value:
        raise ValueError
    return value


def _whole(value: str) -> int:
    if not re.fullmatch(r"[0-9]{0,18}", value):
        raise ValueError
    return int(value or 0)


AFTER_NUMBER = Parameter(_text, {"type": "string"}, "Rows after this screening number.")
AFTER = Parameter(_whole, {"type": "integer", "minimum": 0}, "Rows after this one.")


def limit(most: int) -> Parameter:
    """How many rows are wanted; more than ``most`` are never given."""

    def read(value: str) -> int:
        if value and not _whole(value):
            raise ValueError
        return min(_whole(value) or most, most)

    schema = {"type": "integer", "minimum": 1, "default": most}
    return Parameter(read, schema, f"How many rows at most; never more than {most}.")


def one_of(*values: str, about: str) -> Parameter:
    """One of these words; nothing stands for the first."""

    def read(value: str) -> str:
        if value and value not in values:
            raise ValueError
        return value

    return Parameter(read, {"type": "string", "enum": values, "default": values[0]}, about)


def fields(body, *known: str) -> dict[str, Any]:
    """The fields of a body, all of them known."""
    if not isinstance(body, dict):
        raise bad_request("parse_error", NOT_AN_OBJECT)
    if strangers := body.keys() - set(known):
        raise unknown("unknown_field", UNKNOWN_FIELD, strangers)
    return body


def bad_field(name: str):
    """For a field whose value is of another kind than this field takes."""
    return bad_request("bad_field", BAD_FIELD, names=[shown(name)])


def page(request, rows: Iterable[dict], after, is_last: bool) -> Response:
    """Rows, and the address of those that follow, or null."""
    following = None if is_last else address_after(request, after)
    return Response({"results": list(rows), "next": following})


def page_of_text(request, rows: Iterable[str], after, is_last: bool, **more) -> HttpResponse:
    """The same from rows that PostgreSQL wrote as JSON, so that numbers keep their digits."""
    following = None if is_last else address_after(request, after)
    beginning = json.dumps({"next": following, **more}).removesuffix("}")
    listed = ",\n".join(rows)
    body = f'{beginning}, "results": [{listed}]}}'
    return HttpResponse(body, content_type="application/json")


def address_after(request, after) -> str:
    """The address of the rows that follow."""
    query = request.query_params.copy()
    query["after"] = str(after)
    return f"{request.path}?{query.urlencode()}"
