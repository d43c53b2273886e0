"""Prior therapy: what is asked of each kind, and what cannot be."""

from types import SimpleNamespace as Therapy

import pytest

from edc.chart import BLANK
from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Unknown
from enrollment.checks.prior_therapy import (
    earlier_tki_stops_before_study_treatment,
    therapy_follows_diagnosis,
    therapy_starts_before_study_treatment,
    therapy_stops_after_it_starts,
    therapy_was_not_against_cd22,
)
from enrollment.models import DiseaseHistory, InformedConsent, PriorTherapy
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


def test_the_checks_of_a_therapy_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(PriorTherapy)}

    assert checks == {
        "PT-001": (HARD, "stop_date"),
        "PT-002": (HARD, "start_date"),
        "PT-003": (SOFT, "ongoing"),
        "PT-004": (SOFT, "start_date"),
        "PT-005": (SOFT, "therapy_class"),
    }


def test_every_therapy_owes_its_line_phase_class_start_and_result():
    assert owed(PriorTherapy) == {
        "line_number",
        "phase",
        "therapy_class",
        "start_date",
        "ongoing",
        "best_response",
    }


@pytest.mark.parametrize(
    ("given", "newly_owed"),
    [
        ({"therapy_class": "TKI"}, {"tki_name"}),
        ({"therapy_class": "CHEMO"}, {"regimen_name"}),
        ({"ongoing": "N"}, {"stop_date", "stop_reason"}),
        ({"ongoing": "Y"}, set()),
        ({"ongoing": "N", "stop_reason": "INTOLERANCE"}, {"stop_date", "intolerance_detail"}),
        ({"ongoing": "N", "stop_reason": "RELAPSE"}, {"stop_date"}),
    ],
)
def test_a_therapy_owes_what_belongs_to_its_kind_and_its_end(given, newly_owed):
    assert owed(PriorTherapy, **given) == owed(PriorTherapy) - given.keys() | newly_owed


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("tki_name", {"therapy_class": "TKI"}, {"therapy_class": "CHEMO"}),
        ("daily_dose_mg", {"therapy_class": "TKI"}, {"therapy_class": "CHEMO"}),
        ("regimen_name", {"therapy_class": "CART"}, {"therapy_class": "TKI"}),
        ("stop_date", {"ongoing": "N"}, {"ongoing": "Y"}),
        ("stop_reason", {"ongoing": "N"}, {"ongoing": "Y"}),
        (
            "intolerance_detail",
            {"ongoing": "N", "stop_reason": "INTOLERANCE"},
            {"ongoing": "N", "stop_reason": "RESISTANCE"},
        ),
    ],
)
def test_a_question_is_asked_only_when_it_applies(question, applies, does_not):
    assert shows(PriorTherapy, question, **applies)
    assert not shows(PriorTherapy, question, **does_not)
    assert not shows(PriorTherapy, question)


def test_no_intolerance_is_asked_for_while_the_therapy_goes_on():
    leftover = {"ongoing": "Y", "stop_reason": "INTOLERANCE"}

    assert not shows(PriorTherapy, "intolerance_detail", **leftover)


@pytest.mark.parametrize(
    ("stopped", "holds"),
    [
        ("2025-03-02", True),
        ("2025-03-01", False),
        ("2025-03", Unknown),
        ("2025-02", False),
        (Unknown, Unknown),
    ],
)
def test_a_therapy_stops_after_it_starts(stopped, holds):
    stop = stopped and PartialDate(stopped)

    assert therapy_stops_after_it_starts(PartialDate("2025-03-02"), stop) is holds


@pytest.mark.parametrize(
    ("started", "holds"),
    [("2026-01-08", True), ("2026-01-09", False), ("2026-01", Unknown), (Unknown, Unknown)],
)
def test_a_therapy_starts_before_study_treatment(started, holds):
    start = started and PartialDate(started)

    assert therapy_starts_before_study_treatment(start, c1d1_date=january(8)) is holds


@pytest.mark.parametrize(
    ("kind", "ongoing", "first_dose", "holds"),
    [
        ("TKI", "Y", january(8), False),
        ("TKI", "N", january(8), True),
        ("TKI", "Y", Unknown, True),
        ("STEROID", "Y", january(8), True),
        ("TKI", Unknown, january(8), Unknown),
        (Unknown, "Y", january(8), Unknown),
    ],
)
def test_an_earlier_tki_stops_before_study_treatment(kind, ongoing, first_dose, holds):
    truth = earlier_tki_stops_before_study_treatment(
        therapy_class=kind, ongoing=ongoing, c1d1_date=first_dose
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("started", "diagnosed", "holds"),
    [
        ("2025-03-02", "2025-03-02", True),
        ("2025-03-01", "2025-03-02", False),
        ("2025-03-01", "2025-03", Unknown),
        ("2025-02", "2025-03", False),
        (Unknown, "2025-03", Unknown),
        ("2025-03-01", Unknown, Unknown),
    ],
)
def test_a_therapy_follows_the_diagnosis(started, diagnosed, holds):
    history = Therapy(diagnosis_date=diagnosed and PartialDate(diagnosed))

    assert therapy_follows_diagnosis(started and PartialDate(started), history) is holds


def test_without_a_leukaemia_history_no_therapy_is_too_early():
    assert therapy_follows_diagnosis(PartialDate("2025-03"), disease_history=BLANK) is Unknown


@pytest.mark.parametrize(
    ("kind", "holds"), [("ANTI_CD22", False), ("CD20", True), (Unknown, Unknown)]
)
def test_a_therapy_was_not_against_cd22(kind, holds):
    assert therapy_was_not_against_cd22(Therapy(therapy_class=kind)) is holds


def test_a_therapy_before_consent_and_diagnosis_is_asked_about_once():
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date="2026-01-05")
    fill(chart, DiseaseHistory, diagnosis_date="2025-04")
    early = fill(chart, PriorTherapy, therapy_class="CHEMO", start_date="2025-03")
    late = fill(chart, PriorTherapy, therapy_class="CHEMO", start_date="2025-05")

    assert failing(chart, early, beside="start_date") == ["PT-004"]
    assert failing(chart, late, beside="start_date") == []


def test_a_tki_that_goes_on_under_study_treatment_is_asked_about():
    chart = blank_chart()
    tki = fill(chart, PriorTherapy, therapy_class="TKI", start_date="2025-03", ongoing="Y")
    before = failing(chart, tki, beside="ongoing")

    takes_olverembatinib(chart, since="2026-01-08")
    chart.forget()

    assert before == []
    assert failing(chart, tki, beside="ongoing") == ["PT-003"]
    assert failing(chart, tki, beside="start_date") == []


def test_earlier_treatment_against_cd22_is_asked_about_beside_its_class():
    chart = blank_chart()
    therapy = fill(chart, PriorTherapy, therapy_class="ANTI_CD22", start_date="2025-03")

    assert failing(chart, therapy, beside="therapy_class") == ["PT-005"]
