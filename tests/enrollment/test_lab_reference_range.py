"""Reference ranges: what a range owes, and which ranges cannot stand side by side."""

from datetime import date
from types import SimpleNamespace as Range

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from enrollment.checks.lab_reference_range import (
    ages_are_in_order,
    lower_limit_is_below_the_upper,
    range_ends_after_it_begins,
    range_overlaps_no_other,
    unit_is_one_of_the_analyte,
)
from enrollment.models import LabReferenceRange
from tests.enrollment.paper import blank_chart, failing, fill, january, owed

HARD = Severity.HARD
TODAY = date(2026, 6, 1)
ALT = {
    "lab_name": "Central laboratory",
    "analyte": "alt",
    "range_unit": "U/L",
    "upper_limit": 40,
    "sex": "F",
    "age_from": 18,
    "age_to": 60,
    "valid_from": january(10),
    "valid_to": january(20),
}


def test_a_range_belongs_to_a_site():
    assert LabReferenceRange.scope == "site"


def test_the_checks_of_a_range_are_these_and_shown_there():
    checks = {
        check.id: (check.severity, check.question) for check in listed_checks(LabReferenceRange)
    }

    assert checks == {
        "LRR-001": (HARD, "upper_limit"),
        "LRR-002": (HARD, "age_to"),
        "LRR-003": (HARD, "valid_to"),
        "LRR-004": (HARD, "valid_from"),
        "LRR-005": (HARD, "range_unit"),
    }


def test_a_range_may_lack_a_lower_limit_and_an_end():
    asked = {question.name for question in LabReferenceRange.questions()}

    assert asked - owed(LabReferenceRange) == {"lower_limit", "valid_to"}


@pytest.mark.parametrize(
    ("low", "high", "holds"),
    [
        (9, 40, True),
        (40, 40, False),
        (41, 40, False),
        (Unknown, 40, Unknown),
        (9, Unknown, Unknown),
    ],
)
def test_the_lower_limit_is_below_the_upper(low, high, holds):
    assert lower_limit_is_below_the_upper(low, high) is holds


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [(18, 60, True), (18, 18, True), (18, 17, False), (Unknown, 17, Unknown)],
)
def test_ages_are_in_order(first, last, holds):
    assert ages_are_in_order(first, last) is holds


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (january(5), january(6), True),
        (january(5), january(5), True),
        (january(5), january(4), False),
        (january(5), Unknown, Unknown),
        (Unknown, january(5), Unknown),
    ],
)
def test_a_range_ends_after_it_begins(first, last, holds):
    assert range_ends_after_it_begins(first, last) is holds


@pytest.mark.parametrize(
    ("different", "holds"),
    [
        ({}, False),
        ({"lab_name": " Central laboratory "}, False),
        ({"lab_name": "Emergency laboratory"}, True),
        ({"lab_name": Unknown}, Unknown),
        ({"analyte": "ast"}, True),
        ({"analyte": Unknown}, Unknown),
        ({"sex": "M"}, True),
        ({"sex": "ALL"}, False),
        ({"sex": Unknown}, Unknown),
        ({"age_from": 60, "age_to": 120}, False),
        ({"age_from": 61, "age_to": 120}, True),
        ({"age_from": 0, "age_to": 18}, False),
        ({"age_from": 0, "age_to": 17}, True),
        ({"age_to": Unknown}, Unknown),
        ({"valid_from": january(20), "valid_to": january(30)}, False),
        ({"valid_from": january(21), "valid_to": january(30)}, True),
        ({"valid_from": january(1), "valid_to": january(10)}, False),
        ({"valid_from": january(1), "valid_to": january(9)}, True),
        ({"valid_from": january(1), "valid_to": Unknown}, False),
        ({"valid_from": january(21), "valid_to": Unknown}, True),
        ({"valid_from": Unknown}, Unknown),
    ],
)
def test_a_range_overlaps_no_other(different, holds):
    other = Range(**ALT | different)

    assert range_overlaps_no_other(Range(**ALT), [other], TODAY) is holds


def test_a_range_for_all_overlaps_that_of_one_sex():
    for_all = Range(**ALT | {"sex": "ALL"})

    assert range_overlaps_no_other(for_all, [Range(**ALT)], TODAY) is False


@pytest.mark.parametrize(
    ("first_day", "holds"), [(TODAY, False), (date(2026, 6, 2), True), (january(1), False)]
)
def test_a_range_without_an_end_is_valid_until_today(first_day, holds):
    unended = Range(**ALT | {"valid_to": Unknown})
    other = Range(**ALT | {"valid_from": first_day, "valid_to": date(2027, 1, 1)})

    assert range_overlaps_no_other(unended, [other], TODAY) is holds
    assert range_overlaps_no_other(other, [unended], TODAY) is holds


def test_the_only_range_overlaps_none():
    assert range_overlaps_no_other(Range(**ALT), [], TODAY) is True


@pytest.mark.parametrize(
    ("analyte", "unit", "holds"),
    [
        ("alt", "U/L", True),
        ("alt", "ukat/L", True),
        ("alt", "umol/L", False),
        ("alt", "U/l", False),
        ("creatinine", "mg/dL", True),
        ("inr", "1", True),
        ("inr", "%", False),
        ("alt", Unknown, Unknown),
        (Unknown, "U/L", Unknown),
    ],
)
def test_the_unit_is_one_of_the_analyte(analyte, unit, holds):
    assert unit_is_one_of_the_analyte(analyte, unit) is holds


def test_a_range_in_a_wrong_unit_cannot_be_completed():
    chart = blank_chart()

    wrong = fill(chart, LabReferenceRange, **ALT | {"range_unit": "mg/dL"})

    assert failing(chart, wrong, beside="range_unit") == ["LRR-005"]


def test_a_range_of_the_same_site_stands_in_the_way():
    chart = blank_chart()
    fill(chart, LabReferenceRange, **ALT)

    overlapping = fill(chart, LabReferenceRange, **ALT | {"valid_from": january(15)})
    later = fill(
        chart, LabReferenceRange, **ALT | {"valid_from": january(21), "valid_to": january(30)}
    )

    assert failing(chart, overlapping, beside="valid_from") == ["LRR-004"]
    assert failing(chart, later, beside="valid_from") == []


def test_a_range_may_end_in_the_future_but_not_begin_there():
    chart = blank_chart()
    tomorrow = date(2026, 6, 2)

    future = fill(chart, LabReferenceRange, **ALT | {"valid_from": tomorrow, "valid_to": tomorrow})

    assert failing(chart, future, beside="valid_to") == []
    assert failing(chart, future, beside="valid_from") == ["GEN-FUTURE"]


def offered(chart, answers, question):
    """What is offered while the question is answered."""
    return chart.evaluate(LabReferenceRange.asked[question].suggests, answers)


def test_the_units_of_the_analyte_are_offered():
    chart = blank_chart()

    creatinine = fill(chart, LabReferenceRange, analyte="creatinine")
    unclear = fill(chart, LabReferenceRange)

    assert offered(chart, creatinine, "range_unit") == ["umol/L", "mg/dL"]
    assert offered(chart, unclear, "range_unit") == []


def test_the_laboratories_that_have_ranges_are_offered():
    chart = blank_chart()
    fill(chart, LabReferenceRange, **ALT)

    another = fill(chart, LabReferenceRange)

    assert offered(chart, another, "lab_name") == ["Central laboratory"]
