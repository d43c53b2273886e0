"""What a laboratory calls normal: for whom, on which day, in which unit."""

from datetime import date
from decimal import Decimal

import pytest

from edc.chart import BLANK
from edc.crf import crf_named
from edc.logic import Span, Unknown
from enrollment.analytes import Analyte
from enrollment.models import Demographics, LabChemistry, LabReferenceRange
from enrollment.ranges import (
    MEASURING_FORMS,
    Limits,
    ReferenceRanges,
    is_unit_of,
    laboratories,
    limits_for,
    measured,
    uln_ratio,
    units_of,
)
from tests.enrollment.paper import blank_chart, fill, january, same

CENTRAL = "Central laboratory"
SAMPLED = january(10)
ALT = {
    "lab_name": CENTRAL,
    "analyte": "alt",
    "range_unit": "U/L",
    "lower_limit": 9,
    "upper_limit": 40,
    "sex": "ALL",
    "age_from": 18,
    "age_to": 120,
    "valid_from": january(1),
}


def ranges_for(*ranges, **demographics):
    """The ranges of the site, as they apply to a subject."""
    chart = blank_chart()
    if demographics:
        fill(chart, Demographics, **demographics)
    for different in ranges:
        fill(chart, LabReferenceRange, **ALT | different)
    return chart.fact("reference_ranges")


def a_woman(*ranges, born="1980-03"):
    return ranges_for(*ranges, sex="F", birth_date=born)


def upper_limit(ranges, on=SAMPLED, analyte="alt", lab_name=CENTRAL):
    return ranges.limits(lab_name, analyte, on).high


def test_a_range_gives_both_limits():
    assert a_woman({}).limits(CENTRAL, "alt", SAMPLED) == Limits(9, 40)


def test_a_range_may_have_an_upper_limit_only():
    limits = a_woman({"lower_limit": None}).limits(CENTRAL, "alt", SAMPLED)

    assert limits.low is Unknown
    assert limits.high == 40


@pytest.mark.parametrize(
    ("lab_name", "analyte", "limit"),
    [
        (CENTRAL, "alt", 40),
        (f"  {CENTRAL} ", "alt", 40),
        ("central laboratory", "alt", Unknown),
        (CENTRAL, "ast", Unknown),
        (Unknown, "alt", Unknown),
    ],
)
def test_a_range_is_that_of_its_laboratory_and_analyte(lab_name, analyte, limit):
    found = upper_limit(a_woman({}), lab_name=lab_name, analyte=analyte)

    assert same(found, limit)


def test_spaces_around_the_name_of_a_laboratory_say_nothing():
    assert upper_limit(a_woman({"lab_name": f" {CENTRAL}\u3000"})) == 40


def test_a_range_of_no_laboratory_is_nobodys():
    assert upper_limit(a_woman({"lab_name": None}), lab_name=Unknown) is Unknown


@pytest.mark.parametrize(
    ("on", "limit"),
    [
        (date(2025, 12, 31), Unknown),
        (january(1), 40),
        (january(20), 40),
        (january(21), Unknown),
        (Unknown, Unknown),
    ],
)
def test_a_range_is_valid_from_its_first_day_to_its_last(on, limit):
    assert same(upper_limit(a_woman({"valid_to": january(20)}), on), limit)


def test_a_range_without_a_last_day_stays_valid():
    assert upper_limit(a_woman({}), date(2029, 1, 1)) == 40


def test_a_range_without_a_first_day_is_not_known_to_be_valid():
    assert upper_limit(a_woman({"valid_from": None})) is Unknown


def test_a_result_is_read_by_the_range_of_its_day():
    ranges = a_woman({"valid_to": january(9)}, {"valid_from": SAMPLED, "upper_limit": 50})

    assert upper_limit(ranges, january(9)) == 40
    assert upper_limit(ranges, SAMPLED) == 50


