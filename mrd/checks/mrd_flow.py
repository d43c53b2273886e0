"""Checks of the flow result: events, percentage and limits agree, and the half can be used."""

from decimal import Decimal

from edc.checks import Severity, check
from edc.logic import any_of, blank, ratio
from edc.text import T
from mrd.models import MrdFlow

HARD, SOFT = Severity.HARD, Severity.SOFT

# Percentage points and fraction by which report and events may differ.
ROUNDING, TOLERANCE = Decimal("0.02"), Decimal("0.10")


@check(
    "FLW-001",
    MrdFlow,
    SOFT,
    T("Reported percentage and events disagree.", "报告比例与事件数复算值不一致。"),
    beside="abnormal_percent",
)
def reported_percentage_agrees_with_events(abnormal_percent, abnormal_calculated_percent):
    difference = abs(abnormal_percent - abnormal_calculated_percent)
    is_small = ratio(difference, abnormal_calculated_percent) <= TOLERANCE
    return any_of(difference <= ROUNDING, is_small)


@check(
    "FLW-002",
    MrdFlow,
    HARD,
    T("Abnormal events exceed acquired events.", "异常事件数大于获取事件数。"),
)
def abnormal_events_are_among_those_acquired(events_acquired, abnormal_events):
    return abnormal_events <= events_acquired


@check(
    "FLW-003",
    MrdFlow,
    HARD,
    T(
        "A percentage above 0 cannot be entered when nothing was found.",
        "结果为“未检出”时比例不能大于0。",
    ),
)
def nothing_found_has_no_percentage(result_class, abnormal_percent):
    return any_of(result_class != "NOT_DETECTED", abnormal_percent <= 0)


@check(
    "FLW-004",
    MrdFlow,
    SOFT,
    T("Fewer than 500 000 nucleated events.", "有核细胞事件数少于50万。"),
)
def events_reach_the_target(events_acquired, param):
    return events_acquired >= param.mrd.flow_target_events


@check(
    "FLW-005",
    MrdFlow,
    SOFT,
    T(
        "Too few events: a negative result cannot be used for the endpoint.",
        "事件数不足：阴性结果不能用于终点判定。",
    ),
    beside="events_acquired",
)
def events_suffice_unless_positive(events_enough, flow_status):
    return any_of(events_enough != "N", flow_status == "POSITIVE")


@check(
    "FLW-006",
    MrdFlow,
    SOFT,
    T(
        "The endpoint is defined on nucleated cells. Convert or explain.",
        "终点以有核细胞为分母，请换算或说明。",
    ),
)
def nucleated_cells_are_the_denominator(denominator):
    return denominator == "NUCLEATED"


@check(
    "FLW-007",
    MrdFlow,
    SOFT,
    T("After InO gating must not depend on CD22.", "InO治疗后设门不得依赖CD22。"),
)
def gating_after_ino_does_without_cd22(first_ino_date, gating_without_cd22):
    return any_of(blank(first_ino_date), gating_without_cd22 != "N")


@check(
    "FLW-008",
    MrdFlow,
    HARD,
    T("Report date is before collection.", "报告日期早于采集日期。"),
)
def report_follows_collection(parent, report_date):
    return report_date >= parent.collection_date


@check(
    "FLW-009",
    MrdFlow,
    SOFT,
    T(
        "A cluster of fewer than 20 events should be reported as below the limit of "
        "quantification.",
        "异常细胞群少于20个事件，应报告为低于定量下限。",
    ),
)
def quantified_cluster_is_large_enough(result_class, abnormal_events, param):
    return any_of(
        result_class != "QUANTIFIED", abnormal_events >= param.mrd.flow_cluster_min_events
    )


@check(
    "FLW-010",
    MrdFlow,
    HARD,
    T(
        "The limit of quantification cannot be below the limit of detection.",
        "定量下限不能低于检测下限。",
    ),
)
def quantification_needs_at_least_detection(lod_percent, lloq_percent):
    return lloq_percent >= lod_percent
