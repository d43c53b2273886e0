"""The preview of a corrected range: which results of a subject it would judge otherwise."""

import pytest

from edc.logic import Unknown
from enrollment.models import Demographics, LabChemistry, LabCoagulation, LabReferenceRange
from enrollment.regrading import changed_analytes, forms_needed, regraded, with_change
from tests.enrollment.paper import blank_chart, fill, january, takes_olverembatinib

CENTRAL = "Central laboratory"
FOR_ALL = {"sex": "ALL", "age_from": 18, "age_to": 120, "valid_from": january(1)}
ALT = FOR_ALL | {
    "lab_name": CENTRAL,
    "analyte": "alt",
    "range_unit": "U/L",
    "lower_limit": 9,
    "upper_limit": 40,
}
AST = ALT | {"analyte": "ast"}


def a_woman(first_dose=None):
    chart = blank_chart()
    fill(chart, Demographics, sex="F", birth_date="1980-03")
    if first_dose:
        takes_olverembatinib(chart, since=first_dose)
    return chart


def measure(chart, on, **results):
    """A chemistry of the central laboratory, in its standard units."""
    units = {f"{analyte}_unit": "U/L" for analyte in results}
    about = {"performed": "Y", "lab_name": CENTRAL, "sample_date": on}
    return fill(chart, LabChemistry, **about | results | units)


def ranges(*answers):
    """The ranges of a site."""
    chart = blank_chart()
    return [fill(chart, LabReferenceRange, **of_one) for of_one in answers]


def told(found):
    """Each change as people are told it: analyte, day, side and grade, before and after."""
    return [
        (
            one.analyte,
            one.record.sample_date,
            (one.before.indicator, one.before.grade.number),
            (one.after.indicator, one.after.grade.number),
        )
        for one in found
    ]


def corrected(original, **different):
    """The ranges with the first one corrected."""
    first, *others = original
    return [*ranges(first._row | different), *others]


def test_a_raised_limit_takes_a_grade_away():
    chart = a_woman()
    measure(chart, january(10), alt=45)
    before = ranges(ALT)

    found = regraded(chart, before, corrected(before, upper_limit=50))

    assert told(found) == [("alt", january(10), ("HIGH", 1), ("NORMAL", 0))]


def test_a_lowered_limit_raises_a_grade():
    chart = a_woman()
    measure(chart, january(10), alt=150)
    before = ranges(ALT)

    found = regraded(chart, before, corrected(before, upper_limit=25))

    assert told(found) == [("alt", january(10), ("HIGH", 2), ("HIGH", 3))]
    assert found[0].value == 150


def test_a_result_that_stays_what_it_was_is_not_listed():
    chart = a_woman()
    measure(chart, january(10), alt=30)
    before = ranges(ALT)

    assert regraded(chart, before, corrected(before, upper_limit=45)) == []


def test_a_lower_limit_changes_the_side_alone():
    chart = a_woman()
    measure(chart, january(10), alt=8)
    before = ranges(ALT)

    found = regraded(chart, before, corrected(before, lower_limit=7))

    assert told(found) == [("alt", january(10), ("LOW", 0), ("NORMAL", 0))]


def test_only_results_of_the_range_are_listed():
    chart = a_woman()
    measure(chart, january(10), alt=45, ast=45)
    measure(chart, january(20), alt=45)
    elsewhere = measure(chart, january(10), alt=45)
    elsewhere._row["lab_name"] = "Emergency laboratory"
    before = ranges(ALT, AST)

    found = regraded(chart, before, corrected(before, upper_limit=50, valid_to=january(15)))

    assert told(found) == [
        ("alt", january(10), ("HIGH", 1), ("NORMAL", 0)),
        ("alt", january(20), ("HIGH", 1), (Unknown, Unknown)),
    ]


def test_a_new_range_judges_what_had_none():
    chart = a_woman()
    measure(chart, january(10), alt=45)

    found = regraded(chart, [], ranges(ALT))

    assert told(found) == [("alt", january(10), (Unknown, Unknown), ("HIGH", 1))]


def test_a_removed_range_leaves_no_judgement():
    chart = a_woman()
    measure(chart, january(10), alt=45)

    found = regraded(chart, ranges(ALT), [])

    assert told(found) == [("alt", january(10), ("HIGH", 1), (Unknown, Unknown))]


def test_a_limit_at_baseline_regrades_what_came_later():
    """Above an abnormal baseline, CTCAE counts multiples of the baseline."""
    chart = a_woman(first_dose=january(10))
    measure(chart, january(9), alt=45)
    measure(chart, january(20), alt=60)
    before = ranges(ALT | {"valid_to": january(9)}, ALT | {"valid_from": january(10)})

    found = regraded(chart, before, corrected(before, upper_limit=50))

    assert told(found) == [
        ("alt", january(9), ("HIGH", 1), ("NORMAL", 0)),
        ("alt", january(20), ("HIGH", 0), ("HIGH", 1)),
    ]


def test_results_of_several_forms_are_listed_in_order_of_their_day():
    chart = a_woman()
    inr = ALT | {"analyte": "inr", "range_unit": "1", "upper_limit": 1}
    clotting = {"performed": "Y", "lab_name": CENTRAL, "inr": 2}
    fill(chart, LabCoagulation, **clotting, sample_date=january(5))
    measure(chart, january(10), alt=45)
    fill(chart, LabCoagulation, **clotting, sample_date=january(15))

    found = regraded(chart, ranges(ALT, inr), [])

    assert [(one.analyte, one.record.sample_date.day) for one in found] == [
        ("inr", 5),
        ("alt", 10),
        ("inr", 15),
    ]


def test_nothing_changes_for_a_subject_without_results():
    assert regraded(a_woman(), ranges(ALT), []) == []


def test_a_range_that_stays_is_not_computed_again():
    alt, ast = ranges(ALT, AST)
    higher = corrected([alt, ast], upper_limit=50)

    assert changed_analytes([alt, ast], higher) == {"alt"}
    assert changed_analytes([alt, ast], [ast, alt]) == set()
    assert changed_analytes([alt], [alt, ast]) == {"ast"}


def test_a_proposed_range_stands_in_the_place_of_the_present_one():
    alt, ast = ranges(ALT, AST)
    chart = blank_chart()
    proposed = chart.add(LabReferenceRange, alt._envelope, alt._row | {"upper_limit": 50})

    assert with_change([alt, ast], proposed) == [ast, proposed]
    assert with_change([ast], proposed) == [ast, proposed]


@pytest.mark.parametrize(
    "form", ["lab_chemistry", "lab_coagulation", "lab_hematology", "demographics"]
)
def test_a_preview_needs_these_forms(form):
    assert form in forms_needed()


def test_a_result_of_an_unknown_day_is_judged_by_no_range():
    chart = a_woman()
    measure(chart, None, alt=45)

    assert regraded(chart, ranges(ALT), []) == []
