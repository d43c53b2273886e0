"""Visits: what is asked, when they are due, and what cannot be."""

from types import SimpleNamespace as Visit

import pytest

from edc.checking import findings
from edc.logic import Unknown
from enrollment.checks.visit_record import (
    nobody_is_seen_after_death,
    visit_follows_consent,
    visit_is_inside_its_window,
    visit_is_recorded_once,
)
from enrollment.models import InformedConsent, VisitRecord
from tests.enrollment.paper import blank_chart, dies, failing, fill, january, owed, shows
from trial.protocol import EOS, SCHEDULE


def test_a_visit_that_took_place_owes_its_date_and_mode():
    assert owed(VisitRecord) == {"occurred"}
    assert owed(VisitRecord, occurred="Y") == {"visit_date", "contact_mode"}


def test_a_missed_visit_owes_its_reason():
    assert owed(VisitRecord, occurred="N") == {"missed_reason"}


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("visit_date", {"occurred": "Y"}, {"occurred": "N"}),
        ("contact_mode", {"occurred": "Y"}, {"occurred": "N"}),
        ("missed_reason", {"occurred": "N"}, {"occurred": "Y"}),
    ],
)
def test_a_question_is_asked_only_when_it_applies(question, applies, does_not):
    assert shows(VisitRecord, question, **applies)
    assert not shows(VisitRecord, question, **does_not)
    assert not shows(VisitRecord, question)


def test_every_visit_but_the_closing_form_has_a_record():
    assert {owed_at.visit.code for owed_at in VisitRecord.visits} == {
        planned.code for planned in SCHEDULE if planned is not EOS
    }


def test_code_and_sequence_are_those_of_the_visit():
    record = fill(blank_chart(), VisitRecord, visit=("CXD8", 3))

    assert (record.visit_code, record.visit_sequence) == ("CXD8", 3)


def test_a_record_without_a_visit_has_no_code():
    record = fill(blank_chart(), VisitRecord)

    assert record.visit_code is Unknown
    assert record.visit_sequence is Unknown
    assert record.window_status is Unknown


@pytest.mark.parametrize(
    ("status", "holds"),
    [("IN", True), ("NONE", True), ("EARLY", False), ("LATE", False), (Unknown, Unknown)],
)
def test_a_visit_is_inside_its_window(status, holds):
    assert visit_is_inside_its_window(window_status=status) is holds


@pytest.mark.parametrize(
    ("day", "holds"), [(january(5), True), (january(4), False), (Unknown, Unknown)]
)
def test_a_visit_follows_consent(day, holds):
    assert visit_follows_consent(visit_date=day, consent_date=january(5)) is holds


@pytest.mark.parametrize(
    ("mode", "day", "holds"),
    [
        ("INPERSON", january(5), True),
        ("INPERSON", january(6), False),
        ("VIDEO", january(6), False),
        ("FAMILY", january(6), True),
        ("RECORDS", january(6), True),
        (Unknown, january(6), Unknown),
        ("VIDEO", Unknown, Unknown),
    ],
)
def test_nobody_is_seen_after_death(mode, day, holds):
    truth = nobody_is_seen_after_death(contact_mode=mode, visit_date=day, death_date=january(5))

    assert truth is holds


@pytest.mark.parametrize(
    ("others", "holds"),
    [
        ([Visit(visit_code="CXD1", visit_sequence=2)], False),
        ([Visit(visit_code="CXD1", visit_sequence=3)], True),
        ([Visit(visit_code="CXD8", visit_sequence=2)], True),
        ([], True),
        ([Visit(visit_code="CXD1", visit_sequence=Unknown)], Unknown),
    ],
)
def test_a_visit_is_recorded_once(others, holds):
    truth = visit_is_recorded_once(visit_code="CXD1", visit_sequence=2, visit_records=others)

    assert truth is holds


def test_a_visit_recorded_twice_is_said_once():
    chart = blank_chart()
    fill(chart, VisitRecord, visit=("C1D8", 1), occurred="Y")
    fill(chart, VisitRecord, visit=("C1D15", 1), occurred="Y")
    again = fill(chart, VisitRecord, visit=("C1D8", 1), occurred="Y")

    assert failing(chart, again, beside="visit_code") == ["SV-004"]


def test_a_visit_before_consent_is_said_once():
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date="2026-01-05")
    visit = fill(chart, VisitRecord, visit=("UNS", 1), occurred="Y", visit_date="2026-01-04")

    assert failing(chart, visit, beside="visit_date") == ["SV-002"]


def test_a_call_to_the_family_after_death_is_no_mistake():
    chart = blank_chart()
    dies(chart, on="2026-01-05")
    call = fill(
        chart,
        VisitRecord,
        visit=("UNS", 1),
        occurred="Y",
        visit_date="2026-01-06",
        contact_mode="FAMILY",
    )

    assert findings(chart, call) == []
