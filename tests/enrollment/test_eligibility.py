"""Eligibility: what is asked, who completes it, and when every criterion is met."""

import pytest

from edc.access import Permission
from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from edc.text import in_every_language
from enrollment.checks.eligibility import confirmation_follows_assessment
from enrollment.codelists import Criterion
from enrollment.models import Eligibility
from enrollment.models.eligibility import EXCLUSION, INCLUSION
from tests.enrollment.paper import blank_chart, fill, january, owed
from tests.enrollment.screening import ELIGIBLE

HARD, SOFT = Severity.HARD, Severity.SOFT


def all_met(**answers):
    return fill(blank_chart(), Eligibility, **answers).all_criteria_met


def test_there_are_14_criteria_of_inclusion_and_20_of_exclusion():
    assert tuple(f"inc{number:02}" for number in range(1, 15)) == INCLUSION
    assert tuple(f"exc{number:02}" for number in range(1, 21)) == EXCLUSION


def test_the_checks_of_eligibility_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(Eligibility)}

    assert checks == {
        "IE-001": (SOFT, "assessment_date"),
        "IE-002": (SOFT, "inc01"),
        "IE-003": (SOFT, "inc08"),
        "IE-004": (SOFT, "inc09"),
        "IE-005": (SOFT, "inc10"),
        "IE-006": (SOFT, "inc11"),
        "IE-007": (SOFT, "inc12"),
        "IE-008": (SOFT, "inc03"),
        "IE-009": (SOFT, "inc04"),
        "IE-010": (SOFT, "inc06"),
        "IE-011": (SOFT, "inc13"),
        "IE-012": (SOFT, "exc08"),
        "IE-013": (SOFT, "exc04"),
        "IE-014": (HARD, "confirmation_date"),
        "IE-015": (SOFT, "exc12"),
        "IE-016": (SOFT, "all_criteria_met"),
    }


def test_every_question_is_owed_but_the_result_which_is_computed():
    assert owed(Eligibility) == Eligibility.asked.keys() - {"all_criteria_met"}


def test_only_who_may_enrol_completes_eligibility():
    assert Eligibility.completed_by == Permission.ENROL


@pytest.mark.parametrize("name", [*INCLUSION, *EXCLUSION])
def test_a_criterion_is_worded_as_in_the_list_of_those_not_met(name):
    asked, listed = Eligibility.asked[name].label, Criterion(name.upper()).label

    assert in_every_language(asked) == in_every_language(listed)


@pytest.mark.parametrize(
    ("name", "category"), [("inc01", "INCLUSION"), ("inc14", "INCLUSION"), ("exc20", "EXCLUSION")]
)
def test_a_criterion_goes_to_sdtm_under_its_number_and_category(name, category):
    where = f"IE.IEORRES where IETESTCD={name.upper()} and IECAT={category}"

    assert Eligibility.asked[name].sdtm == (where,)


def test_all_criteria_are_met_when_all_included_and_none_excluded():
    assert all_met(**ELIGIBLE) == "Y"


@pytest.mark.parametrize("name", INCLUSION)
@pytest.mark.parametrize("answer", ["N", None])
def test_one_criterion_of_inclusion_decides(name, answer):
    assert all_met(**ELIGIBLE | {name: answer}) == "N"


@pytest.mark.parametrize("name", EXCLUSION)
@pytest.mark.parametrize("answer", ["Y", None])
def test_one_criterion_of_exclusion_decides(name, answer):
    assert all_met(**ELIGIBLE | {name: answer}) == "N"


def test_a_criterion_that_could_not_be_assessed_is_not_met():
    assert all_met(**ELIGIBLE, missing={"inc06": "NOT_DONE"}) == "N"


def test_an_empty_form_meets_nothing():
    assert all_met() == "N"


@pytest.mark.parametrize(
    ("confirmed", "holds"), [(january(5), True), (january(4), False), (Unknown, Unknown)]
)
def test_confirmation_follows_assessment(confirmed, holds):
    truth = confirmation_follows_assessment(assessment_date=january(5), confirmation_date=confirmed)

    assert truth is holds
