"""Each check of the PCR result: a case that holds, one that fails, one with a value missing."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown, qualified
from enrollment.models import DiseaseHistory, Site
from mrd.checks.mrd_pcr import (
    assay_can_see_the_threshold,
    control_copies_suffice_unless_positive,
    conversion_factor_is_that_of_the_site,
    quantification_needs_at_least_detection,
    quantified_ratio_is_not_zero,
    quantified_ratio_reaches_the_limit,
    report_comes_within_three_weeks,
    report_follows_collection,
    reported_ratio_agrees_with_copies,
    transcript_is_that_of_the_diagnosis,
    undetected_transcript_has_no_copies,
    undetected_transcript_has_no_ratio,
)
from mrd.models import MrdPcr
from tests.enrollment.paper import blank_chart, failing, fill, january
from tests.mrd.paper import report, take
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT
SPECIMEN = SimpleNamespace(collection_date=january(1))
BELOW_LIMIT = qualified(Decimal("0.01"), "<")


def test_the_checks_of_a_pcr_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(MrdPcr)}

    assert checks == {
        "PCR-001": (SOFT, "ratio_percent"),
        "PCR-002": (HARD, "ratio_percent"),
        "PCR-003": (HARD, "bcr_abl_copies"),
        "PCR-004": (HARD, "ratio_percent"),
        "PCR-005": (SOFT, "control_copies"),
        "PCR-006": (SOFT, "lod_percent"),
        "PCR-007": (SOFT, "transcript"),
        "PCR-008": (HARD, "report_date"),
        "PCR-009": (HARD, "loq_percent"),
        "PCR-010": (SOFT, "ratio_percent"),
        "PCR-011": (SOFT, "report_date"),
        "PCR-012": (SOFT, "is_factor"),
    }


@pytest.mark.parametrize(
    ("reported", "recalculated", "holds"),
    [
        (Decimal("0.022"), Decimal("0.020"), True),
        (Decimal("0.018"), Decimal("0.020"), True),
        (Decimal("0.02201"), Decimal("0.020"), False),
        (Decimal("0.01799"), Decimal("0.020"), False),
        (Decimal("0.020"), Decimal(0), Unknown),
        (Unknown, Decimal("0.020"), Unknown),
        (Decimal("0.020"), Unknown, Unknown),
        (BELOW_LIMIT, Decimal("0.020"), False),
        (BELOW_LIMIT, Decimal("0.009"), Unknown),
    ],
)
def test_reported_ratio_agrees_with_copies(reported, recalculated, holds):
    assert reported_ratio_agrees_with_copies(reported, recalculated, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("result_class", "ratio", "holds"),
    [
        ("NOT_DETECTED", Decimal(0), True),
        ("NOT_DETECTED", Decimal("0.001"), False),
        ("BELOW_LOD", Decimal("0.001"), False),
        ("QUANTIFIED", Decimal("0.001"), True),
        ("NOT_DETECTED", Unknown, Unknown),
        (Unknown, Decimal("0.001"), Unknown),
        ("BELOW_LOD", BELOW_LIMIT, Unknown),
    ],
)
def test_undetected_transcript_has_no_ratio(result_class, ratio, holds):
    assert undetected_transcript_has_no_ratio(result_class, ratio) is holds


@pytest.mark.parametrize(
    ("result_class", "copies", "holds"),
    [
        ("NOT_DETECTED", Decimal(0), True),
        ("NOT_DETECTED", Decimal(1), False),
        ("BELOW_LOD", Decimal(1), True),
        ("NOT_DETECTED", Unknown, Unknown),
    ],
)
def test_undetected_transcript_has_no_copies(result_class, copies, holds):
    assert undetected_transcript_has_no_copies(result_class, copies) is holds


@pytest.mark.parametrize(
    ("result_class", "ratio", "holds"),
    [
        ("QUANTIFIED", Decimal("0.001"), True),
        ("QUANTIFIED", Decimal("0.000"), False),
        ("NOT_DETECTED", Decimal(0), True),
        ("QUANTIFIED", Unknown, Unknown),
    ],
)
def test_quantified_ratio_is_not_zero(result_class, ratio, holds):
    assert quantified_ratio_is_not_zero(result_class, ratio) is holds


@pytest.mark.parametrize(
    ("enough", "status", "holds"),
    [
        ("Y", "NEGATIVE", True),
        ("N", "POSITIVE", True),
        ("N", "NOT_EVALUABLE", False),
        (Unknown, "NOT_EVALUABLE", Unknown),
    ],
)
def test_control_copies_suffice_unless_positive(enough, status, holds):
    assert control_copies_suffice_unless_positive(enough, status) is holds


@pytest.mark.parametrize(
    ("lod", "holds"), [(Decimal("0.01"), True), (Decimal("0.011"), False), (Unknown, Unknown)]
)
def test_assay_can_see_the_threshold(lod, holds):
    assert assay_can_see_the_threshold(lod, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("measured", "at_diagnosis", "holds"),
    [
        ("P190", "P190", True),
        ("P210_E13A2", "P190", False),
        ("P190_P210", "P190", False),
        ("P210_E14A2", "P210_E13A2", False),
        ("P210_NOS", "P210_E13A2", True),
        ("P210_NOS", "P210_E14A2", True),
        ("P210_NOS", "P190", False),
        ("P210_NOS", "P230", False),
        ("P190", "P210_NOS", True),
        ("P190", "P190_P210", True),
        ("P190", "ATYPICAL", True),
        ("P190", "UNK", True),
        ("P190", Unknown, Unknown),
        (Unknown, "P190", Unknown),
        (Unknown, "UNK", True),
    ],
)
def test_the_transcript_is_that_of_the_diagnosis(measured, at_diagnosis, holds):
    history = SimpleNamespace(transcript_type=at_diagnosis)

    assert transcript_is_that_of_the_diagnosis(measured, history) is holds


def test_a_transcript_is_compared_with_the_leukaemia_history():
    chart = blank_chart()
    fill(chart, DiseaseHistory, transcript_type="P190")

    result = report(chart, MrdPcr, take(chart), transcript="P210_E13A2")

    assert failing(chart, result, beside="transcript") == ["PCR-007"]


@pytest.mark.parametrize(
    ("reported", "holds"),
    [(january(1), True), (january(1) - timedelta(days=1), False), (Unknown, Unknown)],
)
def test_report_follows_collection(reported, holds):
    assert report_follows_collection(SPECIMEN, reported) is holds


@pytest.mark.parametrize(
    ("loq", "holds"), [(Decimal("0.003"), True), (Decimal("0.002"), False), (Unknown, Unknown)]
)
def test_quantification_needs_at_least_detection(loq, holds):
    assert quantification_needs_at_least_detection(Decimal("0.003"), loq) is holds


@pytest.mark.parametrize(
    ("result_class", "ratio", "holds"),
    [
        ("QUANTIFIED", Decimal("0.01"), True),
        ("QUANTIFIED", Decimal("0.009"), False),
        ("POS_NOT_QUANT", Decimal("0.009"), True),
        ("QUANTIFIED", Unknown, Unknown),
        ("QUANTIFIED", BELOW_LIMIT, False),
    ],
)
def test_quantified_ratio_reaches_the_limit(result_class, ratio, holds):
    assert quantified_ratio_reaches_the_limit(result_class, ratio, Decimal("0.01")) is holds


@pytest.mark.parametrize(
    ("reported", "holds"), [(january(22), True), (january(23), False), (Unknown, Unknown)]
)
def test_report_comes_within_three_weeks(reported, holds):
    assert report_comes_within_three_weeks(SPECIMEN, reported) is holds


@pytest.mark.parametrize(
    ("factor", "of_site", "holds"),
    [
        (Decimal("0.80"), Decimal("0.8"), True),
        (Decimal("0.80"), Decimal("0.81"), False),
        (Unknown, Decimal("0.8"), Unknown),
        (Decimal("0.80"), Unknown, Unknown),
    ],
)
def test_conversion_factor_is_that_of_the_site(factor, of_site, holds):
    site = SimpleNamespace(pcr_is_factor=of_site)

    assert conversion_factor_is_that_of_the_site(factor, site) is holds


@pytest.mark.parametrize(("factor", "fails"), [("0.8", []), ("0.9", ["PCR-012"])])
def test_a_result_converted_otherwise_than_at_the_site_is_queried(factor, fails):
    chart = blank_chart()
    fill(chart, Site, pcr_is_factor=Decimal("0.8"))

    result = report(chart, MrdPcr, take(chart), transcript="P210_NOS", is_factor=Decimal(factor))

    assert failing(chart, result, beside="is_factor") == fails
