"""Programs that call the interface, each with the token of one person; and forms for them."""

from datetime import timedelta

import pytest

from edc.actions import tokens
from edc.actions.entry import Place, Typed, save
from edc.models import ApiToken
from tests.api.programs import Program


@pytest.fixture
def program():
    """A program of a person's, which may do whatever that person may."""

    def of(user, scope=ApiToken.WRITE):
        lasts = timedelta(days=30)
        return Program(tokens.issue(user=user, name="feed", scope=scope, lasts=lasts, by=user))

    return of


@pytest.fixture
def feed(program, lin):
    """Lin's program, which writes what the laboratory of Beijing sends."""
    return program(lin)


@pytest.fixture
def entered(lin):
    """Enter answers as Lin would in a page."""

    def enter(subject, visit, form, answers, *, line=1, complete=True):
        typed = {name: Typed(text) for name, text in answers.items()}
        place = Place(subject, visit, form, line)
        return save(place=place, typed=typed, by=lin, complete=complete).record

    return enter


@pytest.fixture
def specimen(subject, entered):
    """The complete week-2 marrow of S01-001."""
    answers = {"collected": "Y", "specimen_id": "BM-1", "collection_date": "2024-03-25"}
    return entered(subject, ("C1D15", 1), "mrd_specimen", answers)


@pytest.fixture
def pcr(subject, specimen, entered):
    """Its PCR, a draft in version 2 with a ratio of 0.0050."""
    answers = {"performed": "Y", "result_class": "QUANTIFIED", "ratio_percent": "0.0050"}
    return entered(subject, ("C1D15", 1), "mrd_pcr", answers, complete=False)


@pytest.fixture
def complete_pcr(subject, specimen, entered):
    """Its PCR, complete in version 2 with a ratio of 0.0050."""
    answers = {"performed": "Y", "result_class": "QUANTIFIED", "ratio_percent": "0.0050"}
    return entered(subject, ("C1D15", 1), "mrd_pcr", answers)
