"""Each check of the flow result: a case that holds, one that fails, one with a value missing."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown, qualified
from mrd.checks.mrd_flow import (
    abnormal_events_are_among_those_acquired,
    events_reach_the_target,
    events_suffice_unless_positive,
    gating_after_ino_does_without_cd22,
    nothing_found_has_no_percentage,
    nucleated_cells_are_the_denominator,
    quantification_needs_at_least_detection,
    quantified_cluster_is_large_enough,
    report_follows_collection,
    reported_percentage_agrees_with_events,
)
from mrd.models import MrdFlow
from tests.enrollment.paper import january
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT
SPECIMEN = SimpleNamespace(collection_date=january(1))


def test_the_checks_of_a_flow_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(MrdFlow)}

    assert checks == {
        "FLW-001": (SOFT, "abnormal_percent"),
        "FLW-002": (HARD, "abnormal_events"),
        "FLW-003": (HARD, "abnormal_percent"),
        "FLW-004": (SOFT, "events_acquired"),
        "FLW-005": (SOFT, "events_acquired"),
        "FLW-006": (SOFT, "denominator"),
        "FLW-007": (SOFT, "gating_without_cd22"),
        "FLW-008": (HARD, "report_date"),
        "FLW-009": (SOFT, "abnormal_events"),
        "FLW-010": (HARD, "lloq_percent"),
    }


@pytest.mark.parametrize(
    ("reported", "recalculated", "holds"),
    [
        (Decimal("0.12"), Decimal("0.10"), True),
        (Decimal("1.10"), Decimal("1.00"), True),
        (Decimal("0.1201"), Decimal("0.10"), False),
        (Decimal("0.89"), Decimal("1.00"), False),
        (Decimal("0.02"), Decimal(0), True),
        (Decimal("0.03"), Decimal(0), Unknown),
        (Unknown, Decimal("0.10"), Unknown),
        (Decimal("0.10"), Unknown, Unknown),
    ],
)
def test_reported_percentage_agrees_with_events(reported, recalculated, holds):
    assert reported_percentage_agrees_with_events(reported, recalculated) is holds


@pytest.mark.parametrize(("abnormal", "holds"), [(100, True), (101, False), (Unknown, Unknown)])
def test_abnormal_events_are_among_those_acquired(abnormal, holds):
    assert abnormal_events_are_among_those_acquired(100, abnormal) is holds


@pytest.mark.parametrize(
    ("result_class", "percent", "holds"),
    [
        ("NOT_DETECTED", Decimal(0), True),
        ("NOT_DETECTED", Decimal("0.01"), False),
        ("BELOW_LLOQ", Decimal("0.01"), True),
        ("NOT_DETECTED", Unknown, Unknown),
        ("NOT_DETECTED", qualified(Decimal("0.01"), "<"), Unknown),
    ],
)
def test_nothing_found_has_no_percentage(result_class, percent, holds):
    assert nothing_found_has_no_percentage(result_class, percent) is holds


@pytest.mark.parametrize(("events", "holds"), [(500000, True), (499999, False), (Unknown, Unknown)])
def test_events_reach_the_target(events, holds):
    assert events_reach_the_target(events, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("enough", "status", "holds"),
    [
        ("Y", "NEGATIVE", True),
        ("N", "POSITIVE", True),
        ("N", "NOT_EVALUABLE", False),
        (Unknown, "NOT_EVALUABLE", Unknown),
    ],
)
def test_events_suffice_unless_positive(enough, status, holds):
    assert events_suffice_unless_positive(enough, status) is holds


@pytest.mark.parametrize(
    ("denominator", "holds"), [("NUCLEATED", True), ("MNC", False), (Unknown, Unknown)]
)
def test_nucleated_cells_are_the_denominator(denominator, holds):
    assert nucleated_cells_are_the_denominator(denominator) is holds


@pytest.mark.parametrize(
    ("first_ino", "gating", "holds"),
    [
        (january(1), "Y", True),
        (january(1), "N", False),
        (Unknown, "N", True),
        (january(1), Unknown, Unknown),
    ],
)
def test_gating_after_ino_does_without_cd22(first_ino, gating, holds):
    assert gating_after_ino_does_without_cd22(first_ino, gating) is holds


@pytest.mark.parametrize(
    ("reported", "holds"),
    [(january(1), True), (january(1) - timedelta(days=1), False), (Unknown, Unknown)],
)
def test_report_follows_collection(reported, holds):
    assert report_follows_collection(SPECIMEN, reported) is holds


@pytest.mark.parametrize(
    ("result_class", "events", "holds"),
    [
        ("QUANTIFIED", 20, True),
        ("QUANTIFIED", 19, False),
        ("BELOW_LLOQ", 19, True),
        ("QUANTIFIED", Unknown, Unknown),
    ],
)
def test_quantified_cluster_is_large_enough(result_class, events, holds):
    assert quantified_cluster_is_large_enough(result_class, events, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("lloq", "holds"), [(Decimal("0.002"), True), (Decimal("0.001"), False), (Unknown, Unknown)]
)
def test_quantification_needs_at_least_detection(lloq, holds):
    assert quantification_needs_at_least_detection(Decimal("0.002"), lloq) is holds
