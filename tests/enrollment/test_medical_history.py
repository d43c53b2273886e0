"""Medical history: what is asked, and which illnesses point to a criterion of exclusion."""

from datetime import date
from types import SimpleNamespace as Condition

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Unknown
from enrollment.checks.medical_history import (
    condition_begins_before_treatment,
    condition_ends_after_it_starts,
    condition_was_survived,
    pancreatitis_is_a_year_past,
    vascular_event_is_half_a_year_past,
)
from enrollment.models import InformedConsent, MedicalHistory
from tests.enrollment.paper import (
    blank_chart,
    failing,
    fill,
    january,
    owed,
    shows,
    takes_olverembatinib,
)

HARD, SOFT = Severity.HARD, Severity.SOFT
CONSENT = date(2026, 1, 5)


def condition(category, started, *, ongoing="N", ended=Unknown):
    return Condition(
        category=category,
        start_date=started and PartialDate(started),
        ongoing=ongoing,
        end_date=ended and PartialDate(ended),
    )


def test_the_checks_of_a_condition_are_these_and_shown_there():
    checks = {c.id: (c.severity, c.question) for c in listed_checks(MedicalHistory)}

    assert checks == {
        "MH-001": (HARD, "end_date"),
        "MH-002": (HARD, "start_date"),
        "MH-003": (SOFT, "start_date"),
        "MH-004": (SOFT, "start_date"),
        "MH-005": (HARD, "grade"),
    }


def test_every_condition_owes_its_name_kind_start_and_course():
    owed_by_all = {"term", "category", "start_date", "ongoing", "on_treatment"}

    assert owed(MedicalHistory) == owed_by_all
    assert owed(MedicalHistory, ongoing="N") == owed_by_all - {"ongoing"} | {"end_date"}
    assert owed(MedicalHistory, ongoing="Y") == owed_by_all - {"ongoing"} | {"grade"}


@pytest.mark.parametrize(
    ("question", "ongoing", "other"), [("end_date", "N", "Y"), ("grade", "Y", "N")]
)
def test_an_end_belongs_to_what_is_over_and_a_grade_to_what_is_not(question, ongoing, other):
    assert shows(MedicalHistory, question, ongoing=ongoing)
    assert not shows(MedicalHistory, question, ongoing=other)
    assert not shows(MedicalHistory, question)


@pytest.mark.parametrize(
    ("ended", "holds"),
    [
        ("2020-05-07", True),
        ("2020-05-06", False),
        ("2020-05", Unknown),
        ("2020-04", False),
        ("2021", True),
        (Unknown, Unknown),
    ],
)
def test_a_condition_ends_after_it_starts(ended, holds):
    end = ended and PartialDate(ended)

    assert condition_ends_after_it_starts(PartialDate("2020-05-07"), end) is holds


@pytest.mark.parametrize(
    ("started", "holds"),
    [("2026-01-08", True), ("2026-01-09", False), ("2026-01", Unknown), (Unknown, Unknown)],
)
def test_a_condition_begins_before_treatment(started, holds):
    start = started and PartialDate(started)

    assert condition_begins_before_treatment(start, c1d1_date=january(8)) is holds


@pytest.mark.parametrize(
    ("illness", "holds"),
    [
        (condition("PANCREAS", "2024-06", ended="2025-01-05"), True),
        (condition("PANCREAS", "2024-06", ended="2025-01-06"), False),
        (condition("PANCREAS", "2025-01-05"), True),
        (condition("PANCREAS", "2025-01-06"), False),
        (condition("PANCREAS", "2019", ongoing="Y"), False),
        (condition("PANCREAS", "2019", ongoing=Unknown), Unknown),
        (condition("PANCREAS", "2025"), Unknown),
        (condition("PANCREAS", Unknown), Unknown),
        (condition("LIVER", "2025-12"), True),
        (condition(Unknown, "2025-12"), Unknown),
    ],
)
def test_pancreatitis_is_a_year_past(illness, holds):
    assert pancreatitis_is_a_year_past(illness, CONSENT) is holds


@pytest.mark.parametrize(
    ("illness", "holds"),
    [
        (condition("VENOUS", "2025-07-06"), True),
        (condition("VENOUS", "2025-07-07"), False),
        (condition("ARTERIAL", "2025-07-06"), True),
        (condition("ARTERIAL", "2025-07-07"), False),
        (condition("VENOUS", "2025"), Unknown),
        (condition("ARTERIAL", "2025-09"), False),
        (condition("VENOUS", Unknown), Unknown),
        (condition("CARDIAC", "2025-12"), True),
        (condition(Unknown, "2025-12"), Unknown),
    ],
)
def test_a_vascular_event_is_half_a_year_past(illness, holds):
    assert vascular_event_is_half_a_year_past(illness, CONSENT) is holds


@pytest.mark.parametrize("check", [pancreatitis_is_a_year_past, vascular_event_is_half_a_year_past])
def test_nothing_is_recent_before_there_is_consent(check):
    assert check(condition("PANCREAS", "2025-12"), Unknown) is not False
    assert check(condition("VENOUS", "2025-12"), Unknown) is not False


@pytest.mark.parametrize(("grade", "holds"), [("4", True), ("5", False), (Unknown, Unknown)])
def test_a_condition_was_survived(grade, holds):
    assert condition_was_survived(grade) is holds


@pytest.mark.parametrize(
    ("category", "asked"),
    [("PANCREAS", ["MH-003"]), ("VENOUS", ["MH-004"]), ("ARTERIAL", ["MH-004"]), ("LIPID", [])],
)
def test_a_recent_illness_is_asked_about_beside_its_start(category, asked):
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date=CONSENT)
    illness = {"category": category, "start_date": "2025-12", "ongoing": "N"}

    recent = fill(chart, MedicalHistory, **illness)

    assert failing(chart, recent, beside="start_date") == asked


def test_what_begins_under_treatment_is_no_history():
    chart = blank_chart()
    takes_olverembatinib(chart, since="2026-01-08")
    condition = fill(chart, MedicalHistory, category="LIPID", start_date="2026-01-09")

    assert failing(chart, condition, beside="start_date") == ["MH-002"]
