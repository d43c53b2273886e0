"""What the path of a subject is counted from."""

from types import SimpleNamespace as Form

import pytest

from edc.logic import Unknown
from enrollment.facts import consent_date, enrol_date, withdrawal_date
from enrollment.models import Enrolment, InformedConsent, VisitRecord
from tests.enrollment.paper import blank_chart, fill, january, same


def consent(kind, day, scope=Unknown, withdrawn=Unknown):
    return Form(
        consent_type=kind, consent_date=day, withdrawal_scope=scope, withdrawal_date=withdrawn
    )


@pytest.mark.parametrize(
    ("consents", "day"),
    [
        ([consent("OPTIONAL", january(2)), consent("MAIN", january(5))], january(5)),
        ([consent("MAIN", january(5)), consent("MAIN", january(4))], january(4)),
        ([consent("RECONSENT", january(5))], Unknown),
        ([consent("MAIN", Unknown)], Unknown),
        ([], Unknown),
    ],
)
def test_consent_is_the_earliest_main_consent(consents, day):
    assert same(consent_date(consents), day)


@pytest.mark.parametrize(
    ("decision", "day"),
    [("ENROLLED", january(6)), ("SCREEN_FAILURE", Unknown), (Unknown, Unknown)],
)
def test_only_the_enrolled_have_a_date_of_enrolment(decision, day):
    found = enrol_date(Form(decision=decision, enrolment_date=january(6)))

    assert same(found, day)


@pytest.mark.parametrize(
    ("consents", "day"),
    [
        ([consent("MAIN", january(1), "ALL", january(9))], january(9)),
        (
            [
                consent("MAIN", january(1), "ALL", january(9)),
                consent("RECONSENT", january(2), "ALL", january(8)),
            ],
            january(8),
        ),
        ([consent("MAIN", january(1), "TREATMENT", january(9))], Unknown),
        ([consent("MAIN", january(1), "VISITS", january(9))], Unknown),
        ([consent("OPTIONAL", january(1), "SAMPLES", january(9))], Unknown),
        ([consent("MAIN", january(1))], Unknown),
    ],
)
def test_full_withdrawal_is_the_first_that_covers_everything(consents, day):
    assert same(withdrawal_date(consents), day)


def test_a_withdrawal_that_was_taken_back_is_none():
    chart = blank_chart()
    leftovers = {"withdrawal_scope": "ALL", "withdrawal_date": "2026-01-09"}
    fill(chart, InformedConsent, consent_type="MAIN", withdrawn="N", **leftovers)

    assert chart.fact("withdrawal_date") is Unknown


def test_visits_are_dated_by_code_and_sequence_once_they_took_place():
    chart = blank_chart()
    dated = {"visit_date": "2026-01-05"}
    fill(chart, VisitRecord, visit=("CXD8", 2), occurred="Y", **dated)
    fill(chart, VisitRecord, visit=("CXD8", 3), occurred="N", **dated)
    fill(chart, VisitRecord, visit=("CXD8", 4), occurred="Y")

    assert chart.fact("visit_dates") == {("CXD8", 2): january(5)}


def test_facts_read_the_filed_forms():
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date="2026-01-05")
    fill(chart, Enrolment, decision="ENROLLED", enrolment_date="2026-01-06")

    assert chart.fact("consent_date") == january(5)
    assert chart.fact("enrol_date") == january(6)
