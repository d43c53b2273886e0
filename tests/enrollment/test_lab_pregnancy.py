"""The pregnancy test: of whom it is asked, and what its result calls for."""

from types import SimpleNamespace as Form

import pytest

from edc.chart import BLANK
from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from edc.schedule import Need
from enrollment.checks.lab_pregnancy import (
    pregnancy_test_is_fresh_at_the_first_dose,
    pregnancy_test_is_not_positive,
    pregnancy_test_is_of_a_woman,
)
from enrollment.models import Demographics, LabPregnancy
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
FIRST_DOSE, ANOTHER = Form(code="C1D1"), Form(code="SCR")


def test_the_checks_of_a_pregnancy_test_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(LabPregnancy)}

    assert checks == {
        "PRG-001": (HARD, "performed"),
        "PRG-002": (SOFT, "result"),
        "PRG-003": (SOFT, "sample_date"),
    }


@pytest.mark.parametrize(
    ("answers", "questions"),
    [
        ({}, {"performed"}),
        ({"performed": "N"}, {"not_done_reason"}),
        ({"performed": "Y"}, {"sample_date", "specimen", "result"}),
    ],
)
def test_what_is_owed_depends_on_whether_it_was_done(answers, questions):
    assert owed(LabPregnancy, **answers) == questions


@pytest.mark.parametrize("question", ["sample_date", "specimen", "result"])
def test_a_test_is_described_only_if_it_was_done(question):
    assert shows(LabPregnancy, question, performed="Y")
    assert not shows(LabPregnancy, question, performed="N")


def test_a_reason_is_asked_only_of_a_test_that_was_not_done():
    assert shows(LabPregnancy, "not_done_reason", performed="N")
    assert not shows(LabPregnancy, "not_done_reason", performed="Y")


@pytest.mark.parametrize(("potential", "truth"), [("Y", True), ("N", False), (None, Unknown)])
def test_the_test_is_planned_for_women_of_childbearing_potential(potential, truth):
    chart = blank_chart()
    fill(chart, Demographics, sex="F", birth_date="1990", childbearing_potential=potential)

    for planned in LabPregnancy.visits:
        assert planned.need == Need.CONDITIONAL
        assert chart.evaluate(planned.when) is truth


@pytest.mark.parametrize(
    ("performed", "sex", "holds"),
    [
        ("Y", "F", True),
        ("Y", "M", False),
        ("N", "M", True),
        ("Y", Unknown, Unknown),
        (Unknown, "M", Unknown),
    ],
)
def test_a_pregnancy_test_is_of_a_woman(performed, sex, holds):
    assert pregnancy_test_is_of_a_woman(performed, Form(sex=sex)) is holds


@pytest.mark.parametrize(
    ("result", "holds"), [("NEG", True), ("IND", True), ("POS", False), (Unknown, Unknown)]
)
def test_a_pregnancy_test_is_not_positive(result, holds):
    assert pregnancy_test_is_not_positive(result) is holds


@pytest.mark.parametrize(
    ("visit", "first_dose", "holds"),
    [
        (FIRST_DOSE, january(8), True),
        (FIRST_DOSE, january(9), False),
        (ANOTHER, january(9), True),
        (FIRST_DOSE, Unknown, Unknown),
        (BLANK, january(9), Unknown),
    ],
)
def test_a_pregnancy_test_is_fresh_at_the_first_dose(visit, first_dose, holds):
    assert pregnancy_test_is_fresh_at_the_first_dose(visit, january(1), first_dose) is holds


def test_a_pregnancy_test_without_a_date_is_not_judged():
    truth = pregnancy_test_is_fresh_at_the_first_dose(FIRST_DOSE, Unknown, january(9))

    assert truth is Unknown


@pytest.mark.parametrize(("sex", "fails"), [("M", ["PRG-001"]), ("F", [])])
def test_a_man_has_no_pregnancy_test(sex, fails):
    chart = blank_chart()
    fill(chart, Demographics, sex=sex)

    test = fill(chart, LabPregnancy, performed="Y")

    assert failing(chart, test, beside="performed") == fails


@pytest.mark.parametrize(("day", "fails"), [(5, []), (4, ["PRG-003"])])
def test_a_test_of_the_week_before_is_too_old_at_the_first_dose(day, fails):
    chart = blank_chart()
    takes_olverembatinib(chart, since=january(12))

    test = fill(chart, LabPregnancy, visit=("C1D1", 1), performed="Y", sample_date=january(day))

    assert failing(chart, test, beside="sample_date") == fails
