"""Checks of the PCR result: copies, ratio and limits agree, and the half can be used."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, days, negation, one_of, ratio
from edc.text import T
from mrd.models import MrdPcr

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "PCR-001",
    MrdPcr,
    SOFT,
    T(
        "Reported ratio and copies disagree by more than 10 %.",
        "报告比值与拷贝数复算值相差>10%。",
    ),
    beside="ratio_percent",
)
def reported_ratio_agrees_with_copies(ratio_percent, ratio_calculated_percent, param):
    difference = abs(ratio_percent - ratio_calculated_percent)
    tolerance = param.mrd.confirm_copies_ratio_tolerance
    return ratio(difference, ratio_calculated_percent) <= tolerance


@check(
    "PCR-002",
    MrdPcr,
    HARD,
    T(
        'A ratio above 0 cannot be entered when the result is "not detected" or "below LOD".',
        "结果为“未检出/低于检测下限”时比值不能大于0。",
    ),
)
def undetected_transcript_has_no_ratio(result_class, ratio_percent):
    was_detected = negation(one_of(result_class, "NOT_DETECTED", "BELOW_LOD"))
    return any_of(was_detected, ratio_percent <= 0)


@check(
    "PCR-003",
    MrdPcr,
    HARD,
    T(
        'Copies above 0 cannot be entered when the result is "not detected".',
        "结果为“未检出”时拷贝数不能大于0。",
    ),
)
def undetected_transcript_has_no_copies(result_class, bcr_abl_copies):
    return any_of(result_class != "NOT_DETECTED", bcr_abl_copies <= 0)


@check(
    "PCR-004",
    MrdPcr,
    HARD,
    T("A quantified result cannot be 0.", "“检出并定量”的比值不能为0。"),
)
def quantified_ratio_is_not_zero(result_class, ratio_percent):
    return any_of(result_class != "QUANTIFIED", ratio_percent != 0)


@check(
    "PCR-005",
    MrdPcr,
    SOFT,
    T(
        "Too few control gene copies: a negative result cannot be used for the endpoint.",
        "内参拷贝数不足：阴性结果不能用于终点判定。",
    ),
    beside="control_copies",
    origin="literature: Cross 2015",
)
def control_copies_suffice_unless_positive(control_copies_enough, pcr_status):
    return any_of(control_copies_enough != "N", pcr_status == "POSITIVE")


@check(
    "PCR-006",
    MrdPcr,
    SOFT,
    T("The limit of detection is above 0.01 %.", "检测下限高于0.01%。"),
    origin="registry",
)
def assay_can_see_the_threshold(lod_percent, param):
    return lod_percent <= param.mrd.pcr_threshold_percent


@check(
    "PCR-007",
    MrdPcr,
    SOFT,
    T("The transcript measured differs from the one at diagnosis.", "检测转录本与初诊不一致。"),
)
def transcript_is_that_of_the_diagnosis(transcript, disease_history):
    at_diagnosis = disease_history.transcript_type
    was_told_apart = one_of(at_diagnosis, "P190", "P210_E13A2", "P210_E14A2", "P230")
    is_either_p210 = all_of(
        transcript == "P210_NOS", one_of(at_diagnosis, "P210_E13A2", "P210_E14A2")
    )
    return any_of(negation(was_told_apart), transcript == at_diagnosis, is_either_p210)


@check(
    "PCR-008",
    MrdPcr,
    HARD,
    T("Report date is before collection.", "报告日期早于采集日期。"),
)
def report_follows_collection(parent, report_date):
    return report_date >= parent.collection_date


@check(
    "PCR-009",
    MrdPcr,
    HARD,
    T(
        "The limit of quantification cannot be below the limit of detection.",
        "定量下限不能低于检测下限。",
    ),
)
def quantification_needs_at_least_detection(lod_percent, loq_percent):
    return loq_percent >= lod_percent


@check(
    "PCR-010",
    MrdPcr,
    SOFT,
    T(
        'Quantified value is below the limit of quantification: use "detected, below LOQ".',
        "定量值低于定量下限，应选“检出但低于定量下限”。",
    ),
    beside="ratio_percent",
)
def quantified_ratio_reaches_the_limit(result_class, ratio_percent, loq_percent):
    return any_of(result_class != "QUANTIFIED", ratio_percent >= loq_percent)


@check(
    "PCR-011",
    MrdPcr,
    SOFT,
    T(
        "The report came more than 21 days after collection.",
        "报告日期距采集日期超过21天。",
    ),
)
def report_comes_within_three_weeks(parent, report_date):
    return days(parent.collection_date, report_date) <= 21


@check(
    "PCR-012",
    MrdPcr,
    SOFT,
    T(
        "The conversion factor differs from the one on file for the site.",
        "转换系数与中心登记不一致。",
    ),
)
def conversion_factor_is_that_of_the_site(is_factor, site):
    return is_factor == site.pcr_is_factor
