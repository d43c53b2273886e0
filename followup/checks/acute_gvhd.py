"""Checks of acute GVHD: its dates, its stages against what was measured, its treatment."""

from decimal import Decimal

from edc.checks import Severity, check
from edc.logic import all_of, any_of, days, exists, has, negation, one_of, size
from edc.text import T
from followup.gvhd import is_present
from followup.models import AcuteGvhd

HARD, SOFT = Severity.HARD, Severity.SOFT

# The first bilirubin of stage 1, and the last of stages 1, 2 and 3, in µmol/L.
STAGE_1_FROM, STAGE_1_TO = Decimal("34.2"), Decimal("51.3")
STAGE_2_TO, STAGE_3_TO = Decimal("102.6"), Decimal("256.5")


@check(
    "AGV-001",
    AcuteGvhd,
    HARD,
    T("Acute GVHD must begin after HSCT.", "急性GVHD须在移植后发生。"),
)
def gvhd_begins_after_transplantation(onset_date, hsct_d0):
    return onset_date > hsct_d0


@check(
    "AGV-002",
    AcuteGvhd,
    HARD,
    T(
        "Acute GVHD present but all organ stages are 0.",
        "存在急性GVHD但各器官分期均为0。",
    ),
    beside="present",
)
def gvhd_involves_an_organ(present, skin_stage, liver_stage, upper_gi_stage, lower_gi_stage):
    stages = (skin_stage, liver_stage, upper_gi_stage, lower_gi_stage)
    return any_of(negation(is_present(present)), *(stage != "0" for stage in stages))


@check(
    "AGV-003",
    AcuteGvhd,
    SOFT,
    T("Skin stage disagrees with the rash area.", "皮肤分期与皮疹面积不符。"),
)
def skin_stage_is_that_of_the_rash(rash_bsa_percent, skin_stage):
    is_small = all_of(rash_bsa_percent > 0, rash_bsa_percent < 25)
    is_medium = all_of(rash_bsa_percent >= 25, rash_bsa_percent <= 50)
    return negation(
        any_of(
            all_of(is_small, one_of(skin_stage, "2", "3")),
            all_of(is_medium, one_of(skin_stage, "0", "1")),
            all_of(rash_bsa_percent > 50, one_of(skin_stage, "0", "1", "2")),
        )
    )


@check(
    "AGV-004",
    AcuteGvhd,
    SOFT,
    T("Liver stage disagrees with the bilirubin.", "肝脏分期与胆红素不符。"),
)
def liver_stage_is_not_below_that_of_bilirubin(bilirubin_umol_l, liver_stage):
    return negation(
        any_of(
            all_of(bilirubin_umol_l >= STAGE_1_FROM, liver_stage == "0"),
            all_of(bilirubin_umol_l > STAGE_1_TO, liver_stage == "1"),
            all_of(bilirubin_umol_l > STAGE_2_TO, liver_stage == "2"),
            all_of(bilirubin_umol_l > STAGE_3_TO, liver_stage == "3"),
        )
    )


@check(
    "AGV-005",
    AcuteGvhd,
    SOFT,
    T("Lower gut stage disagrees with the stool volume.", "下消化道分期与腹泻量不符。"),
)
def lower_gut_stage_is_not_below_that_of_stool(stool_volume_ml, lower_gi_stage):
    return negation(
        any_of(
            all_of(stool_volume_ml >= 500, lower_gi_stage == "0"),
            all_of(stool_volume_ml >= 1000, lower_gi_stage == "1"),
            all_of(stool_volume_ml > 1500, lower_gi_stage == "2"),
        )
    )


@check(
    "AGV-006",
    AcuteGvhd,
    SOFT,
    T("Onset after day 100 but late onset is No.", "+100天后发病，但未标记为迟发。"),
)
def onset_after_day_100_is_called_late(hsct_d0, onset_date, late_onset):
    return any_of(days(hsct_d0, onset_date) <= 100, late_onset != "N")


@check(
    "AGV-007",
    AcuteGvhd,
    SOFT,
    T(
        "Grade II to IV acute GVHD without treatment. Please confirm.",
        "Ⅱ~Ⅳ级急性GVHD未治疗，请核实。",
    ),
)
def gvhd_from_grade_2_on_is_treated(overall_grade, first_line):
    return any_of(
        negation(one_of(overall_grade, "II", "III", "IV")), negation(has(first_line, "NONE"))
    )


@check(
    "AGV-008",
    AcuteGvhd,
    SOFT,
    T(
        "The onset date differs from the earlier assessment.",
        "发病日期与既往评估不一致。",
    ),
)
def onset_is_the_same_at_every_assessment(present, onset_date, acute_gvhds):
    def says_otherwise(other):
        return all_of(is_present(other.present), other.onset_date != onset_date)

    return negation(all_of(is_present(present), exists(acute_gvhds, says_otherwise)))


@check(
    "AGV-009",
    AcuteGvhd,
    HARD,
    T("Date of the highest grade is before onset.", "最重分级日期早于发病日期。"),
)
def gvhd_is_worst_from_its_onset_on(onset_date, worst_date):
    return worst_date >= onset_date


@check(
    "AGV-010",
    AcuteGvhd,
    HARD,
    T('"None" cannot be combined with other treatments.', "“无”不能与其他治疗同时选择。"),
)
def no_treatment_stands_alone(first_line):
    return any_of(negation(has(first_line, "NONE")), size(first_line) <= 1)
