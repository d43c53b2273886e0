"""Checks of vital signs: they are plausible, and what points to VOD/SOS is followed up."""

from decimal import Decimal

from edc.checks import Severity, check
from edc.logic import all_of, any_of, days, filled, negation, one_of, ratio
from edc.series import last_before
from edc.text import T
from enrollment.models import VitalSigns
from enrollment.samples import sample_is_of_its_visit

SOFT = Severity.SOFT

HEIGHT_MARGIN_CM = 3
WEIGHT_MARGIN = Decimal("0.15")


@check(
    "VS-001",
    VitalSigns,
    Severity.HARD,
    T("Systolic pressure must be above diastolic pressure.", "收缩压必须高于舒张压。"),
)
def systolic_is_above_diastolic(systolic_mmhg, diastolic_mmhg):
    return systolic_mmhg > diastolic_mmhg


@check(
    "VS-002",
    VitalSigns,
    SOFT,
    T(
        "Blood pressure at or above 160/100 mmHg: record treatment and consider an adverse event "
        "(olverembatinib).",
        "血压≥160/100 mmHg：请记录治疗，并评估是否为（奥雷巴替尼相关）不良事件。",
    ),
    beside="systolic_mmhg",
    instead_of="GEN-RANGE-SOFT",
)
def blood_pressure_is_below_160_to_100(systolic_mmhg, diastolic_mmhg):
    return all_of(systolic_mmhg < 160, diastolic_mmhg < 100)


@check(
    "VS-003",
    VitalSigns,
    SOFT,
    T("Height differs by more than 3 cm from the earlier value.", "身高与既往记录相差>3 cm。"),
)
def height_is_that_of_before(assessment_date, height_cm, vital_signs_records):
    earlier = last_before(vital_signs_records, "height_cm", assessment_date)
    return abs(height_cm - earlier) <= HEIGHT_MARGIN_CM


@check(
    "VS-004",
    VitalSigns,
    SOFT,
    T("Weight differs by more than 15 % from the earlier value.", "体重与前次记录相差>15%。"),
)
def weight_is_about_that_of_before(assessment_date, weight_kg, vital_signs_records):
    earlier = last_before(vital_signs_records, "weight_kg", assessment_date)
    return ratio(abs(weight_kg - earlier), earlier) <= WEIGHT_MARGIN


@check(
    "VS-005",
    VitalSigns,
    SOFT,
    T(
        "Weight gain above 5 %: check for VOD/SOS and complete the VOD form if suspected.",
        "体重增加>5%：请评估VOD/SOS，如有怀疑请填写VOD/SOS评估表。",
    ),
    instead_of="GEN-RANGE-SOFT",
    origin="literature: Mohty 2023 (EBMT)",
)
def weight_gain_does_not_point_to_vod(assessment_date, weight_change_percent, hsct_d0, param):
    is_past_vod = all_of(
        filled(hsct_d0), days(hsct_d0, assessment_date) > param.analysis.vod_horizon_days
    )
    return any_of(is_past_vod, weight_change_percent <= param.safety.weight_gain_vod_percent)


@check(
    "VS-006",
    VitalSigns,
    SOFT,
    T(
        "Painful liver enlargement or ascites: check for VOD/SOS.",
        "肝大伴疼痛或腹水：请评估VOD/SOS。",
    ),
    origin="literature: Mohty 2023 (EBMT)",
)
def liver_shows_no_sign_of_vod(hepatomegaly, ascites):
    return all_of(hepatomegaly != "PAINFUL", negation(one_of(ascites, "CLIN", "IMAG")))


@check(
    "VS-007",
    VitalSigns,
    SOFT,
    T(
        "ECOG 5 means dead; enter the death form or correct the score.",
        "ECOG 5分表示死亡，请填写死亡表或更正评分。",
    ),
)
def who_is_scored_dead_died(ecog, death_date):
    return any_of(ecog != "5", filled(death_date))


@check(
    "VS-008",
    VitalSigns,
    SOFT,
    T(
        "The assessment date is more than 7 days away from the visit date.",
        "评估日期与访视日期相差>7天。",
    ),
)
def assessment_is_near_its_visit(assessment_date, visit, visit_dates):
    return sample_is_of_its_visit(visit, visit_dates, assessment_date)
