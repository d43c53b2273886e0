"""CTCAE v5.0 from the baseline: what was abnormal before treatment is graded by its change.

The range is 40 to 100 throughout; the limits are those of the criteria of 27 November 2017.
"""

from decimal import Decimal

import pytest

from edc.logic import Unknown
from enrollment.grades import Baseline, grade
from enrollment.ranges import Limits
from tests.enrollment.test_grades import ROUND_NUMBERS, number, steps

# Twice the upper limit, or half the lower, before the first dose.
FROM_ABNORMAL = {
    "alt": ("200", "150 0, 200 0, 299 0, 300 1, 600 1, 601 2, 1000 2, 1001 3, 4000 3, 4001 4"),
    "ast": ("200", "299 0, 300 1, 600 1, 601 2, 1000 2, 1001 3, 4000 3, 4001 4"),
    "alp": ("200", "399 0, 400 1, 500 1, 501 2, 1000 2, 1001 3, 4000 3, 4001 4"),
    "ggt": ("200", "399 0, 400 1, 500 1, 501 2, 1000 2, 1001 3, 4000 3, 4001 4"),
    "bilirubin_total": ("200", "200 0, 201 1, 300 1, 301 2, 600 2, 601 3, 2000 3, 2001 4"),
    "fibrinogen": ("20", "30 0, 20 0, 19 1, 15.01 1, 15 2, 10.01 2, 10 3, 5.01 3, 5 4, 0.4 4"),
}


@pytest.mark.parametrize(
    ("analyte", "before", "value", "expected"),
    [
        (analyte, before, value, int(expected))
        for analyte, (before, ladder) in FROM_ABNORMAL.items()
        for value, expected in steps(ladder)
    ],
)
def test_from_an_abnormal_baseline_the_change_is_graded(analyte, before, value, expected):
    baseline = Baseline(Decimal(before), ROUND_NUMBERS)

    found = grade(analyte, Decimal(value), ROUND_NUMBERS, baseline)

    assert found.number == expected
    assert found.is_by_baseline is (expected > 0 and value != "0.4")


@pytest.mark.parametrize("analyte", FROM_ABNORMAL)
def test_a_baseline_at_the_limit_was_normal(analyte):
    limit = ROUND_NUMBERS.low if analyte == "fibrinogen" else ROUND_NUMBERS.high
    value = limit * (Decimal("0.6") if analyte == "fibrinogen" else Decimal("2.6"))

    found = grade(analyte, value, ROUND_NUMBERS, Baseline(limit, ROUND_NUMBERS))

    assert found == grade(analyte, value, ROUND_NUMBERS)


@pytest.mark.parametrize(("value", "expected"), [("0.5", 2), ("0.49", 4)])
def test_fibrinogen_below_half_a_gram_is_grade_4_whatever_it_was(value, expected):
    low_already = Baseline(Decimal("0.9"), ROUND_NUMBERS)

    assert grade("fibrinogen", Decimal(value), ROUND_NUMBERS, low_already).number == expected


def test_a_baseline_is_judged_by_the_range_of_its_own_laboratory():
    narrower = Limits(Decimal(0), Decimal(80))

    found = grade("alt", Decimal(120), ROUND_NUMBERS, Baseline(Decimal(90), narrower))

    assert found.number == 0


@pytest.mark.parametrize(
    ("before", "value", "expected"),
    [
        ("50", "75", 0),
        ("50", "75.1", 2),
        ("50", "150", 2),
        ("50", "150.1", 3),
        ("50", "600", 3),
        ("50", "600.1", 4),
        ("95", "101", 1),
        ("200", "160", 2),
        ("200", "301", 3),
        ("20", "60", 2),
        ("20", "60.1", 3),
    ],
)
def test_creatinine_is_graded_by_the_limit_and_by_the_baseline_whichever_is_worse(
    before, value, expected
):
    baseline = Baseline(Decimal(before), ROUND_NUMBERS)

    assert grade("creatinine", Decimal(value), ROUND_NUMBERS, baseline).number == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2", 0), ("2.01", 1), ("3", 1), ("3.01", 2), ("5", 2), ("5.01", 3), ("1.9", 0)],
)
def test_an_inr_on_an_anticoagulant_is_graded_by_the_baseline(value, expected):
    baseline = Baseline(Decimal(2), Unknown)

    found = grade("inr", Decimal(value), Unknown, baseline, is_anticoagulated=True)

    assert found.number == expected


@pytest.mark.parametrize(
    ("analyte", "value", "baseline", "expected"),
    [
        ("alt", "100", Baseline(Unknown, ROUND_NUMBERS), 0),  # normal, whatever it was
        ("alt", "101", Baseline(Unknown, ROUND_NUMBERS), Unknown),
        ("alt", "301", Baseline(Decimal(100), Unknown), 2),  # 3.01 times either way
        ("alt", "301", Baseline(Decimal(90), Unknown), 2),  # 3.01 or 3.3 times
        ("alt", "301", Baseline(Decimal(110), Unknown), Unknown),
        ("fibrinogen", "40", Baseline(Unknown, Unknown), 0),
        ("fibrinogen", "39", Baseline(Unknown, Unknown), Unknown),
        ("fibrinogen", "0.4", Baseline(Unknown, Unknown), 4),
        ("creatinine", "90", Baseline(Unknown, ROUND_NUMBERS), Unknown),
        ("creatinine", "601", Baseline(Unknown, ROUND_NUMBERS), 4),
        ("creatinine", "301", Baseline(Unknown, ROUND_NUMBERS), 3),
        ("potassium", "40", Baseline(Unknown, Unknown), 4),
    ],
)
def test_a_missing_baseline_matters_only_where_it_could_change_the_grade(
    analyte, value, baseline, expected
):
    found = number(grade(analyte, Decimal(value), ROUND_NUMBERS, baseline))

    assert found is expected or found == expected


@pytest.mark.parametrize(
    ("is_anticoagulated", "before", "value", "expected"),
    [
        (True, Unknown, "1.1", Unknown),
        (True, Unknown, "9", Unknown),
        (Unknown, Decimal(2), "1.1", 0),
        (Unknown, Decimal(2), "2.1", Unknown),
        (Unknown, Decimal(1), "3", 3),
        (False, Decimal(2), "2.1", 2),
    ],
)
def test_an_inr_is_open_where_the_anticoagulant_or_the_baseline_would_decide(
    is_anticoagulated, before, value, expected
):
    baseline, normal = Baseline(before, Unknown), Limits(Decimal("0.8"), Decimal("1.2"))

    found = grade("inr", Decimal(value), normal, baseline, is_anticoagulated=is_anticoagulated)

    assert number(found) is expected or number(found) == expected
