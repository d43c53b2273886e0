"""Tokens: keys for programs, shown once when they are issued."""

from datetime import timedelta

from django.utils import timezone

from edc import audit
from edc.access import Permission, role_for
from edc.models import AccessEntry, ApiToken
from edc.models.account import SYSTEM, digest_of, new_secret

LONGEST = timedelta(days=366)


class NotForSoLong(Exception):
    """A token must end, within a year."""


def issue(*, user, name, scope, lasts: timedelta, by) -> str:
    """A new token of the user; the secret is not stored and cannot be shown again.

    People issue their own; for others an administrator does. Raises NotForSoLong.
    """
    _require(user, by)
    if not timedelta(0) < lasts <= LONGEST:
        raise NotForSoLong
    secret = new_secret()
    with audit.acting(by):
        token = ApiToken.objects.create(
            user=user,
            name=name,
            scope=scope,
            digest=digest_of(secret),
            expires_at=timezone.now() + lasts,
        )
        _note(token, "issued", by)
    return secret


def revoke(*, token, by) -> None:
    """End a token before its time."""
    _require(token.user, by)
    if token.revoked_at is None:
        with audit.acting(by):
            token.revoked_at = timezone.now()
            token.save(update_fields=["revoked_at"])
            _note(token, "revoked", by)


def _require(user, by):
    if by != user and by.username != SYSTEM:
        role_for(by, Permission.ADMINISTER, None)


def _note(token, act, by):
    """Tokens are left out of the trail, which would keep their digests for ever."""
    what = f"{act} {token.scope} token {token.pk} of {token.user.username}"
    AccessEntry.objects.create(user=by, what=what[:200], request_id="")
