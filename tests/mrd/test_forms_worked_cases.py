"""The protocol's worked examples of the two halves, through the forms so that conditions apply."""

from decimal import Decimal

import pytest

from edc.logic import Unknown
from mrd.models import MrdPcr
from tests.enrollment.paper import blank_chart, fill
from tests.mrd.paper import flow, pcr


def numbers(**answers):
    """Numbers as they are typed."""
    return {name: Decimal(text) for name, text in answers.items()}


SENSITIVE = numbers(control_copies="45000", lod_percent="0.0032", loq_percent="0.01")


@pytest.mark.parametrize(
    ("case", "answers", "status"),
    [
        ("not detected, enough copies", {"result_class": "NOT_DETECTED"}, "NEGATIVE"),
        (
            "not detected, 8 000 ABL1 copies",
            {"result_class": "NOT_DETECTED"} | numbers(control_copies="8000"),
            "NOT_EVALUABLE",
        ),
        (
            "detected below a limit of quantification of 0.01 %",
            {"result_class": "POS_NOT_QUANT"},
            "NEGATIVE",
        ),
        (
            "detected below LOQ, LOQ unknown",
            {"result_class": "POS_NOT_QUANT", "loq_percent": None},
            "NOT_EVALUABLE",
        ),
        (
            "0.0099 %",
            {"result_class": "QUANTIFIED"} | numbers(ratio_percent="0.0099"),
            "NEGATIVE",
        ),
        (
            "exactly 0.01 % is positive",
            {"result_class": "QUANTIFIED"} | numbers(ratio_percent="0.01"),
            "POSITIVE",
        ),
        (
            "0.5 % with few copies is still positive",
            {"result_class": "QUANTIFIED"} | numbers(ratio_percent="0.5", control_copies="3000"),
            "POSITIVE",
        ),
        (
            "0.005 % with few copies",
            {"result_class": "QUANTIFIED"} | numbers(ratio_percent="0.005", control_copies="3000"),
            "NOT_EVALUABLE",
        ),
        (
            "not detected, assay only sensitive to 0.05 %",
            {"result_class": "NOT_DETECTED"} | numbers(lod_percent="0.05"),
            "NOT_EVALUABLE",
        ),
        ("test failed", {"result_class": "FAILED"}, "NOT_EVALUABLE"),
        (
            "24 000 GUSB copies are enough",
            {"result_class": "NOT_DETECTED", "control_gene": "GUSB"}
            | numbers(control_copies="24000"),
            "NEGATIVE",
        ),
        (
            "not detected, control copies not entered",
            {"result_class": "NOT_DETECTED", "control_copies": None},
            "NOT_EVALUABLE",
        ),
        (
            "not detected but inadequate marrow",
            {"result_class": "NOT_DETECTED", "quality": "INADEQUATE"},
            "NOT_EVALUABLE",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_pcr_half_of_a_worked_case(case, answers, status):
    result = pcr(**{"control_gene": "ABL1"} | SENSITIVE | answers)

    assert result.pcr_status == status


EVENTS = {"events_acquired": 1000000} | numbers(lod_percent="0.002", lloq_percent="0.005")


@pytest.mark.parametrize(
    ("case", "answers", "status"),
    [
        ("not found", {"result_class": "NOT_DETECTED"}, "NEGATIVE"),
        (
            "0.0999 %",
            {"result_class": "QUANTIFIED"} | numbers(abnormal_percent="0.0999"),
            "NEGATIVE",
        ),
        (
            "exactly 0.1 % is positive",
            {"result_class": "QUANTIFIED"} | numbers(abnormal_percent="0.1"),
            "POSITIVE",
        ),
        (
            "not found in 60 000 events",
            {"result_class": "NOT_DETECTED", "events_acquired": 60000},
            "NOT_EVALUABLE",
        ),
        (
            "0.4 % in 60 000 events",
            {"result_class": "QUANTIFIED", "events_acquired": 60000}
            | numbers(abnormal_percent="0.4"),
            "POSITIVE",
        ),
        ("below the limit of quantification", {"result_class": "BELOW_LLOQ"}, "NEGATIVE"),
        (
            "not found, specimen quality not judged yet",
            {"result_class": "NOT_DETECTED", "quality": None},
            "NOT_EVALUABLE",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_flow_half_of_a_worked_case(case, answers, status):
    result = flow(**EVENTS | answers)

    assert result.flow_status == status


def test_0_02_percent_is_negative_at_0_1_percent_but_not_at_0_01_percent():
    result = flow(**EVENTS, result_class="QUANTIFIED", abnormal_percent=Decimal("0.02"))

    assert result.flow_status == "NEGATIVE"
    assert result.deep_negative == "N"


def test_a_result_whose_specimen_is_still_a_draft_is_not_evaluable():
    orphan = {"performed": "Y", "control_gene": "ABL1", "result_class": "NOT_DETECTED"}

    result = fill(blank_chart(), MrdPcr, **orphan, **SENSITIVE)

    assert result.pcr_status == "NOT_EVALUABLE"


def test_an_answer_with_a_missing_code_is_blank_for_the_status():
    result = pcr(
        **SENSITIVE,
        control_gene="ABL1",
        result_class="NOT_DETECTED",
        missing={"control_copies": "UNKNOWN"},
    )

    assert result.pcr_status == "NOT_EVALUABLE"


def test_answers_left_behind_on_a_test_that_was_not_done_decide_nothing():
    leftover = {"result_class": "QUANTIFIED", "ratio_percent": Decimal("0.5")}

    result = pcr(**leftover, performed="N", not_done_reason="TECHNICAL")

    assert result.pcr_status == "NOT_EVALUABLE"
    assert result.endpoint_ratio_percent is Unknown


def test_a_sign_printed_before_the_ratio_reaches_the_status():
    below = {"ratio_percent": Decimal("0.01"), "ratio_percent_qualifier": "<"}

    result = pcr(**SENSITIVE, control_gene="ABL1", result_class="QUANTIFIED", **below)

    assert result.pcr_status == "NEGATIVE"
