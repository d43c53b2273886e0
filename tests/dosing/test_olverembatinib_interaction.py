"""Olverembatinib and medicines that strongly inhibit or induce CYP3A4."""

from datetime import date
from types import SimpleNamespace as Form

import pytest

from dosing.checks.olverembatinib_period import no_strong_cyp3a4_medicine_is_taken_meanwhile
from dosing.models import OlverembatinibPeriod
from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Unknown
from safety.models import Conmed
from tests.enrollment.paper import blank_chart, failing, fill, january

TODAY = january(31)


def period(first, last=Unknown, status="TAKEN"):
    return {"period_status": status, "start_date": first, "end_date": last}


def test_an_interaction_is_asked_about_beside_the_status_of_the_period():
    listed = {check.id: check for check in listed_checks(OlverembatinibPeriod)}

    found = listed["OLV-014"]

    assert (found.severity, found.question) == (Severity.SOFT, "period_status")


@pytest.mark.parametrize(
    ("status", "effect", "first", "last", "holds"),
    [
        ("TAKEN", "STRONG_INHIBITOR", january(1), january(9), True),
        ("TAKEN", "STRONG_INHIBITOR", january(1), january(10), False),
        ("TAKEN", "STRONG_INHIBITOR", january(20), january(30), False),
        ("TAKEN", "STRONG_INHIBITOR", january(21), january(30), True),
        ("TAKEN", "STRONG_INDUCER", january(1), Unknown, False),
        ("TAKEN", "MODERATE_INHIBITOR", january(1), Unknown, True),
        ("TAKEN", "NONE", january(1), Unknown, True),
        ("INTERRUPTED", "STRONG_INHIBITOR", january(1), Unknown, True),
        ("TAKEN", "STRONG_INHIBITOR", PartialDate("2026-01"), Unknown, Unknown),
        ("TAKEN", "STRONG_INHIBITOR", PartialDate("2025-12"), Unknown, False),
        ("TAKEN", "STRONG_INHIBITOR", PartialDate("2026-02"), Unknown, True),
        ("TAKEN", Unknown, january(1), Unknown, Unknown),
        (Unknown, "STRONG_INHIBITOR", january(1), Unknown, Unknown),
    ],
)
def test_no_strong_cyp3a4_medicine_is_taken_meanwhile(status, effect, first, last, holds):
    medicine = Form(cyp3a4_effect=effect, start_date=first, end_date=last)

    truth = no_strong_cyp3a4_medicine_is_taken_meanwhile(
        **period(january(10), january(20), status), conmeds=[medicine], today=TODAY
    )

    assert truth is holds


@pytest.mark.parametrize(("start", "holds"), [(january(31), False), (date(2026, 2, 1), True)])
def test_a_period_still_open_meets_what_was_taken_by_today(start, holds):
    medicine = Form(cyp3a4_effect="STRONG_INHIBITOR", start_date=start, end_date=Unknown)

    truth = no_strong_cyp3a4_medicine_is_taken_meanwhile(
        **period(january(10)), conmeds=[medicine], today=TODAY
    )

    assert truth is holds


def test_a_medicine_of_the_subject_is_found_on_its_form():
    chart = blank_chart()
    fill(chart, Conmed, cyp3a4_effect="STRONG_INHIBITOR", start_date="2026-01", ongoing="Y")
    taken = {"period_status": "TAKEN", "ongoing": "Y"}

    during = fill(chart, OlverembatinibPeriod, **taken, start_date="2026-02-01")

    assert failing(chart, during, beside="period_status") == ["OLV-014"]
