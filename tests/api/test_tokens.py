"""A token opens what its person may, for as long as it should."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from edc.access import Role
from edc.actions import accounts, tokens
from edc.models import AccessEntry, ApiToken
from edc.models.account import digest_of
from tests.api.programs import CONSENT, ROOT, Program

MONTH = timedelta(days=30)


def test_a_token_acts_as_its_person(feed, subject):
    response = feed.get("subjects/")

    assert [row["screening_number"] for row in response.json()["results"]] == ["S01-001"]


@pytest.mark.parametrize("header", [{}, {"Authorization": "Basic bGluOnNlY3JldA=="}])
def test_nothing_but_a_token_opens_the_interface(db, header):
    response = Client(headers=header).get(f"{ROOT}subjects/")

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'
    assert response.json()["error"] == "not_authenticated"


def test_a_signed_in_browser_does_not_open_the_interface(client, lin):
    client.force_login(lin)

    assert client.get(f"{ROOT}subjects/").status_code == 401


@pytest.mark.parametrize(
    "ending",
    [{"revoked_at": timezone.now()}, {"expires_at": timezone.now()}, {"digest": digest_of("x")}],
)
def test_a_token_that_has_ended_opens_nothing(feed, ending):
    ApiToken.objects.update(**ending)

    response = feed.get("subjects/")

    assert response.status_code == 401
    assert response.json()["error"] == "authentication_failed"


def test_a_closed_account_ends_its_tokens(feed, lin, system):
    with accounts.audit.acting(system):
        lin.is_active = False
        lin.save()

    assert feed.get("subjects/").status_code == 401


def test_a_token_is_worth_nothing_when_its_persons_role_has_ended(program, system, beijing):
    gone = accounts.open_account(username="gone", by=system)
    period = {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 12, 31)}
    accounts.appoint(user=gone, role=Role.COORDINATOR, site=beijing, by=system, **period)

    assert program(gone).get("subjects/").status_code == 403


def test_a_reading_token_writes_nothing(program, lin, subject):
    reader = program(lin, scope=ApiToken.READ)

    response = reader.put(CONSENT, {"answers": {"consent_type": "MAIN"}})

    assert response.status_code == 403
    assert response.json()["error"] == "read_only_token"
    assert not subject.records.exists()


def test_a_token_in_an_address_is_refused(feed):
    assert feed.get("subjects/", token="secret").status_code == 400


def test_only_a_digest_is_kept(lin):
    secret = tokens.issue(user=lin, name="feed", scope="READ", lasts=MONTH, by=lin)

    assert ApiToken.objects.get().digest == digest_of(secret)
    assert secret not in str(ApiToken.objects.values())


def test_an_administrator_issues_tokens_for_others_and_it_is_noted(adam, lin):
    secret = tokens.issue(user=lin, name="feed", scope="READ", lasts=MONTH, by=adam)

    assert Program(secret).get("subjects/").status_code == 200
    assert AccessEntry.objects.get().what.startswith("issued READ token")
    assert AccessEntry.objects.get().user == adam


def test_nobody_else_issues_tokens_for_others(lin, ines):
    with pytest.raises(PermissionDenied):
        tokens.issue(user=ines, name="feed", scope="READ", lasts=MONTH, by=lin)


@pytest.mark.parametrize("lasts", [timedelta(0), timedelta(days=367)])
def test_a_token_ends_within_a_year(lin, lasts):
    with pytest.raises(tokens.NotForSoLong):
        tokens.issue(user=lin, name="feed", scope="READ", lasts=lasts, by=lin)


def test_a_revoked_token_ends_at_once(feed, lin):
    tokens.revoke(token=ApiToken.objects.get(), by=lin)

    assert feed.get("subjects/").status_code == 401
