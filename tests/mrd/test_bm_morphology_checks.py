"""Each check of marrow morphology: what passes, what fails, each boundary, a value missing."""

from datetime import date
from decimal import Decimal

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from enrollment.models import InformedConsent
from followup.models import Relapse
from mrd.checks.bm_morphology import (
    complete_remission_has_recovered_blood,
    relapse_has_a_relapse_form,
    remission_has_few_blasts,
    remission_has_no_leukaemia_outside_the_marrow,
    response_agrees_with_the_counts,
)
from mrd.models import BmMorphology
from tests.enrollment.paper import blank_chart, failing, fill, january
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_the_checks_of_morphology_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(BmMorphology)}

    assert checks == {
        "MOR-001": (HARD, "response"),
        "MOR-002": (HARD, "response"),
        "MOR-003": (SOFT, "response"),
        "MOR-004": (SOFT, "response"),
        "MOR-005": (SOFT, "response"),
    }


@pytest.mark.parametrize(
    ("response", "blasts", "holds"),
    [
        ("CR", "4.9", True),
        ("CR", "5", False),
        ("CRH", "5", False),
        ("CRI", "5", False),
        ("MLFS", "5", True),
        ("RELAPSE", "60", True),
        ("CR", Unknown, Unknown),
        (Unknown, "5", Unknown),
        (Unknown, "4.9", True),
    ],
)
def test_a_remission_has_few_blasts(response, blasts, holds):
    blasts = blasts if blasts is Unknown else Decimal(blasts)

    assert remission_has_few_blasts(blasts, response, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("response", "blood", "elsewhere", "holds"),
    [
        ("CR", "N", "NONE", True),
        ("CR", "Y", "NONE", False),
        ("CRH", "N", "CNS", False),
        ("CRI", "N", "OTHER", False),
        ("CR", "N", "NE", True),
        ("CR", "U", "NONE", True),
        ("MLFS", "Y", "CNS", True),
        ("CR", Unknown, "OTHER", False),
        ("CR", Unknown, "NONE", Unknown),
        ("CR", "N", Unknown, Unknown),
        (Unknown, "Y", "NONE", Unknown),
    ],
)
def test_a_remission_has_no_leukaemia_outside_the_marrow(response, blood, elsewhere, holds):
    assert remission_has_no_leukaemia_outside_the_marrow(blood, elsewhere, response) is holds


@pytest.mark.parametrize(
    ("response", "anc", "platelets", "transfusion_free", "holds"),
    [
        ("CR", "1.0", 100, "Y", True),
        ("CR", "0.99", 100, "Y", False),
        ("CR", "1.0", 99, "Y", False),
        ("CR", "1.0", 100, "N", False),
        ("CRH", "0.6", 60, "N", True),
        ("CR", Unknown, 100, "Y", Unknown),
        ("CR", "1.0", Unknown, "Y", Unknown),
        ("CR", "1.0", 100, Unknown, Unknown),
        ("CR", Unknown, 99, Unknown, False),
        (Unknown, "0.5", 20, "N", Unknown),
    ],
)
def test_a_complete_remission_has_recovered_blood(
    response, anc, platelets, transfusion_free, holds
):
    anc = anc if anc is Unknown else Decimal(anc)
    truth = complete_remission_has_recovered_blood(anc, platelets, transfusion_free, response)

    assert truth is holds


def relapse(**answers):
    return fill(blank_chart(), Relapse, **answers)


@pytest.mark.parametrize(
    ("response", "relapses", "holds"),
    [
        ("RELAPSE", [relapse(relapse_date=january(20))], True),
        ("RELAPSE", [relapse(relapse_date=january(6))], True),
        ("RELAPSE", [relapse(relapse_date=january(5))], False),
        ("RELAPSE", [relapse(relapse_date=date(2026, 2, 3))], True),
        ("RELAPSE", [relapse(relapse_date=date(2026, 2, 4))], False),
        ("RELAPSE", [], False),
        ("RELAPSE", [relapse()], Unknown),
        ("CR", [], True),
        (Unknown, [], Unknown),
    ],
)
def test_a_relapse_has_a_relapse_form(response, relapses, holds):
    assert relapse_has_a_relapse_form(january(20), response, relapses) is holds


@pytest.mark.parametrize(
    ("response", "by_counts", "holds"),
    [
        ("CR", "CR", True),
        ("CRI", "CR", True),
        ("MLFS", "CRH", True),
        ("CR", "RELAPSE", False),
        ("RELAPSE", "CR", False),
        ("PR", "MLFS", False),
        ("NE", "CR", False),
        ("CR", "NE", True),
        ("PD", "NE", True),
        (Unknown, "CR", Unknown),
        (Unknown, "NE", True),
    ],
)
def test_the_response_agrees_with_the_counts(response, by_counts, holds):
    assert response_agrees_with_the_counts(by_counts, response) is holds


def test_a_relapse_in_the_marrow_asks_for_the_relapse_form_until_it_is_there():
    chart = blank_chart()
    answers = {"performed": "Y", "response": "RELAPSE", "bm_blasts_percent": Decimal(40)}
    marrow = fill(chart, BmMorphology, assessment_date=january(20), **answers)
    before = failing(chart, marrow, beside="response")

    fill(chart, Relapse, relapse_date=january(21))

    assert before == ["MOR-004"]
    assert failing(chart, marrow, beside="response") == []


def test_a_remission_with_blasts_is_refused_and_differs_from_the_counts():
    chart = blank_chart()

    marrow = fill(
        chart, BmMorphology, performed="Y", response="CR", bm_blasts_percent=Decimal("5.0")
    )

    assert failing(chart, marrow, beside="response") == ["MOR-001", "MOR-005"]


@pytest.mark.parametrize(("day", "found"), [(3, []), (2, ["GEN-CONSENT"])])
def test_routine_marrow_may_be_as_old_as_the_screening_window_at_consent(day, found):
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date=january(31))

    marrow = fill(chart, BmMorphology, performed="Y", assessment_date=january(day))

    assert failing(chart, marrow, beside="assessment_date") == found
