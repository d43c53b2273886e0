"""Infections after transplantation: what is asked of each kind, and what it must agree with."""

from decimal import Decimal

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Unknown
from followup.checks.infection import (
    fatal_infection_has_its_death_form,
    infection_resolves_after_its_onset,
    life_threatening_infection_is_an_adverse_event,
    no_treatment_stands_alone,
)
from followup.models import Infection
from safety.models import AdverseEvent
from tests.enrollment.paper import blank_chart, dies, failing, fill, owed, shows
from tests.followup.paper import day, said, transplanted

HARD, SOFT = Severity.HARD, Severity.SOFT
REACTIVATING = {"CMV", "EBV", "HHV6", "BKV", "ADV"}


def test_every_infection_owes_kind_onset_grade_treatment_and_outcome():
    assert owed(Infection) == {
        "infection_type",
        "organism",
        "onset_date",
        "site_of_infection",
        "grade",
        "treatment",
        "outcome",
    }


@pytest.mark.parametrize(
    ("question", "gate", "applies"),
    [
        ("viral_load_max", "infection_type", REACTIVATING | {"HBV"}),
        ("disease_not_reactivation", "infection_type", REACTIVATING),
        ("end_date", "outcome", {"RECOVERED", "SEQUELAE"}),
    ],
)
def test_a_question_is_asked_only_when_it_applies(question, gate, applies):
    codes = Infection.asked[gate].codelist.values

    assert {code for code in codes if shows(Infection, question, **{gate: code})} == applies
    assert not shows(Infection, question)


def test_a_viral_load_is_never_owed_and_the_rest_is():
    assert owed(Infection, infection_type="CMV", outcome="SEQUELAE") - owed(Infection) == {
        "disease_not_reactivation",
        "end_date",
    }


def test_copies_are_not_converted_to_international_units():
    chart = blank_chart()
    load = {"viral_load_max": Decimal("5000"), "viral_load_max_unit": "copies/mL"}

    assert fill(chart, Infection, infection_type="CMV", **load).viral_load_max == 5000


def test_it_hangs_on_no_visit():
    assert Infection.visits == ()


def test_the_checks_of_an_infection_are_these_and_shown_there():
    listed = listed_checks(Infection)

    assert {check.id: (check.severity, check.question) for check in listed} == {
        "INX-001": (HARD, "end_date"),
        "INX-002": (SOFT, "grade"),
        "INX-003": (SOFT, "grade"),
        "INX-004": (HARD, "treatment"),
    }


@pytest.mark.parametrize(
    ("onset", "ended", "holds"),
    [
        (day(30), day(30), True),
        (day(30), day(29), False),
        (day(30), Unknown, Unknown),
        (Unknown, day(29), Unknown),
    ],
)
def test_infection_resolves_after_its_onset(onset, ended, holds):
    assert infection_resolves_after_its_onset(onset, ended) is holds


def event(started):
    return said(start_date=started)


@pytest.mark.parametrize(
    ("grade", "events", "holds"),
    [
        ("4", [event(day(37))], True),
        ("5", [event(day(23))], True),
        ("4", [event(day(38))], False),
        ("4", [event(day(22))], False),
        ("5", [], False),
        ("3", [], True),
        ("4", [event(Unknown)], Unknown),
        ("4", [event(PartialDate("2026-03"))], Unknown),
        ("4", [event(PartialDate("2025"))], False),
        ("4", [event(Unknown), event(day(30))], True),
        (Unknown, [], Unknown),
    ],
)
def test_life_threatening_infection_is_an_adverse_event(grade, events, holds):
    assert life_threatening_infection_is_an_adverse_event(grade, day(30), events) is holds


@pytest.mark.parametrize(
    ("grade", "death", "holds"),
    [
        ("5", day(40), True),
        ("5", Unknown, False),
        ("4", Unknown, True),
        (Unknown, Unknown, Unknown),
    ],
)
def test_fatal_infection_has_its_death_form(grade, death, holds):
    assert fatal_infection_has_its_death_form(grade, death) is holds


@pytest.mark.parametrize(
    ("treatment", "holds"),
    [
        (["NONE"], True),
        (["FOSCARNET", "REDUCE_IS"], True),
        (["FOSCARNET", "NONE"], False),
        (Unknown, Unknown),
    ],
)
def test_no_treatment_stands_alone(treatment, holds):
    assert no_treatment_stands_alone(treatment) is holds


def test_a_fatal_infection_is_settled_by_the_event_and_the_death():
    chart = transplanted()
    infection = fill(chart, Infection, infection_type="FUNGAL", onset_date=day(30), grade="5")
    assert failing(chart, infection, beside="grade") == ["INX-002", "INX-003"]

    fill(chart, AdverseEvent, start_date=day(31).isoformat())
    dies(chart, on=day(40))
    chart.forget()

    assert failing(chart, infection, beside="grade") == []
