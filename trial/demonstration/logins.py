"""One way in for each role: a fresh password for pages, a fresh token for programs."""

import json
import os
import secrets
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from django.db import connection

from edc.access import SITE_ROLES, Role
from edc.actions import accounts, tokens
from edc.models import ApiToken, User
from trial.demonstration.people import HOSPITALS, holder_of

SITE = HOSPITALS[0].code
ROLES = [role for role in Role if role != Role.SYSTEM]
TOKEN_NAME = "demonstration"  # noqa: S105 - what the token is called, not the token
LASTS = timedelta(days=30)


def renewed(url: str) -> dict:
    """What the demonstration's file says: where it is, and how each role gets in from now on."""
    people = {role.lower(): account_of(role) for role in ROLES}
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:  # a password is slow to store
        passwords = dict(zip(people, pool.map(new_password, people.values()), strict=True))
    logins = {
        role: {"username": user.username, "password": passwords[role]}
        for role, user in people.items()
    }
    return {
        "url": url,
        "logins": logins,
        "tokens": {role.lower(): new_token(role, people[role.lower()]) for role in ROLES},
    }


def account_of(role: Role) -> User:
    return User.objects.get(username=holder_of(role, SITE).username)


def new_password(user: User) -> str:
    password = secrets.token_urlsafe(12)
    try:
        accounts.set_password(user=user, password=password, by=accounts.system_user())
    finally:
        connection.close()
    return password


def new_token(role: Role, user: User) -> str:
    """Site staff may write; what an earlier start handed out is worth nothing any more."""
    system = accounts.system_user()
    for token in ApiToken.objects.filter(user=user, name=TOKEN_NAME, revoked_at=None):
        tokens.revoke(token=token, by=system)
    scope = ApiToken.WRITE if role in SITE_ROLES else ApiToken.READ
    return tokens.issue(user=user, name=TOKEN_NAME, scope=scope, lasts=LASTS, by=system)


def write_privately(content: dict, file: Path) -> None:
    """Put the file in place whole, readable by nobody else at any moment."""
    descriptor, unfinished = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    with os.fdopen(descriptor, "w", encoding="utf-8") as new:
        json.dump(content, new, indent=2)
        new.write("\n")
    Path(unfinished).replace(file)
