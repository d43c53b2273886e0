"""Signing in goes on when Django asks more of a password's hash than it did."""

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from edc.actions import accounts
from edc.models import TrailLine
from tests.conftest import PASSWORD


@pytest.fixture
def lin_signs_in(client, lin, system):
    """Lin has a password; signing in with it, or with another."""
    accounts.set_password(user=lin, password=PASSWORD, by=system)
    return lambda password=PASSWORD: client.post(
        "/sign-in/", {"username": "lin", "password": password}
    )


def passwords_written():
    return TrailLine.objects.filter(table_name="edc_user", field="password").order_by("event")


@pytest.fixture
def weak_hash(monkeypatch):
    """Passwords are hashed as they were years ago, until the test says that today begins."""
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 10)
    return monkeypatch


def test_an_old_hash_is_stored_anew_in_the_name_of_who_signs_in(weak_hash, lin_signs_in, lin):
    weak_hash.undo()

    response = lin_signs_in()

    line = passwords_written().last()
    assert response.status_code == 302
    assert (line.actor, line.new) == (lin, "(not shown)")


def test_a_hash_that_is_good_enough_stays(lin_signs_in):
    before = passwords_written().count()

    response = lin_signs_in()

    assert response.status_code == 302
    assert passwords_written().count() == before


def test_a_wrong_password_opens_nothing(lin_signs_in, client):
    response = lin_signs_in("wrong")

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session
