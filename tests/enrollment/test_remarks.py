"""What is said beside a laboratory result while it is entered."""

from decimal import Decimal

import pytest

from edc.logic import Span, Unknown
from edc.questions import Number
from edc.text import in_every_language
from enrollment.analytes import Analyte
from enrollment.models import LabChemistry, LabHematology
from enrollment.remarks import factor
from tests.enrollment.laboratory import (
    BEFORE,
    blood_count,
    chemistry,
    file_range,
    known_subject,
)
from tests.enrollment.paper import same

UNITS = {
    "alt": "U/L",
    "bilirubin_total": "umol/L",
    "creatinine": "umol/L",
    "calcium": "mmol/L",
    "albumin": "g/L",
    "urea": "mmol/L",
    "glucose": "mmol/L",
    "hdl": "mmol/L",
    "ferritin": "ug/L",
    "anc": "10^9/L",
    "haemoglobin": "g/L",
}


def with_units(answers):
    return answers | {f"{name}_unit": UNITS[name] for name in answers if name in UNITS}


def remark(chart, record, analyte):
    return chart.evaluate(record._crf.asked[analyte].remark, record)


def said(analyte, *, before=None, **answers):
    """The remark on a result of a treated subject, in English."""
    chart = known_subject()
    take = blood_count if analyte in LabHematology.asked else chemistry
    if before is not None:
        take(chart, BEFORE, **with_units({analyte: before}))
    found = remark(chart, take(chart, **with_units(answers)), analyte)
    return found if found is Unknown else str(found.text)


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ({"alt": "20"}, "Normal"),
        ({"alt": "5"}, "Low"),
        ({"alt": "50"}, "Normal"),
        ({"alt": "51"}, "High · 1.02 × ULN · CTCAE grade 1"),
        ({"alt": "160"}, "High · 3.2 × ULN · CTCAE grade 2"),
        ({"alt": "1001"}, "High · 20.02 × ULN · CTCAE grade 4"),
        ({"alt": "500", "alt_qualifier": ">"}, "High · >10 × ULN · CTCAE grade open"),
        ({"bilirubin_total": "35"}, "High · 1.75 × ULN · CTCAE grade 2"),
        ({"lipase": "121"}, "High · 2.02 × ULN · CTCAE grade 2 (3 if symptomatic)"),
        ({"lipase": "100"}, "High · 1.67 × ULN · CTCAE grade 2"),
        ({"potassium": "3.2"}, "Low · CTCAE grade 1 (2 if symptomatic)"),
        ({"potassium": "5.4"}, "High · CTCAE grade 1"),
        ({"glucose": "30"}, "High"),
        ({"glucose": "2.1"}, "Low · CTCAE grade 3"),
        ({"urea": "16"}, "High · 2 × ULN"),
        ({"ferritin": "2000", "ferritin_qualifier": ">"}, "High · >5 × ULN"),
        ({"hdl": "2"}, "Normal"),
        ({"anc": "0.4"}, "Low · CTCAE grade 4"),
        ({"haemoglobin": "180"}, "High · CTCAE grade 1"),
    ],
)
def test_a_result_is_low_normal_or_high_with_its_multiple_and_grade(answers, text):
    analyte = next(iter(answers))

    assert said(analyte, before="20", **answers) == text


def test_a_sign_that_proves_nothing_says_nothing():
    assert said("alt", before="20", alt="50", alt_qualifier="<") is Unknown


@pytest.mark.parametrize(
    ("analyte", "before", "value", "text"),
    [
        ("alt", "100", "100", "High · 2 × ULN"),
        ("alt", "100", "160", "High · 3.2 × ULN · 1.6 × baseline · CTCAE grade 1"),
        ("alt", "50", "160", "High · 3.2 × ULN · CTCAE grade 2"),
        ("creatinine", "40", "80", "Normal · 2 × baseline · CTCAE grade 2"),
        ("creatinine", "60", "98", "High · 1.01 × ULN · 1.63 × baseline · CTCAE grade 2"),
        ("creatinine", "90", "98", "High · 1.01 × ULN · CTCAE grade 1"),
    ],
)
def test_a_grade_by_the_baseline_says_so(analyte, before, value, text):
    assert said(analyte, before=before, **{analyte: value}) == text


def test_a_missing_baseline_leaves_the_grade_of_an_abnormal_value_open():
    assert said("alt", alt="160") == "High · 3.2 × ULN · CTCAE grade open"
    assert said("alt", alt="40") == "Normal"


def test_calcium_is_shown_as_corrected_for_albumin():
    corrected = said("calcium", calcium="2.00", albumin="30")
    low = said("calcium", calcium="1.90", albumin="40")

    assert corrected == "Low · 2.2 mmol/L corrected for albumin"
    assert low == "Low · 1.9 mmol/L corrected for albumin · CTCAE grade 2"
    assert said("calcium", calcium="1.90") == "Low · CTCAE grade open"


