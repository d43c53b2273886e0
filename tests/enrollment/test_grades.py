"""CTCAE v5.0: every boundary of every laboratory term, on both sides.

Limits are those of NCI Common Terminology Criteria for Adverse Events, version 5.0, 27 November
2017, in SI units. Where a term counts in multiples, the range here is 40 to 100.
"""

from decimal import Decimal

import pytest

from edc.logic import Span, Unknown, qualified
from edc.text import in_every_language
from enrollment.analytes import Analyte
from enrollment.codelists import UrineProtein
from enrollment.ctcae import CRITERIA, PROTEINURIA, UNGRADED, criteria_of, worded
from enrollment.grades import corrected_calcium, grade, grade_of_strip
from enrollment.ranges import Limits, measured

ROUND_NUMBERS = Limits(Decimal(40), Decimal(100))

# What is normal, then value and grade, from the worst below normal to the worst above.
LADDERS = {
    "wbc": (
        "3.5-9.5",
        "0 4, 0.99 4, 1 3, 1.99 3, 2 2, 2.99 2, 3 1, 3.49 1, 3.5 0, 100 0, 100.01 3",
    ),
    "anc": ("1.8-6.3", "0 4, 0.49 4, 0.5 3, 0.99 3, 1 2, 1.49 2, 1.5 1, 1.79 1, 1.8 0, 90 0"),
    "lymphocytes": (
        "1.1-3.2",
        "0.19 4, 0.2 3, 0.49 3, 0.5 2, 0.79 2, 0.8 1, 1.09 1, 1.1 0, 4 0, 4.01 2, 20 2, 20.01 3",
    ),
    "haemoglobin": (
        "115-150",
        (
            "30 3, 79.9 3, 80 2, 99.9 2, 100 1, 114.9 1, 115 0,"
            " 150 0, 150.1 1, 170 1, 170.1 2, 190 2, 190.1 3"
        ),
    ),
    "platelets": ("125-350", "0 4, 24 4, 25 3, 49 3, 50 2, 74 2, 75 1, 124 1, 125 0, 900 0"),
    "alt": ("40-100", "20 0, 100 0, 100.01 1, 300 1, 300.01 2, 500 2, 500.01 3, 2000 3, 2000.01 4"),
    "ast": ("40-100", "20 0, 100 0, 100.01 1, 300 1, 300.01 2, 500 2, 500.01 3, 2000 3, 2000.01 4"),
    "alp": ("40-100", "20 0, 100 0, 100.1 1, 250 1, 250.1 2, 500 2, 500.1 3, 2000 3, 2000.1 4"),
    "ggt": ("40-100", "20 0, 100 0, 100.1 1, 250 1, 250.1 2, 500 2, 500.1 3, 2000 3, 2000.1 4"),
    "bilirubin_total": (
        "0-100",
        "0 0, 100 0, 100.1 1, 150 1, 150.1 2, 300 2, 300.1 3, 1000 3, 1000.1 4",
    ),
    "albumin": ("40-55", "19.9 3, 20 2, 29.9 2, 30 1, 39.9 1, 40 0, 60 0"),
    "ldh": ("120-250", "100 0, 250 0, 250.1 1, 9999 1"),
    "creatinine": (
        "40-100",
        "20 0, 100 0, 100.1 1, 150 1, 150.1 2, 300 2, 300.1 3, 600 3, 600.1 4",
    ),
    "urate": ("155-357", "100 0, 357 0, 357.1 1, 2000 1"),
    "sodium": (
        "137-147",
        (
            "119.9 4, 120 3, 124.9 3, 125 2, 129.9 2, 130 1, 136.9 1, 137 0,"
            " 147 0, 147.1 1, 150 1,150.1 2, 155 2, 155.1 3, 160 3, 160.1 4"
        ),
    ),
    "potassium": (
        "3.5-5.3",
        (
            "2.49 4, 2.5 3, 2.99 3, 3 1, 3.49 1, 3.5 0,"
            " 5.3 0, 5.31 1, 5.5 1, 5.51 2, 6 2, 6.01 3, 7 3,7.01 4"
        ),
    ),
    "calcium": (
        "2.11-2.52",
        (
            "1.49 4, 1.5 3, 1.74 3, 1.75 2, 1.99 2, 2 1, 2.1 1, 2.11 0,"
            " 2.52 0, 2.53 1, 2.9 1, 2.91 2,3.1 2, 3.11 3, 3.4 3, 3.41 4"
        ),
    ),
    "magnesium": (
        "0.75-1.02",
        (
            "0.29 4, 0.3 3, 0.39 3, 0.4 2, 0.49 2, 0.5 1, 0.74 1, 0.75 0,"
            " 1.02 0, 1.03 1, 1.23 1, 1.231 3, 3.3 3, 3.301 4"
        ),
    ),
    "glucose": ("3.9-6.1", "1.69 4, 1.7 3, 2.19 3, 2.2 2, 2.99 2, 3 1, 3.89 1, 3.9 0, 6.1 0, 40 0"),
    "lipase": ("0-100", "100 0, 100.1 1, 150 1, 150.1 2, 200 2, 500 2, 500.1 3, 9000 3"),
    "amylase": ("0-100", "100 0, 100.1 1, 150 1, 150.1 2, 200 2, 500 2, 500.1 3, 9000 3"),
    "cholesterol": (
        "0-5.18",
        "5.18 0, 5.19 1, 7.75 1, 7.751 2, 10.34 2, 10.341 3, 12.92 3, 12.921 4",
    ),
    "triglycerides": ("0-1.7", "1.7 0, 1.71 1, 3.42 1, 3.421 2, 5.7 2, 5.701 3, 11.4 3, 11.401 4"),
    "creatine_kinase": (
        "40-100",
        "20 0, 100 0, 100.1 1, 250 1, 250.1 2, 500 2, 500.1 3, 1000 3, 1000.1 4",
    ),
    "inr": ("0.8-1.2", "0.7 0, 1.2 0, 1.21 1, 1.5 1, 1.51 2, 2.5 2, 2.51 3, 9 3"),
    "aptt": ("40-100", "20 0, 100 0, 100.1 1, 150 1, 150.1 2, 250 2, 250.1 3"),
    # A quarter of this lower limit is 1 g/L, so that it and 0.5 g/L are told apart below.
    "fibrinogen": ("4-8", "0.4 4, 0.99 4, 1 3, 1.99 3, 2 2, 2.99 2, 3 1, 3.99 1, 4 0, 9 0"),
}


