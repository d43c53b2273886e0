"""A calendar that the tests turn, and a desk at which papers are entered."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from edc.actions import subjects, tokens
from edc.models import ApiToken
from tests.api.programs import Program
from tests.paths.entering import Desk


def program_of(user) -> Program:
    """A program that enters for a user, until tomorrow."""
    a_day = timedelta(days=1)
    secret = tokens.issue(user=user, name="papers", scope=ApiToken.WRITE, lasts=a_day, by=user)
    return Program(secret)


@pytest.fixture
def turn_to(monkeypatch):
    """Make it the afternoon of a day at the sites: what today is decides what is overdue."""

    def turn(day: date) -> None:
        noon = datetime.combine(day, time(12), tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: noon)

    return turn


@pytest.fixture
def desk(beijing, lin, ines):
    """A desk for a subject of Beijing, a new one unless it is given; each day has its own."""

    def sit_down(subject=None) -> Desk:
        subject = subject or subjects.register(site=beijing, by=lin)
        return Desk(subject.screening_number, program_of(lin), program_of(ines))

    return sit_down
