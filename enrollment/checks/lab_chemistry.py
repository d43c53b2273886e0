"""Checks of clinical chemistry: the liver above all, then pancreas, lipids and electrolytes."""

from decimal import Decimal

from edc.checks import Severity, check
from edc.logic import all_of, any_of, blank, days, exists, filled, negation
from edc.text import T
from enrollment.models import LabChemistry
from enrollment.ranges import uln_ratio
from enrollment.samples import abnormal_value_is_explained, sample_is_of_its_visit

HARD, SOFT = Severity.HARD, Severity.SOFT

BILIRUBIN_MARGIN = 1  # umol/L, for rounding
ENZYMES_OF_PANCREATITIS = 3  # x ULN
TRIGLYCERIDES_OF_GRADE_4 = Decimal("11.4")  # mmol/L
POTASSIUM_FOR_QT, MAGNESIUM_FOR_QT = Decimal("3.5"), Decimal("0.6")  # mmol/L


def precedes_conditioning(sample_date, conditioning_start):
    """Before the first day of conditioning, or without any."""
    return any_of(blank(conditioning_start), sample_date < conditioning_start)


@check(
    "CHE-001",
    LabChemistry,
    HARD,
    T("Direct bilirubin cannot exceed total bilirubin.", "直接胆红素不能大于总胆红素。"),
)
def direct_bilirubin_is_part_of_total(bilirubin_total, bilirubin_direct):
    return bilirubin_direct <= bilirubin_total + BILIRUBIN_MARGIN


@check(
    "CHE-002",
    LabChemistry,
    SOFT,
    T(
        "Transaminases at least 3 x ULN with bilirubin at least 2 x ULN: possible severe liver "
        "injury. Report within 24 hours and assess for VOD.",
        "转氨酶≥3×ULN且胆红素≥2×ULN：疑似严重药物性肝损伤，请24小时内报告并评估VOD。",
    ),
    beside="bilirubin_total",
    origin="literature: FDA DILI guidance 2009",
)
def liver_is_not_severely_injured(this, reference_ranges, param):
    limits = param.safety
    cells_are_intact = all_of(
        uln_ratio(this, "alt", reference_ranges) < limits.hys_law_transaminase_xuln,
        uln_ratio(this, "ast", reference_ranges) < limits.hys_law_transaminase_xuln,
    )
    bilirubin = uln_ratio(this, "bilirubin_total", reference_ranges)
    return any_of(cells_are_intact, bilirubin < limits.hys_law_bilirubin_xuln)


@check(
    "CHE-003",
    LabChemistry,
    SOFT,
    T("Liver tests are above the limits for giving InO.", "肝功能指标超过InO给药限值。"),
    beside="bilirubin_total",
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def liver_allows_ino(this, sample_date, reference_ranges, conditioning_start, param):
    limits = param.dosing
    is_below_limits = all_of(
        uln_ratio(this, "bilirubin_total", reference_ranges) <= limits.ino_bilirubin_hold_xuln,
        uln_ratio(this, "alt", reference_ranges) <= limits.ino_transaminase_hold_xuln,
        uln_ratio(this, "ast", reference_ranges) <= limits.ino_transaminase_hold_xuln,
    )
    return any_of(is_below_limits, negation(precedes_conditioning(sample_date, conditioning_start)))


@check(
    "CHE-004",
    LabChemistry,
    SOFT,
    T(
        "Lipase or amylase at least 3 x ULN: check for pancreatitis and hold olverembatinib if "
        "symptomatic.",
        "脂肪酶或淀粉酶≥3×ULN：请评估胰腺炎，必要时暂停奥雷巴替尼。",
    ),
    beside="lipase",
)
def enzymes_do_not_suggest_pancreatitis(this, reference_ranges):
    return all_of(
        uln_ratio(this, "lipase", reference_ranges) < ENZYMES_OF_PANCREATITIS,
        uln_ratio(this, "amylase", reference_ranges) < ENZYMES_OF_PANCREATITIS,
    )


@check(
    "CHE-005",
    LabChemistry,
    SOFT,
    T(
        "Triglycerides above 11.4 mmol/L (grade 4): consider an adverse event.",
        "甘油三酯>11.4 mmol/L（4级），请评估是否需记录不良事件。",
    ),
    origin="literature: CTCAE v5.0",
)
def triglycerides_are_below_grade_4(triglycerides):
    return triglycerides <= TRIGLYCERIDES_OF_GRADE_4


@check(
    "CHE-006",
    LabChemistry,
    SOFT,
    T(
        "Correct potassium and magnesium before further QT-prolonging treatment.",
        "请在继续使用可能延长QT间期的治疗前纠正低钾/低镁血症。",
    ),
    beside="potassium",
)
def electrolytes_do_not_prolong_qt(potassium, magnesium, sample_date, conditioning_start):
    is_replete = all_of(potassium >= POTASSIUM_FOR_QT, magnesium >= MAGNESIUM_FOR_QT)
    return any_of(is_replete, negation(precedes_conditioning(sample_date, conditioning_start)))


@check(
    "CHE-007",
    LabChemistry,
    SOFT,
    T(
        "Bilirubin at least 34.2 umol/L (2 mg/dL) after InO: assess for VOD/SOS and complete the "
        "VOD form if suspected.",
        "InO后总胆红素≥34.2 μmol/L（2 mg/dL）：请评估VOD/SOS，如有怀疑请填写VOD/SOS评估表。",
    ),
    beside="bilirubin_total",
    origin="literature: Mohty 2023 (EBMT)",
)
def high_bilirubin_after_ino_is_assessed_for_vod(
    bilirubin_total, sample_date, first_ino_date, hsct_d0, vod_sos_records, param
):
    is_watched = all_of(
        sample_date >= first_ino_date,
        any_of(blank(hsct_d0), days(hsct_d0, sample_date) <= param.analysis.vod_horizon_days),
    )
    return any_of(
        bilirubin_total < param.safety.bilirubin_vod_umol_l,
        negation(is_watched),
        exists(vod_sos_records, lambda assessment: assessment.onset_date <= sample_date),
    )


@check(
    "CHE-008",
    LabChemistry,
    SOFT,
    T(
        "No reference range is on file for this laboratory and date.",
        "该实验室在此日期无可用正常值范围。",
    ),
)
def laboratory_has_a_range(this, alt, reference_ranges):
    return any_of(blank(alt), filled(uln_ratio(this, "alt", reference_ranges)))


check(
    "CHE-090",
    LabChemistry,
    SOFT,
    T(
        "A clinically significant value has no adverse event or history covering that date.",
        "存在有临床意义的异常值，但无对应日期的不良事件或病史记录。",
    ),
    beside="any_clinically_significant",
)(abnormal_value_is_explained)


check(
    "CHE-091",
    LabChemistry,
    SOFT,
    T(
        "The sample date is more than 7 days away from the visit date.",
        "采样日期与访视日期相差>7天。",
    ),
)(sample_is_of_its_visit)