def steps(ladder):
    return [tuple(step.split()) for step in ladder.split(",")]


def limits(text):
    return Limits(*map(Decimal, text.split("-")))


def number(found):
    return found if found is Unknown else found.number


@pytest.mark.parametrize(
    ("analyte", "value", "expected"),
    [
        (analyte, value, int(expected))
        for analyte, (_, ladder) in LADDERS.items()
        for value, expected in steps(ladder)
    ],
)
def test_the_number_alone_proves_this_grade(analyte, value, expected):
    normal = limits(LADDERS[analyte][0])

    assert grade(analyte, Decimal(value), normal).number == expected


@pytest.mark.parametrize(
    ("analyte", "value", "expected", "term"),
    [
        ("potassium", "2.9", 3, "Hypokalemia"),
        ("potassium", "6.5", 3, "Hyperkalemia"),
        ("haemoglobin", "79", 3, "Anemia"),
        ("haemoglobin", "195", 3, "Hemoglobin increased"),
        ("lymphocytes", "0.1", 4, "Lymphocyte count decreased"),
        ("lymphocytes", "21", 3, "Lymphocyte count increased"),
        ("glucose", "1.6", 4, "Hypoglycemia"),
    ],
)
def test_a_grade_has_the_term_of_its_side(analyte, value, expected, term):
    found = grade(analyte, Decimal(value), limits(LADDERS[analyte][0]))

    assert (found.number, str(found.criterion.term)) == (expected, term)


@pytest.mark.parametrize(
    ("analyte", "value", "alone", "with_symptoms"),
    [
        ("lipase", "150.1", 2, 2),
        ("lipase", "200", 2, 2),
        ("lipase", "200.1", 2, 3),
        ("lipase", "500", 2, 3),
        ("lipase", "500.1", 3, 4),
        ("amylase", "200.1", 2, 3),
        ("amylase", "500.1", 3, 4),
        ("sodium", "130", 1, 1),
        ("sodium", "129", 2, 3),
        ("sodium", "125", 2, 3),
        ("sodium", "124", 3, 3),
        ("sodium", "119", 4, 4),
        ("potassium", "3.4", 1, 2),
        ("potassium", "3", 1, 2),
        ("potassium", "2.9", 3, 3),
        ("urate", "357.1", 1, 3),
        ("urate", "357", 0, 0),
    ],
)
def test_symptoms_raise_the_grade_of_the_same_number(analyte, value, alone, with_symptoms):
    found = grade(analyte, Decimal(value), limits(LADDERS[analyte][0]))

    assert (found.number, found.with_symptoms) == (alone, with_symptoms)


NO_LIMITS = Limits(Unknown, Unknown)


@pytest.mark.parametrize("normal", [Unknown, NO_LIMITS])
@pytest.mark.parametrize(
    ("analyte", "value", "expected"),
    [
        ("anc", "0.49", 4),
        ("anc", "1.49", 2),
        ("anc", "1.5", Unknown),
        ("alt", "5000", Unknown),
        ("triglycerides", "1", 0),
        ("inr", "1.3", 1),
        ("potassium", "7.1", 4),
        ("potassium", "4", Unknown),
        ("fibrinogen", "0.49", 4),
        ("fibrinogen", "0.5", Unknown),
    ],
)
def test_without_a_range_only_absolute_limits_grade(analyte, value, expected, normal):
    found = number(grade(analyte, Decimal(value), normal))

    assert found is expected or found == expected


