"""Coagulation: what a sample owes, what is asked of it, and when it is queried."""

from decimal import Decimal

import pytest

from edc.checks import Severity, listed_checks
from enrollment.models import LabCoagulation, LabReferenceRange, MedicalHistory, VisitRecord
from safety.models import AdverseEvent
from tests.enrollment.paper import blank_chart, failing, fill, january, owed, shows

SOFT = Severity.SOFT
SAMPLED = {"performed": "Y", "sample_date": january(10)}
SIGNIFICANT = SAMPLED | {"any_clinically_significant": "Y", "cs_tests": ["inr"]}
OWED = {
    "lab_name",
    "sample_date",
    "pt",
    "inr",
    "aptt",
    "fibrinogen",
    "any_clinically_significant",
}


def test_the_checks_of_coagulation_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(LabCoagulation)}

    assert checks == {
        "COA-090": (SOFT, "any_clinically_significant"),
        "COA-091": (SOFT, "sample_date"),
    }


@pytest.mark.parametrize(
    ("answers", "questions"),
    [
        ({}, {"performed"}),
        ({"performed": "Y"}, OWED),
        ({"performed": "N"}, {"not_done_reason"}),
        (
            {"performed": "Y", "any_clinically_significant": "N"},
            OWED - {"any_clinically_significant"},
        ),
        (
            {"performed": "Y", "any_clinically_significant": "Y"},
            OWED - {"any_clinically_significant"} | {"cs_tests"},
        ),
    ],
)
def test_what_is_owed_depends_on_what_was_done(answers, questions):
    assert owed(LabCoagulation, **answers) == questions


@pytest.mark.parametrize(
    "question", ["lab_name", "sample_date", "sample_time", "pt", "d_dimer", "antithrombin"]
)
def test_a_sample_is_described_only_if_it_was_taken(question):
    assert shows(LabCoagulation, question, performed="Y")
    assert not shows(LabCoagulation, question, performed="N")
    assert not shows(LabCoagulation, question)


@pytest.mark.parametrize("question", ["cs_tests", "cs_comment"])
def test_abnormal_values_are_named_only_if_there_are_any(question):
    assert shows(LabCoagulation, question, performed="Y", any_clinically_significant="Y")
    assert not shows(LabCoagulation, question, performed="Y", any_clinically_significant="N")
    assert not shows(LabCoagulation, question, performed="N", any_clinically_significant="Y")


@pytest.mark.parametrize(
    ("analyte", "unit", "entered", "standard"),
    [
        ("fibrinogen", "mg/dL", "250", "2.50"),
        ("fibrinogen", "g/L", "2.5", "2.5"),
        ("d_dimer", "mg/L FEU", "0.5", "0.5"),
        ("d_dimer", "ug/mL FEU", "0.5", "0.5"),
        ("d_dimer", "ug/L FEU", "500", "0.500"),
        ("d_dimer", "ng/mL FEU", "500", "0.500"),
    ],
)
def test_a_result_is_compared_in_the_standard_unit(analyte, unit, entered, standard):
    answers = {analyte: Decimal(entered), f"{analyte}_unit": unit}

    sample = fill(blank_chart(), LabCoagulation, **SAMPLED | answers)

    assert getattr(sample, analyte) == Decimal(standard)


def test_a_result_is_entered_as_it_is_printed():
    sample = fill(blank_chart(), LabCoagulation, **SAMPLED, pt=Decimal(120), pt_qualifier=">")

    assert (sample.pt > 100) is True
    assert str(sample.pt) == ">120"


def test_a_significant_value_without_an_event_or_history_is_queried():
    chart = blank_chart()

    sample = fill(chart, LabCoagulation, **SIGNIFICANT)

    assert failing(chart, sample, beside="any_clinically_significant") == ["COA-090"]


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (AdverseEvent, {"start_date": "2026-01-09", "ongoing": "Y"}),
        (MedicalHistory, {"ongoing": "Y"}),
    ],
)
def test_a_significant_value_is_explained_by_an_event_or_history(form, answers):
    chart = blank_chart()
    fill(chart, form, **answers)

    sample = fill(chart, LabCoagulation, **SIGNIFICANT)

    assert failing(chart, sample, beside="any_clinically_significant") == []


@pytest.mark.parametrize(("day", "fails"), [(17, []), (18, ["COA-091"])])
def test_a_sample_far_from_its_visit_is_queried(day, fails):
    chart = blank_chart()
    fill(chart, VisitRecord, visit=("C1D15", 1), occurred="Y", visit_date=january(10))

    sample = fill(
        chart, LabCoagulation, visit=("C1D15", 1), performed="Y", sample_date=january(day)
    )

    assert failing(chart, sample, beside="sample_date") == fails


def test_the_laboratories_of_the_site_are_offered():
    chart = blank_chart()
    fill(chart, LabReferenceRange, lab_name="Central laboratory")

    offered = chart.evaluate(LabCoagulation.asked["lab_name"].suggests)

    assert offered == ["Central laboratory"]
