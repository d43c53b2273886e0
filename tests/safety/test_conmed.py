"""Medicines beside the study treatment: what is asked of them, and what they must not do."""

from types import SimpleNamespace as Form

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Unknown
from enrollment.models import InformedConsent
from followup.models import Hsct
from safety.checks.conmed import (
    antifungal_has_its_cyp3a4_effect,
    leukaemia_is_treated_by_the_study_alone,
    medicine_starts_in_life,
    medicine_stops_after_it_starts,
    strong_cyp3a4_medicine_keeps_apart_from_olverembatinib,
    vod_prophylaxis_starts_by_the_first_ino,
)
from safety.models import Conmed
from tests.enrollment.paper import dies, failing, fill, owed, shows, takes_olverembatinib
from tests.safety.paper import day, treated

HARD, SOFT = Severity.HARD, Severity.SOFT
JANUARY = PartialDate("2026-01")


def test_every_medicine_owes_this():
    assert owed(Conmed) == {
        "medication",
        "category",
        "indication",
        "cyp3a4_effect",
        "route",
        "start_date",
        "ongoing",
    }


def test_a_stop_is_asked_of_a_medicine_no_longer_taken():
    assert "end_date" in owed(Conmed, ongoing="N")
    assert not shows(Conmed, "end_date", ongoing="Y")
    assert not shows(Conmed, "end_date")


def test_the_checks_of_a_medicine_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(Conmed)}

    assert checks == {
        "CM-001": (HARD, "end_date"),
        "CM-002": (SOFT, "cyp3a4_effect"),
        "CM-003": (SOFT, "category"),
        "CM-004": (SOFT, "cyp3a4_effect"),
        "CM-005": (SOFT, "start_date"),
        "CM-006": (HARD, "start_date"),
    }


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (day(5), day(5), True),
        (day(5), day(4), False),
        (JANUARY, PartialDate("2025-12"), False),
        (JANUARY, JANUARY, Unknown),
        (day(5), Unknown, Unknown),
        (Unknown, day(5), Unknown),
    ],
)
def test_a_medicine_stops_after_it_starts(start, end, holds):
    assert medicine_stops_after_it_starts(start_date=start, end_date=end) is holds


def taken(first, last=Unknown, status="TAKEN"):
    return Form(period_status=status, start_date=first, end_date=last)


@pytest.mark.parametrize(
    ("effect", "period", "holds"),
    [
        ("STRONG_INHIBITOR", taken(day(1), day(9)), True),
        ("STRONG_INHIBITOR", taken(day(1), day(10)), False),
        ("STRONG_INHIBITOR", taken(day(20), day(30)), False),
        ("STRONG_INHIBITOR", taken(day(21), day(30)), True),
        ("STRONG_INHIBITOR", taken(day(1)), False),
        ("STRONG_INDUCER", taken(day(1)), False),
        ("MODERATE_INHIBITOR", taken(day(1)), True),
        ("MODERATE_INDUCER", taken(day(1)), True),
        ("NONE", taken(day(1)), True),
        ("STRONG_INHIBITOR", taken(day(1), status="INTERRUPTED"), True),
        ("STRONG_INHIBITOR", taken(Unknown, day(30)), Unknown),
        (Unknown, taken(day(1)), Unknown),
    ],
)
def test_a_strong_cyp3a4_medicine_keeps_apart_from_olverembatinib(effect, period, holds):
    truth = strong_cyp3a4_medicine_keeps_apart_from_olverembatinib(
        cyp3a4_effect=effect,
        start_date=day(10),
        end_date=day(20),
        olverembatinib_periods=[period],
        today=day(40),
    )

    assert truth is holds


@pytest.mark.parametrize(("first_dose", "holds"), [(day(40), False), (day(41), True)])
def test_a_medicine_still_taken_is_taken_until_today(first_dose, holds):
    truth = strong_cyp3a4_medicine_keeps_apart_from_olverembatinib(
        cyp3a4_effect="STRONG_INHIBITOR",
        start_date=day(10),
        end_date=Unknown,
        olverembatinib_periods=[taken(first_dose, day(50))],
        today=day(40),
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("start", "meets"), [(JANUARY, Unknown), (PartialDate("2025-12"), False), (Unknown, Unknown)]
)
def test_an_incomplete_start_meets_what_every_day_of_it_would_meet(start, meets):
    truth = strong_cyp3a4_medicine_keeps_apart_from_olverembatinib(
        cyp3a4_effect="STRONG_INHIBITOR",
        start_date=start,
        end_date=Unknown,
        olverembatinib_periods=[taken(day(1), day(15))],
        today=day(40),
    )

    assert truth is meets