@pytest.mark.parametrize(("sex", "limit"), [("M", 50), ("F", 40)])
def test_a_range_is_for_the_sex_of_the_subject(sex, limit):
    ranges = ranges_for(
        {"sex": "F"}, {"sex": "M", "upper_limit": 50}, sex=sex, birth_date="1980-03"
    )

    assert upper_limit(ranges) == limit


@pytest.mark.parametrize(
    ("born", "limit"),
    [
        ("2007-12", 40),  # 18 on 15 December 2025
        ("2008-01", Unknown),  # 17 until 15 January 2026
        ("1960-01", 40),  # 65 until 15 January 2026
        ("1959-12", Unknown),  # 66 on 15 December 2025
        ("1960", 40),
        ("1959", Unknown),
        (None, Unknown),
    ],
)
def test_a_range_is_for_ages_inclusive_on_the_day_of_the_sample(born, limit):
    ranges = a_woman({"age_to": 65}, born=born)

    assert same(upper_limit(ranges, SAMPLED), limit)


def test_a_birthday_changes_the_range():
    ranges = a_woman({"age_to": 45}, {"age_from": 46, "upper_limit": 35}, born="1980-01")

    assert upper_limit(ranges, january(14)) == 40
    assert upper_limit(ranges, january(15)) == 35


@pytest.mark.parametrize("about", ["sex", "age_from", "age_to"])
def test_a_range_that_does_not_say_whom_it_is_for_is_for_nobody(about):
    assert upper_limit(a_woman({about: None})) is Unknown


def test_a_subject_of_unknown_sex_is_read_by_a_range_for_all():
    assert upper_limit(ranges_for({}, birth_date="1980")) == 40


def test_a_subject_of_unknown_sex_has_no_range_of_either_sex():
    of_one = ranges_for({"sex": "F"}, birth_date="1980")
    of_each = ranges_for({"sex": "F"}, {"sex": "M", "upper_limit": 50}, birth_date="1980")

    assert upper_limit(of_one) is Unknown
    assert upper_limit(of_each) is Unknown


def test_ranges_that_disagree_give_no_limit():
    assert upper_limit(a_woman({}, {"upper_limit": 50})) is Unknown
    assert upper_limit(a_woman({}, {"upper_limit": 50, "age_from": None})) is Unknown


def test_ranges_that_agree_give_their_limit():
    assert upper_limit(a_woman({}, {"sex": "F"})) == 40


def test_without_demographics_no_range_is_certain():
    assert upper_limit(ranges_for({})) is Unknown
    assert ReferenceRanges([], BLANK).limits(CENTRAL, "alt", january(1)) is Unknown


@pytest.mark.parametrize(
    ("analyte", "unit", "limit"),
    [
        ("alt", "U/L", "40"),
        ("alt", "ukat/L", "2400"),
        ("creatinine", "mg/dL", "3536.80"),
        ("fibrinogen", "mg/dL", "0.40"),
        ("d_dimer", "ng/mL FEU", "0.040"),
        ("inr", "1", "40"),
        ("inr", None, "40"),
    ],
)
def test_limits_are_converted_as_the_results_are(analyte, unit, limit):
    ranges = a_woman({"analyte": analyte, "range_unit": unit})

    assert upper_limit(ranges, analyte=analyte) == Decimal(limit)


@pytest.mark.parametrize("unit", ["mg/dL", "u/l", "U/L ", "IU/L", None])
def test_a_range_in_a_unit_that_is_none_of_the_analyte_is_absent(unit):
    assert upper_limit(a_woman({"range_unit": unit})) is Unknown
    assert upper_limit(a_woman({}, {"range_unit": unit, "upper_limit": 7})) == 40


@pytest.mark.parametrize(
    ("unit", "analyte", "truth"),
    [
        ("U/L", "alt", True),
        ("ukat/L", "alt", True),
        ("umol/L", "alt", False),
        ("1", "inr", True),
        ("s", "inr", False),
        (Unknown, "inr", True),
        (Unknown, "alt", Unknown),
        ("U/L", Unknown, Unknown),
    ],
)
def test_a_unit_belongs_to_its_analytes(unit, analyte, truth):
    assert is_unit_of(unit, analyte) is truth


