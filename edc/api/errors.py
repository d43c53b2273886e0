"""Refusals: one shape for all, in both languages, telling nothing of another site."""

import logging
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response

from edc.text import T, both

refusals = logging.getLogger("edc.refusals")

WORDING = {
    "parse_error": T(
        "The body is not JSON as this interface reads it.", "请求正文不是本接口可读取的JSON。"
    ),
    "not_authenticated": T(
        "Send a token: Authorization: Bearer <token>.",
        "请提供令牌：Authorization: Bearer <token>。",
    ),
    "authentication_failed": T(
        "The token is unknown, expired or revoked, or its account is closed.",
        "令牌无效、已过期或已吊销，或其账户已关闭。",
    ),
    "permission_denied": T(
        "Your role does not allow this. Ask the data manager if it should.",
        "您的角色无权执行此操作；如有需要请联系数据管理员。",
    ),
    "not_found": T("There is nothing at this address.", "该地址不存在。"),
    "method_not_allowed": T("This address does not take that method.", "该地址不支持此方法。"),
    "unsupported_media_type": T(
        "Send the body as application/json.", "请以application/json发送请求正文。"
    ),
    "busy": T(
        "Somebody else is writing here just now. Try again in a moment.",
        "他人正在写入，请稍后重试。",
    ),
}


class Refusal(exceptions.APIException):
    """A request that is not carried out: a code, why in both languages, and what helps to go on."""

    def __init__(self, status_code: int, code: str, message, **more):
        super().__init__(message, code)
        self.status_code, self.code, self.message, self.more = status_code, code, message, more

    @property
    def body(self) -> dict:
        return worded(self.code, self.message) | self.more


def worded(code: str, message) -> dict:
    """The beginning of every refusal."""
    english, chinese = both(message)
    return {"error": code, "message_en": english, "message_zh": chinese}


def bad_request(code: str, message, **more) -> Refusal:
    return Refusal(status.HTTP_400_BAD_REQUEST, code, message, **more)


def unknown(code: str, message, names) -> Refusal:
    """For what is not known by that name: nothing is ever ignored silently."""
    return bad_request(code, message, names=sorted(shown(name) for name in names))


def shown(text: str) -> str:
    """What a client sent, fit to be sent back: storable characters, not too many."""
    return text[:100].encode(errors="backslashreplace").decode()


def handle(problem, context) -> Response | None:
    """What a program gets to read of a problem; None leaves what nobody foresaw to the server."""
    problem = _in_our_terms(problem)
    if problem is None:
        return None
    _note(problem, context["request"])
    headers = {}
    if header := getattr(problem, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if problem.status_code == status.HTTP_503_SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "5"
    if isinstance(problem, Refusal):
        return Response(problem.body, status=problem.status_code, headers=headers)
    code = problem.default_code
    return Response(worded(code, WORDING[code]), status=problem.status_code, headers=headers)


def _in_our_terms(problem):
    match problem:
        case Http404():
            return exceptions.NotFound()
        case PermissionDenied():
            return exceptions.PermissionDenied()
        case OperationalError():
            logging.getLogger("django.request").error("database refused", exc_info=problem)
            return Refusal(status.HTTP_503_SERVICE_UNAVAILABLE, "busy", WORDING["busy"])
        case exceptions.APIException():
            return problem
    return None


def _note(problem, request):
    """Who was turned away, for the security log: no values, and nothing that could break a line."""
    if problem.status_code in {401, 403, 404}:
        who = request.user.pk or "nobody" if hasattr(request, "_user") else "nobody"
        refusals.warning(
            "%s %s %s %s", problem.status_code, who, request.method, quote(request.path)
        )
