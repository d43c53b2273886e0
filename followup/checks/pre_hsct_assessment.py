"""Checks of the decision for transplantation: residual disease, the risk of VOD, its dates."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, has, negation, size
from edc.text import T
from followup.models import PreHsctAssessment
from followup.models.pre_hsct_assessment import is_going_ahead

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "PRE-001",
    PreHsctAssessment,
    SOFT,
    T(
        "HSCT is planned although MRD is positive. If MRD remission was never reached, "
        "the patient is outside the main HSCT population.",
        "MRD阳性仍拟移植：如从未达到MRD缓解，该受试者不纳入主要移植分析集。",
    ),
    beside="hsct_decision",
    origin="registry",
)
def hsct_is_planned_without_positive_mrd(hsct_decision, pcr_status_pre_hsct, flow_status_pre_hsct):
    is_positive = any_of(pcr_status_pre_hsct == "POSITIVE", flow_status_pre_hsct == "POSITIVE")
    return negation(all_of(is_going_ahead(hsct_decision), is_positive))


@check(
    "PRE-002",
    PreHsctAssessment,
    SOFT,
    T("No VOD prophylaxis planned after InO.", "使用InO后未计划VOD预防。"),
    origin="literature: Kebriaei 2018",
)
def hsct_is_planned_with_vod_prophylaxis(hsct_decision, vod_prophylaxis):
    return negation(all_of(is_going_ahead(hsct_decision), has(vod_prophylaxis, "NONE")))


@check(
    "PRE-003",
    PreHsctAssessment,
    SOFT,
    T("Less than 30 days from the last InO to HSCT.", "末次InO至移植间隔<30天。"),
    instead_of="GEN-RANGE-SOFT",
)
def hsct_is_planned_at_a_distance_from_ino(ino_to_hsct_days, param):
    return ino_to_hsct_days >= param.dosing.ino_to_hsct_min_days


@check(
    "PRE-004",
    PreHsctAssessment,
    HARD,
    T('"None" cannot be combined with other choices.', "“无”不能与其他选项同时选择。"),
)
def none_stands_alone(vod_risk_factors, vod_prophylaxis):
    return all_of(
        *(
            any_of(negation(has(chosen, "NONE")), size(chosen) <= 1)
            for chosen in (vod_risk_factors, vod_prophylaxis)
        )
    )


@check(
    "PRE-005",
    PreHsctAssessment,
    SOFT,
    T(
        "A VOD risk factor that follows from the data is not ticked.",
        "数据提示的VOD危险因素未勾选。",
    ),
    beside="vod_risk_factors",
)
def known_risk_factors_are_ticked(vod_risk_factors, ino_cycles_given, bilirubin_at_uln):
    return all_of(
        any_of(has(vod_risk_factors, "INO2"), ino_cycles_given <= 2),
        any_of(has(vod_risk_factors, "BILI"), bilirubin_at_uln != "Y"),
    )


@check(
    "PRE-006",
    PreHsctAssessment,
    SOFT,
    T("The planned HSCT date is before the assessment.", "计划移植日期早于评估日期。"),
)
def hsct_is_planned_after_the_assessment(assessment_date, planned_hsct_date):
    return planned_hsct_date >= assessment_date
