"""The ways into the demonstration trial: one for each role, new at every start."""

import json

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import CommandError, call_command

from edc.access import Role, roles_of
from edc.models import ApiToken, User
from edc.models.account import digest_of
from tests.api.programs import Program

URL = "http://127.0.0.1:8000/"
ROLES = {role.lower() for role in Role} - {"system"}


@pytest.fixture
def file(tmp_path, demonstration, monkeypatch):
    """Hashing takes long on purpose, and each renewal hashes a password for every role."""
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 10)
    return tmp_path / "demo.json"


def renewed(file):
    call_command("demo_logins", url=URL, file=file)
    return json.loads(file.read_text())


def test_each_role_has_a_login_and_a_token(file):
    written = renewed(file)

    assert written["url"] == URL
    assert written["logins"].keys() == written["tokens"].keys() == ROLES
    for role, login in written["logins"].items():
        assert {r.lower() for r in roles_of(User.objects.get(username=login["username"]))} == {role}


def test_nobody_else_can_read_the_file(file):
    file.write_text("left by an earlier start")
    file.chmod(0o644)

    renewed(file)

    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_the_password_opens_the_pages(file):
    login = renewed(file)["logins"]["coordinator"]

    assert authenticate(**login).username == "lin01"


def test_site_staff_may_write_with_their_tokens_and_others_only_read(file):
    secrets = renewed(file)["tokens"]
    scopes = {
        role: ApiToken.objects.get(digest=digest_of(secret)).scope
        for role, secret in secrets.items()
    }

    assert {role for role, scope in scopes.items() if scope == "WRITE"} == {
        "coordinator",
        "investigator",
    }


def test_what_an_earlier_start_handed_out_opens_nothing_any_more(file):
    earlier, now = renewed(file), renewed(file)

    assert authenticate(**earlier["logins"]["monitor"]) is None
    assert Program(earlier["tokens"]["monitor"]).get("subjects/").status_code == 401
    assert Program(now["tokens"]["monitor"]).get("subjects/").status_code == 200


def test_there_must_be_a_demonstration(committed, tmp_path):
    with pytest.raises(CommandError, match="not in this database"):
        call_command("demo_logins", url=URL, file=tmp_path / "demo.json")

    assert not (tmp_path / "demo.json").exists()
