"""Clearance of creatinine: worked cases of the formula, and whose age, weight and sex it takes.

Cockcroft DW, Gault MH. Nephron 1976;16:31-41, with creatinine in µmol/L: 1.23 = 88.4 / 72 for men;
women 15 % less, 1.04.
"""

from datetime import date
from decimal import Decimal

import pytest

from edc.logic import Span, Unknown
from enrollment.clearance import cockcroft_gault
from enrollment.models import Demographics, LabChemistry, VitalSigns
from tests.enrollment.paper import blank_chart, failing, fill, january, same


def clearance(age=40, weight_kg="70", sex="M", creatinine="80"):
    weight_kg = weight_kg if weight_kg is Unknown else Decimal(weight_kg)
    creatinine = Decimal(creatinine) if isinstance(creatinine, str) else creatinine
    return cockcroft_gault(age=age, weight_kg=weight_kg, sex=sex, creatinine=creatinine)


@pytest.mark.parametrize(
    ("age", "weight_kg", "sex", "creatinine", "expected"),
    [
        (40, "70", "M", "80", 108),  # 100 x 70 x 1.23 / 80 = 107.6
        (40, "70", "F", "80", 91),  # 100 x 70 x 1.04 / 80 = 91.0
        (18, "50", "F", "45", 141),  # 122 x 50 x 1.04 / 45 = 140.98
        (18, "50", "M", "45", 167),  # 122 x 50 x 1.23 / 45 = 166.7
        (65, "60", "M", "90", 62),  # 75 x 60 x 1.23 / 90 = 61.5, half up
        (65, "60", "F", "90", 52),  # 75 x 60 x 1.04 / 90 = 52.0
        (30, "80.5", "M", "71.3", 153),  # 110 x 80.5 x 1.23 / 71.3 = 152.8
        (55, "45.2", "F", "132", 30),  # 85 x 45.2 x 1.04 / 132 = 30.3
        (62, "58", "M", "450", 12),  # 78 x 58 x 1.23 / 450 = 12.4
        (62, "58", "F", "900", 5),  # 78 x 58 x 1.04 / 900 = 5.2
        (25, "100", "M", "60", 236),  # 115 x 100 x 1.23 / 60 = 235.75
        (50, "72", "M", "88.4", 90),  # 90 x 72 x 1.23 / 88.4 = 90.2: 1 mg/dL
        (50, "72", "F", "88.4", 76),  # 90 x 72 x 1.04 / 88.4 = 76.2
        (140, "70", "M", "80", 0),
        (40, "70", "M", "5", 1722),  # the least creatinine that can be entered
        (40, "25", "F", "3000", 1),  # the least weight, the most creatinine: 0.87
        (41, "65", "F", "124", 54),  # 99 x 65 x 1.04 / 124 = 53.97
        (45, "52", "M", "122.9", 49),  # 95 x 52 x 1.23 / 122.9 = 49.4: below 50 of eligibility
        (45, "52", "M", "120.3", 51),  # 95 x 52 x 1.23 / 120.3 = 50.5
    ],
)
def test_worked_cases(age, weight_kg, sex, creatinine, expected):
    assert clearance(age, weight_kg, sex, creatinine) == expected


@pytest.mark.parametrize("missing", ["age", "weight_kg", "sex", "creatinine"])
def test_clearance_needs_age_weight_sex_and_creatinine(missing):
    assert clearance(**{missing: Unknown}) is Unknown


def test_no_creatinine_at_all_gives_no_clearance():
    assert clearance(creatinine="0") is Unknown


def test_more_than_the_method_measures_leaves_a_clearance_below():
    found = clearance(creatinine=Span(Decimal(800), Decimal("Infinity"), low_open=True))

    assert (found <= 11) is True
    assert (found <= 5) is Unknown


def subject(**demographics):
    """A woman born in June 1985 who weighed 60 kg on 5 January and 50 kg on 20 January."""
    chart = blank_chart()
    fill(chart, Demographics, **{"sex": "F", "birth_date": "1985-06"} | demographics)
    for day, kilograms in ((5, "60"), (20, "50")):
        fill(
            chart,
            VitalSigns,
            performed="Y",
            assessment_date=january(day),
            weight_kg=kilograms,
            weight_kg_unit="kg",
        )
    return chart


def chemistry(chart, on, **answers):
    answers = {"performed": "Y", "creatinine": "80", "creatinine_unit": "umol/L"} | answers
    return fill(chart, LabChemistry, sample_date=on, **answers)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (january(4), Unknown),  # not weighed yet
        (january(5), 78),  # 100 x 60 x 1.04 / 80
        (january(19), 78),
        (january(20), 65),  # 100 x 50 x 1.04 / 80
        (date(2026, 6, 14), 65),
        (date(2026, 6, 15), 64),  # 41 years old in the middle of her month of birth
    ],
)
def test_clearance_is_of_the_age_and_the_weight_on_the_day_of_the_sample(on, expected):
    chart = subject()

    assert same(chemistry(chart, on).creatinine_clearance, expected)


def test_a_man_clears_more():
    assert chemistry(subject(sex="M"), january(5)).creatinine_clearance == 92


def test_creatinine_in_another_unit_is_converted_first():
    taken = chemistry(subject(), january(5), creatinine="0.9", creatinine_unit="mg/dL")

    assert taken.creatinine_clearance == 78  # 100 x 60 x 1.04 / 79.578


@pytest.mark.parametrize("unknown", [{"sex": None}, {"birth_date": None}])
def test_without_sex_or_age_there_is_no_clearance(unknown):
    assert chemistry(subject(**unknown), january(5)).creatinine_clearance is Unknown


@pytest.mark.parametrize(
    ("creatinine", "failed"), [("208", []), ("212", ["GEN-RANGE-SOFT"]), ("24", ["GEN-RANGE-SOFT"])]
)
def test_an_unusual_clearance_is_asked_about_not_refused(creatinine, failed):
    chart = subject()

    taken = chemistry(chart, january(5), creatinine=creatinine)

    assert failing(chart, taken, beside="creatinine_clearance") == failed