@pytest.mark.parametrize(
    ("reading", "text"),
    [
        ("NEG", Unknown),
        ("TRACE", Unknown),
        ("1", "CTCAE grade 1"),
        ("3", "CTCAE grade 2"),
        ("4", "CTCAE grade 3"),
    ],
)
def test_a_test_strip_is_told_its_grade_whatever_the_laboratory(reading, text):
    assert same(said("urine_protein", urine_protein=reading, lab_name="Elsewhere"), text)


def test_four_plus_of_protein_is_an_alert_in_chinese_too():
    chart = known_subject()

    three, four = (
        remark(chart, chemistry(chart, urine_protein=reading), "urine_protein") for reading in "34"
    )

    assert (three.is_alert, four.is_alert) == (False, True)
    assert in_every_language(four.text)["zh-hans"] == "CTCAE 3级"


def test_there_is_nothing_to_say_about_no_result():
    assert said("alt") is Unknown
    assert said("urine_protein") is Unknown


def test_without_a_range_only_a_grade_by_absolute_limits_is_said():
    assert said("anc", anc="0.4", lab_name="Elsewhere") == "CTCAE grade 4"
    assert said("anc", anc="1.6", lab_name="Elsewhere") is Unknown
    assert said("alt", alt="900", lab_name="Elsewhere") is Unknown


def test_a_remark_is_worded_in_chinese():
    chart = known_subject(treated=False)

    found = remark(chart, chemistry(chart, alt="160", alt_unit="U/L"), "alt")

    assert in_every_language(found.text)["zh-hans"] == "偏高 · 3.2×正常值上限 · CTCAE 2级"


def test_symptoms_baseline_and_albumin_are_worded_in_chinese():
    chart = known_subject()
    chemistry(chart, BEFORE, alt="100", alt_unit="U/L")
    answers = {"alt": "160", "calcium": "2.60", "albumin": "45", "lipase": "121"}
    record = chemistry(chart, **with_units(answers))

    words = [
        in_every_language(remark(chart, record, name).text)["zh-hans"]
        for name in ("alt", "calcium", "lipase")
    ]

    assert words == [
        "偏高 · 3.2×正常值上限 · 1.6×基线值 · CTCAE 1级",
        "偏高 · 经白蛋白校正2.5 mmol/L",
        "偏高 · 2.02×正常值上限 · CTCAE 2级（有症状为3级）",
    ]


@pytest.mark.parametrize(
    ("alt", "is_alert"), [("20", False), ("250", False), ("251", True), ("1001", True)]
)
def test_grade_3_and_more_is_an_alert(alt, is_alert):
    chart = known_subject(treated=False)

    found = remark(chart, chemistry(chart, alt=alt, alt_unit="U/L"), "alt")

    assert found.is_alert is is_alert


@pytest.mark.parametrize("form", [LabHematology, LabChemistry])
def test_every_analyte_of_a_form_is_judged_and_takes_a_printed_sign(form):
    numbers = [question for question in form.questions() if isinstance(question, Number)]

    judged = {question.name for question in numbers if question.remark}

    assert judged == {question.name for question in numbers if question.name in Analyte.values}
    assert all(question.qualified for question in numbers)


@pytest.mark.parametrize("form", [LabHematology, LabChemistry])
def test_every_result_goes_to_its_own_test_in_sdtm(form):
    numbers = [question for question in form.questions() if isinstance(question, Number)]
    tests = [question.cdash.removesuffix("_LBORRES") for question in numbers]

    assert len(set(tests)) == len(tests)
    assert [question.sdtm for question in numbers] == [
        (f"LB.LBORRES where LBTESTCD={test}",) for test in tests
    ]


def test_the_laboratories_of_the_site_are_suggested():
    chart = known_subject()
    file_range(chart, "alt", 9, 50, "U/L", lab_name="Annex")
    record = chemistry(chart)

    offered = chart.evaluate(LabChemistry.asked["lab_name"].suggests, record)

    assert offered == ["Annex", "Central laboratory"]
    assert LabHematology.asked["lab_name"].suggests is LabChemistry.asked["lab_name"].suggests


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("3.2"), "3.2"),
        (Decimal("2.996"), "3"),
        (Decimal("2.994"), "2.99"),
        (Decimal("20"), "20"),
        (Decimal(100) / 3, "33.33"),
        (Span(Decimal("10.004"), Decimal("Infinity"), low_open=True), ">10"),
    ],
)
def test_a_multiple_has_two_decimals_at_most(number, text):
    assert factor(number) == text
