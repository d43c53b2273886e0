"""Who is calling: a program that bears a token acts as its user, within the token's scope."""

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission

from edc.access import roles_of
from edc.api.errors import Refusal
from edc.models import ApiToken
from edc.models.account import digest_of
from edc.text import T

READ_ONLY = T(
    "This token only reads. Use one whose scope is WRITE.",
    "该令牌仅可读取，请使用WRITE范围的令牌。",
)


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <secret>`; sessions and passwords open nothing here."""

    def authenticate(self, request):
        scheme, _, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        digest = digest_of(secret.strip().decode("latin-1"))
        token = ApiToken.objects.select_related("user").filter(digest=digest).first()
        if token is None or not token.is_valid or not token.user.is_active:
            raise AuthenticationFailed
        if token.scope == ApiToken.READ and request.method not in SAFE_METHODS:
            raise Refusal(403, "read_only_token", READ_ONLY)
        return token.user, token

    def authenticate_header(self, request):
        return 'Bearer realm="api"'


class TakesPart(BasePermission):
    """Open to everybody who holds any role today, whatever it allows."""

    def has_permission(self, request, view):
        return bool(roles_of(request.user))