def test_the_units_of_an_analyte_begin_with_the_standard_unit():
    assert units_of("bilirubin_total") == ["umol/L", "mg/dL"]
    assert units_of("inr") == ["1"]
    assert units_of(Unknown) == []


@pytest.mark.parametrize("analyte", Analyte.values)
def test_every_analyte_is_measured_by_one_question(analyte):
    asking = [name for name in MEASURING_FORMS if analyte in crf_named(name).asked]

    assert len(asking) == 1
    assert len(measured()) == len(Analyte)
    assert measured()[analyte] is crf_named(asking[0]).asked[analyte]


def chemistry(**answers):
    chart = blank_chart()
    about = {"performed": "Y", "lab_name": CENTRAL, "sample_date": SAMPLED}
    return fill(chart, LabChemistry, **about | answers)


@pytest.mark.parametrize(
    ("answers", "multiple"),
    [
        ({"alt": 120, "alt_unit": "U/L"}, 3),
        ({"alt": 2, "alt_unit": "ukat/L"}, 3),
        ({"alt": None}, Unknown),
        ({"alt": 120, "lab_name": "Another"}, Unknown),
        ({"alt": 120, "sample_date": None}, Unknown),
        ({"alt": 120, "performed": "N"}, Unknown),
    ],
)
def test_a_result_is_a_multiple_of_the_upper_limit(answers, multiple):
    assert same(uln_ratio(chemistry(**answers), "alt", a_woman({})), multiple)


def test_a_result_printed_with_a_sign_is_a_multiple_within_bounds():
    ratio = uln_ratio(chemistry(alt=120, alt_qualifier=">"), "alt", a_woman({}))

    assert isinstance(ratio, Span)
    assert (ratio > 3) is True
    assert (ratio > 5) is Unknown


@pytest.mark.parametrize("record", [Unknown, BLANK])
def test_no_record_is_no_multiple(record):
    assert uln_ratio(record, "alt", a_woman({})) is Unknown


@pytest.mark.parametrize("limit", [None, 0])
def test_nothing_is_a_multiple_of_no_limit(limit):
    ranges = a_woman({"upper_limit": limit, "lower_limit": None})

    assert uln_ratio(chemistry(alt=120), "alt", ranges) is Unknown


def test_a_result_has_the_limits_of_its_laboratory_and_day():
    assert limits_for(chemistry(), "alt", a_woman({})) == Limits(9, 40)
    assert limits_for(Unknown, "alt", a_woman({})) is Unknown


def test_the_laboratories_of_a_site_are_those_with_ranges():
    chart = blank_chart()
    for name in ("South", " North ", "South", "North", None):
        fill(chart, LabReferenceRange, lab_name=name)

    assert laboratories(chart.records["lab_reference_range"]) == ["North", "South"]


def read_by(chart, record):
    """What is read when a result is compared with its limit."""
    with chart.watching() as seen:
        uln_ratio(record, "alt", chart.value("reference_ranges"))
    return seen


def a_chart_with(*ranges):
    chart = blank_chart()
    fill(chart, Demographics, sex="F", birth_date="1980")
    result = fill(
        chart, LabChemistry, performed="Y", lab_name=CENTRAL, sample_date=SAMPLED, alt=120
    )
    for different in ranges:
        fill(chart, LabReferenceRange, **ALT | different)
    return chart, result


def test_a_changed_limit_is_a_changed_reason_for_a_query():
    chart, result = a_chart_with({})
    before = read_by(chart, result)

    chart.records["lab_reference_range"][0]._row["upper_limit"] = 45
    chart.forget()

    assert read_by(chart, result) != before


def test_another_range_is_no_reason_to_ask_again():
    chart, result = a_chart_with({}, {"analyte": "ast"})
    before = read_by(chart, result)

    alt, ast = chart.records["lab_reference_range"]
    ast._row["upper_limit"], alt._row["valid_to"] = 45, january(20)
    chart.forget()

    assert read_by(chart, result) == before
