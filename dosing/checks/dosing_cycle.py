"""Checks of treatment cycles."""

from dosing.models import DosingCycle
from edc.checks import Severity, check
from edc.logic import all_of, any_of, days, exists, has, negation, one_of, ratio, size
from edc.series import last_before
from edc.text import T


@check(
    "CYC-001",
    DosingCycle,
    Severity.SOFT,
    T("More than three InO cycles are not allowed.", "InO不得超过3个周期。"),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def ino_is_not_given_in_more_cycles_than_allowed(ino_regimen, cycle_number, param):
    return any_of(cycle_number <= param.dosing.ino_absolute_max_cycles, ino_regimen == "NONE")


@check(
    "CYC-002",
    DosingCycle,
    Severity.SOFT,
    T(
        "InO is limited to two cycles before HSCT because of VOD risk. "
        "Document the reason for a third cycle.",
        "因VOD风险，移植前InO限2个周期。请说明第3周期理由。",
    ),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def ino_is_not_given_in_more_cycles_than_advised_before_hsct(ino_regimen, cycle_number, param):
    return any_of(cycle_number <= param.dosing.ino_max_cycles_before_hsct, ino_regimen == "NONE")


@check(
    "CYC-003",
    DosingCycle,
    Severity.HARD,
    T("The previous cycle is missing.", "缺少前一周期记录。"),
)
def previous_cycle_is_recorded(cycle_number, dosing_cycles):
    return any_of(
        cycle_number <= 1,
        exists(dosing_cycles, lambda other: other.cycle_number == cycle_number - 1),
    )


@check(
    "CYC-004",
    DosingCycle,
    Severity.HARD,
    T("This cycle already exists.", "该周期已存在。"),
    instead_of="GEN-DUPLICATE",
)
def cycle_is_recorded_once(cycle_number, dosing_cycles):
    return negation(exists(dosing_cycles, lambda other: other.cycle_number == cycle_number))


@check(
    "CYC-005",
    DosingCycle,
    Severity.HARD,
    T("This cycle starts before an earlier cycle.", "本周期开始日期早于前一周期。"),
)
def earlier_cycles_start_earlier(cycle_number, cycle_start_date, dosing_cycles):
    def starts_too_late(other):
        return all_of(other.cycle_number < cycle_number, other.cycle_start_date >= cycle_start_date)

    return negation(exists(dosing_cycles, starts_too_late))


@check(
    "CYC-006",
    DosingCycle,
    Severity.SOFT,
    T("The cycle starts before enrolment.", "周期开始日期早于入组日期。"),
)
def cycle_follows_enrolment(cycle_start_date, enrol_date):
    return cycle_start_date >= enrol_date


@check(
    "CYC-007",
    DosingCycle,
    Severity.HARD,
    T("The cycle end is before its start.", "周期结束日期早于开始日期。"),
)
def cycle_ends_after_it_starts(cycle_start_date, cycle_end_date):
    return cycle_end_date >= cycle_start_date


@check(
    "CYC-008",
    DosingCycle,
    Severity.SOFT,
    T(
        "A pre-cycle check is not met: InO should be withheld.",
        "周期开始前核查未达标：应暂缓给予InO。",
    ),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def ino_is_withheld_unless_every_check_is_met(ino_regimen, anc_ok, plt_ok, liver_ok):
    is_met = all_of(anc_ok != "NOTMET", plt_ok != "NOTMET", liver_ok != "N")
    return any_of(is_met, ino_regimen == "NONE")


@check(
    "CYC-009",
    DosingCycle,
    Severity.SOFT,
    T(
        "This cycle starts less than 20 days after the previous cycle.",
        "本周期距前一周期开始不足20天。",
    ),
)
def cycle_starts_20_days_after_the_previous_or_later(cycle_number, cycle_start_date, dosing_cycles):
    def is_too_close(other):
        return all_of(
            other.cycle_number == cycle_number - 1,
            days(other.cycle_start_date, cycle_start_date) < 20,
        )

    return any_of(cycle_number <= 1, negation(exists(dosing_cycles, is_too_close)))


@check(
    "CYC-010",
    DosingCycle,
    Severity.SOFT,
    T("More than 8 weeks since the previous cycle.", "距前一周期开始超过8周。"),
)
def cycle_starts_within_8_weeks_of_the_previous(cycle_number, cycle_start_date, dosing_cycles):
    def is_too_far(other):
        return all_of(
            other.cycle_number == cycle_number - 1,
            days(other.cycle_start_date, cycle_start_date) > 56,
        )

    return any_of(cycle_number <= 1, negation(exists(dosing_cycles, is_too_far)))


@check(
    "CYC-011",
    DosingCycle,
    Severity.HARD,
    T('"None" cannot be combined with other choices.', "“无”不能与其他选项同时选择。"),
)
def no_prophylaxis_stands_alone(vod_prophylaxis):
    return any_of(negation(has(vod_prophylaxis, "NONE")), size(vod_prophylaxis) <= 1)


@check(
    "CYC-012",
    DosingCycle,
    Severity.SOFT,
    T(
        "The weight used for the doses differs by more than 10 % from the latest vital signs.",
        "给药用体重与最近生命体征记录相差>10%。",
    ),
)
def weight_is_that_of_the_vital_signs(cycle_start_date, weight_kg, vital_signs_records, param):
    measured = last_before(vital_signs_records, "weight_kg", cycle_start_date)
    return ratio(abs(weight_kg - measured), weight_kg) <= param.dosing.bsa_weight_change_recalc


@check(
    "CYC-013",
    DosingCycle,
    Severity.SOFT,
    T(
        "The InO regimen of cycle 1 differs from the plan at enrolment.",
        "首周期InO方案与入组时计划不一致。",
    ),
)
def first_cycle_follows_the_plan(cycle_number, ino_regimen, enrolment):
    planned = enrolment.planned_ino_regimen
    differs = any_of(
        all_of(one_of(ino_regimen, "LABEL_INDUCTION", "LABEL_CR", "OTHER"), ino_regimen != planned),
        all_of(ino_regimen == "LOW_MRD_C1", planned != "LOW_MRD"),
        one_of(ino_regimen, "LOW_MRD_C2", "REDUCED", "NONE"),
    )
    return negation(all_of(cycle_number == 1, differs))


@check(
    "CYC-014",
    DosingCycle,
    Severity.SOFT,
    T(
        "VOD/SOS has been diagnosed: InO must be stopped permanently.",
        "已诊断VOD/SOS，须永久停用InO。",
    ),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def no_ino_is_planned_after_vod(cycle_start_date, ino_regimen, vod_sos_records):
    def began_before(vod):
        return all_of(vod.diagnosis_confirmed == "Y", vod.onset_date <= cycle_start_date)

    return any_of(ino_regimen == "NONE", negation(exists(vod_sos_records, began_before)))