def test_one_missing_limit_leaves_the_other_side_to_be_graded():
    upper_only = Limits(Unknown, Decimal("5.3"))

    assert grade("potassium", Decimal("5.4"), upper_only).number == 1
    assert grade("potassium", Decimal("4"), upper_only) is Unknown


@pytest.mark.parametrize(
    ("analyte", "sign", "value", "expected"),
    [
        ("anc", "<", "0.5", 4),
        ("anc", "<=", "0.5", Unknown),
        ("anc", "<", "1", Unknown),
        ("platelets", "<", "25", 4),
        ("alt", ">", "2000", 4),
        ("alt", ">=", "2000", Unknown),
        ("alt", ">", "500", Unknown),
        ("bilirubin_total", "<", "100", 0),
        ("bilirubin_total", "<=", "100", 0),
        ("bilirubin_total", "<", "101", Unknown),
        ("triglycerides", "<", "1.71", 0),
        ("triglycerides", "<=", "1.71", Unknown),
    ],
)
def test_a_printed_sign_grades_only_what_every_value_it_means_has(analyte, sign, value, expected):
    found = number(grade(analyte, qualified(Decimal(value), sign), ROUND_NUMBERS))

    assert found is expected or found == expected


def test_no_value_has_no_grade():
    assert all(grade(analyte, Unknown, ROUND_NUMBERS) is Unknown for analyte in Analyte)


@pytest.mark.parametrize(
    ("calcium", "albumin", "expected"),
    [
        ("2.00", "40", "2.00"),
        ("2.00", "25", "2.30"),
        ("2.00", "20.5", "2.39"),
        ("2.60", "48", "2.44"),
    ],
)
def test_calcium_is_corrected_by_002_for_each_gram_of_albumin(calcium, albumin, expected):
    assert corrected_calcium(Decimal(calcium), Decimal(albumin)) == Decimal(expected)


@pytest.mark.parametrize("missing", [(Unknown, Decimal(40)), (Decimal(2), Unknown)])
def test_calcium_is_not_corrected_without_albumin(missing):
    assert corrected_calcium(*missing) is Unknown


def test_a_sign_before_albumin_leaves_a_span_of_calcium():
    found = corrected_calcium(Decimal(2), Span(Decimal(0), Decimal(20), high_open=True))

    assert (found > Decimal("2.4")) is True
    assert (found > Decimal("2.5")) is Unknown


def test_every_analyte_is_graded_or_says_why_not():
    graded = {criterion.analyte for criterion in CRITERIA}

    assert graded | set(UNGRADED) == set(Analyte)
    assert not graded & set(UNGRADED)
    assert set(LADDERS) == graded


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: str(criterion.term))
def test_absolute_limits_are_in_the_standard_unit_of_the_question(criterion):
    asked_in = measured()[criterion.analyte].unit
    needs_no_unit = criterion.unit is None and not criterion.is_absolute

    assert needs_no_unit or criterion.unit == asked_in


STRIP = {"NEG": 0, "TRACE": 0, "1": 1, "2": 2, "3": 2, "4": 3}


@pytest.mark.parametrize(("reading", "expected"), STRIP.items())
def test_protein_by_test_strip_has_the_grade_of_an_adult(reading, expected):
    found = grade_of_strip(reading)

    assert (found.number, found.with_symptoms) == (expected, expected)
    assert found.criterion is (PROTEINURIA if expected else None)


def test_every_reading_of_the_strip_is_graded_and_without_one_there_is_no_grade():
    assert STRIP.keys() == set(UrineProtein)
    assert grade_of_strip(Unknown) is Unknown


TERMS = [*(criterion.term for criterion in CRITERIA), PROTEINURIA.term]


@pytest.mark.parametrize("text", [*TERMS, *UNGRADED.values()], ids=str)
def test_terms_are_worded_in_both_languages(text):
    assert len(set(in_every_language(text).values())) == 2


def test_an_analyte_has_one_term_at_most_on_each_side():
    for analyte in Analyte:
        sides = [criterion.direction for criterion in criteria_of(analyte)]

        assert len(sides) == len(set(sides)), analyte


def test_the_table_can_be_read_by_people():
    (alt,), (low, high) = criteria_of("alt"), criteria_of("haemoglobin")
    (fibrinogen,), (creatinine,) = criteria_of("fibrinogen"), criteria_of("creatinine")

    assert worded(alt, alt.scale, 1) == "> ULN"
    assert worded(alt, alt.scale, 2) == "> 3 × ULN"
    assert worded(alt, alt.from_abnormal, 1) == "≥ 1.5 × baseline"
    assert worded(low, low.scale, 3) == "< 80 g/L"
    assert worded(low, low.scale, 4) == ""
    assert worded(high, high.scale, 2) == "> ULN + 20 g/L"
    assert worded(fibrinogen, fibrinogen.scale, 4) == "< 0.25 × LLN / < 0.5 g/L"
    assert worded(creatinine, creatinine.scale, 2) == "> 1.5 × ULN / > 1.5 × baseline"
