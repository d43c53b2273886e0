"""JSON as it was typed: numbers keep their digits, and what is ambiguous is refused."""

import json

from rest_framework import status
from rest_framework.parsers import BaseParser

from edc.api.errors import Refusal, bad_request
from edc.text import T

MOST_BYTES = 1_000_000
MOST_DEPTH = 8

# A client that is still sending cannot read an answer: what is too large is let in and dropped,
# up to here, so that it learns why.
MOST_DROPPED = 32_000_000
DROPPED_AT_ONCE = 256 * 1024

TOO_LARGE = T(
    "The body is larger than 1 MB. Send less at a time.", "请求正文超过1 MB，请分次发送。"
)
NO_LENGTH = T("Say how long the body is: Content-Length.", "请说明请求正文长度（Content-Length）。")
NOT_UTF8 = T("The body is not UTF-8.", "请求正文不是UTF-8编码。")
NOT_JSON = T("The body is not JSON.", "请求正文不是有效的JSON。")
TOO_DEEP = T("The body is nested too deeply.", "请求正文嵌套过深。")
GIVEN_TWICE = T("A name is given twice in one object.", "同一对象中名称重复。")
NO_NUMBER = T(
    "NaN and Infinity are no numbers: leave the answer out or give a missing code.",
    "NaN与Infinity不是数值：请留空或填写缺失代码。",
)


class Digits(str):
    """A number as its digits stood in the JSON text: ``0.0010`` stays ``0.0010``."""

    __slots__ = ()


class ExactJSONParser(BaseParser):
    """Reads a JSON body without rounding, choosing or guessing."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        request = (parser_context or {}).get("request")
        if request is not None:
            _refuse_too_large(request, stream)
        return exact_json(stream.read())


def exact_json(body: bytes):
    """The value of a JSON text, its numbers as Digits. Raises Refusal."""
    try:
        value = json.loads(
            body.decode(),
            parse_float=Digits,
            parse_int=Digits,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except UnicodeDecodeError:
        raise bad_request("parse_error", NOT_UTF8) from None
    except json.JSONDecodeError as problem:
        where = {"line": problem.lineno, "column": problem.colno}
        raise bad_request("parse_error", NOT_JSON, **where) from None
    except RecursionError:
        raise bad_request("parse_error", TOO_DEEP) from None
    _refuse_depth(value)
    return value


def _refuse_too_large(request, stream):
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
        raise Refusal(status.HTTP_411_LENGTH_REQUIRED, "no_length", NO_LENGTH)
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length <= MOST_BYTES:
        return
    if length <= MOST_DROPPED:
        while stream.read(DROPPED_AT_ONCE):
            pass
    raise Refusal(status.HTTP_413_REQUEST_ENTITY_TOO_LARGE, "too_large", TOO_LARGE)


def _refuse_constant(_):
    raise bad_request("parse_error", NO_NUMBER)


def _object(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise bad_request("parse_error", GIVEN_TWICE)
    return found


def _refuse_depth(value, depth=1):
    if depth > MOST_DEPTH:
        raise bad_request("parse_error", TOO_DEEP)
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inside:
        _refuse_depth(item, depth + 1)
