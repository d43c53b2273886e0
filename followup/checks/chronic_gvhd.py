"""Checks of chronic GVHD: its dates, its scores, its treatment, and acute GVHD before it."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, exists, negation, one_of
from edc.text import T
from followup.gvhd import is_present
from followup.models import ChronicGvhd

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "CGV-001",
    ChronicGvhd,
    HARD,
    T("Chronic GVHD must begin after HSCT.", "慢性GVHD须在移植后发生。"),
)
def gvhd_begins_after_transplantation(onset_date, hsct_d0):
    return onset_date > hsct_d0


@check(
    "CGV-002",
    ChronicGvhd,
    SOFT,
    T(
        "Chronic GVHD present but all organ scores are 0. Please confirm.",
        "存在慢性GVHD，但各器官评分均为0，请核实。",
    ),
    beside="present",
)
def gvhd_involves_an_organ(
    present,
    skin_score,
    skin_feature_score,
    mouth_score,
    eye_score,
    gi_score,
    liver_score,
    lung_score,
    joint_score,
    genital_score,
):
    skin = (skin_score, skin_feature_score)
    others = (mouth_score, eye_score, gi_score, liver_score, lung_score, joint_score, genital_score)
    return any_of(negation(is_present(present)), *(score != "0" for score in (*skin, *others)))


@check(
    "CGV-003",
    ChronicGvhd,
    SOFT,
    T("Lung score disagrees with FEV1.", "肺评分与FEV1不符。"),
)
def lung_score_is_not_below_that_of_fev1(fev1_percent, lung_score):
    return negation(
        any_of(
            all_of(fev1_percent < 80, lung_score == "0"),
            all_of(fev1_percent < 60, one_of(lung_score, "0", "1")),
            all_of(fev1_percent < 40, one_of(lung_score, "0", "1", "2")),
        )
    )


@check(
    "CGV-004",
    ChronicGvhd,
    HARD,
    T("Systemic treatment starts before onset.", "全身治疗开始日期早于慢性GVHD发病日期。"),
)
def systemic_treatment_starts_from_onset_on(onset_date, systemic_start_date):
    return systemic_start_date >= onset_date


@check(
    "CGV-005",
    ChronicGvhd,
    SOFT,
    T(
        "Moderate or severe chronic GVHD without systemic treatment. Please confirm.",
        "中、重度慢性GVHD未行全身治疗，请核实。",
    ),
)
def gvhd_from_moderate_on_is_treated_systemically(global_severity, systemic_treatment):
    return any_of(
        negation(one_of(global_severity, "MODERATE", "SEVERE")), systemic_treatment != "N"
    )


@check(
    "CGV-006",
    ChronicGvhd,
    SOFT,
    T(
        "De novo chronic GVHD although acute GVHD was recorded.",
        "已有急性GVHD记录，起病方式不应为新发型。",
    ),
)
def gvhd_after_acute_gvhd_is_not_de_novo(onset_type, acute_gvhds):
    return any_of(
        onset_type != "DENOVO",
        negation(exists(acute_gvhds, lambda assessment: is_present(assessment.present))),
    )


@check(
    "CGV-007",
    ChronicGvhd,
    HARD,
    T("Skin features have no score 1 (use 0, 2 or 3).", "皮肤特征无1分（请选0、2或3）。"),
)
def skin_features_are_not_scored_1(skin_feature_score):
    return skin_feature_score != "1"