@pytest.mark.parametrize(
    ("category", "start", "route", "conditioning", "holds"),
    [
        ("LEUKAEMIA", day(10), "PO", Unknown, False),
        ("LEUKAEMIA", day(11), "IV", day(12), False),
        ("LEUKAEMIA", day(10), Unknown, Unknown, False),
        ("LEUKAEMIA", day(9), "PO", Unknown, True),
        ("LEUKAEMIA", day(12), "IV", day(12), True),
        ("LEUKAEMIA", day(10), "IT", Unknown, True),
        ("STEROID", day(10), "PO", Unknown, True),
        ("LEUKAEMIA", JANUARY, "PO", Unknown, Unknown),
        ("LEUKAEMIA", Unknown, "PO", Unknown, Unknown),
        (Unknown, day(10), "PO", Unknown, Unknown),
    ],
)
def test_leukaemia_is_treated_by_the_study_alone(category, start, route, conditioning, holds):
    truth = leukaemia_is_treated_by_the_study_alone(
        category=category,
        start_date=start,
        route=route,
        c1d1_date=day(10),
        conditioning_start=conditioning,
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("category", "effect", "holds"),
    [
        ("ANTIFUNGAL", "STRONG_INHIBITOR", True),
        ("ANTIFUNGAL", "NONE", False),
        ("ANTIBIOTIC", "NONE", True),
        ("ANTIFUNGAL", Unknown, Unknown),
        (Unknown, "NONE", Unknown),
    ],
)
def test_an_antifungal_has_its_cyp3a4_effect(category, effect, holds):
    assert antifungal_has_its_cyp3a4_effect(category=category, cyp3a4_effect=effect) is holds


@pytest.mark.parametrize(
    ("category", "start", "first_ino", "holds"),
    [
        ("VOD_PROPHYLAXIS", day(5), day(5), True),
        ("VOD_PROPHYLAXIS", day(6), day(5), False),
        ("VOD_PROPHYLAXIS", PartialDate("2026-02"), day(5), False),
        ("VOD_PROPHYLAXIS", JANUARY, day(5), Unknown),
        ("VOD_PROPHYLAXIS", day(6), Unknown, Unknown),
        ("ANTIEMETIC", day(6), day(5), True),
        (Unknown, day(6), day(5), Unknown),
    ],
)
def test_vod_prophylaxis_starts_by_the_first_ino(category, start, first_ino, holds):
    truth = vod_prophylaxis_starts_by_the_first_ino(
        category=category, start_date=start, first_ino_date=first_ino
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("start", "holds"), [(day(9), True), (day(10), False), (JANUARY, Unknown), (Unknown, Unknown)]
)
def test_a_medicine_starts_in_life(start, holds):
    assert medicine_starts_in_life(start_date=start, death_date=day(9)) is holds
    assert medicine_starts_in_life(start_date=start, death_date=Unknown) is Unknown


def test_a_medicine_after_death_is_said_once():
    chart = treated()
    dies(chart, on=day(10))

    late = fill(chart, Conmed, category="OTHER", start_date="2026-01-11")

    assert failing(chart, late, beside="start_date") == ["CM-006"]


def test_a_medicine_may_have_been_taken_before_consent():
    chart = treated()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date=day(0))

    before = fill(chart, Conmed, category="OTHER", start_date="2025-12-01")

    assert failing(chart, before, beside="start_date") == []


def test_olverembatinib_of_the_subject_meets_a_strong_inhibitor():
    chart = treated()
    takes_olverembatinib(chart, since=day(1))

    medicine = fill(
        chart, Conmed, cyp3a4_effect="STRONG_INHIBITOR", ongoing="Y", start_date="2026-01-05"
    )

    assert failing(chart, medicine, beside="cyp3a4_effect") == ["CM-002"]


@pytest.mark.parametrize(("start", "found"), [("2026-02-19", ["CM-003"]), ("2026-02-20", [])])
def test_conditioning_is_no_other_therapy(start, found):
    chart = treated()
    conditioned = {"conditioning_given": "Y", "conditioning_start_date": day(51)}
    fill(chart, Hsct, transplant_number=1, hsct_kind="ALLO", d0_date=day(60), **conditioned)

    medicine = fill(chart, Conmed, category="LEUKAEMIA", route="IV", start_date=start)

    assert failing(chart, medicine, beside="category") == found


def test_one_medicine_is_recorded_once():
    chart = treated()
    again = {"medication": "Levofloxacin", "route": "PO", "start_date": "2026-01-05"}
    fill(chart, Conmed, **again)

    assert failing(chart, fill(chart, Conmed, **again), beside="medication") == ["GEN-DUPLICATE"]
