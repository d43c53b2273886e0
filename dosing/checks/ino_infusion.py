"""Checks of inotuzumab ozogamicin infusions."""

from decimal import Decimal

from dosing.models import InoInfusion
from edc.checks import Severity, check
from edc.logic import (
    all_of,
    any_of,
    date_of,
    days,
    exists,
    has,
    negation,
    one_of,
    ratio,
    size,
)
from edc.series import last_date_before, record_before
from edc.text import T
from enrollment.ranges import uln_ratio

# Doses per square metre closer than this count as equal.
DOSE_MARGIN = Decimal("0.05")
BSA_MARGIN = Decimal("0.1")


@check(
    "INO-001",
    InoInfusion,
    Severity.HARD,
    T("Infusion end must be after its start.", "输注结束时间须晚于开始时间。"),
)
def infusion_ends_after_it_starts(infusion_start, infusion_end):
    return infusion_end > infusion_start


@check(
    "INO-002",
    InoInfusion,
    Severity.HARD,
    T("The start date and time disagrees with the date.", "输注开始时间与日期不一致。"),
)
def infusion_starts_on_its_date(infusion_date, infusion_start):
    return date_of(infusion_start) == infusion_date


@check(
    "INO-003",
    InoInfusion,
    Severity.HARD,
    T("This infusion already exists.", "该次输注已存在。"),
    beside="cycle_number",
    instead_of="GEN-DUPLICATE",
)
def infusion_is_recorded_once(cycle_number, planned_day, ino_infusions):
    def is_same_infusion(other):
        return all_of(other.cycle_number == cycle_number, other.planned_day == planned_day)

    return negation(exists(ino_infusions, is_same_infusion))


@check(
    "INO-004",
    InoInfusion,
    Severity.SOFT,
    T(
        "Dose in mg differs by more than 5 % from dose per m2 times body surface area.",
        "实际mg剂量与计算剂量相差>5%。",
    ),
)
def dose_given_is_the_dose_calculated(calculated_dose_mg, actual_dose_mg, param):
    difference = abs(actual_dose_mg - calculated_dose_mg)
    return ratio(difference, calculated_dose_mg) <= param.dosing.ino_dose_tolerance


@check(
    "INO-005",
    InoInfusion,
    Severity.SOFT,
    T(
        "The dose is above the largest single dose of 0.8 mg/m2.",
        "单次剂量超过0.8 mg/m²上限。",
    ),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def dose_is_at_most_the_largest_single_dose(actual_dose_mg_m2, param):
    return actual_dose_mg_m2 <= param.dosing.ino_max_single_dose_mg_m2 + DOSE_MARGIN


@check(
    "INO-006",
    InoInfusion,
    Severity.SOFT,
    T(
        "InO was given with liver tests above the limits (bilirubin 1.5 x ULN, ALT/AST 2.5 x ULN). "
        "Protocol deviation unless due to Gilbert syndrome or haemolysis.",
        "在肝功能超限（胆红素>1.5×ULN或ALT/AST>2.5×ULN）时给予InO，除Gilbert综合征或溶血外属方案偏离。",
    ),
    beside="infusion_date",
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def infusion_is_given_to_a_sound_liver(
    given, infusion_date, lab_chemistries, reference_ranges, param
):
    def last_ratio(analyte):
        record = record_before(lab_chemistries, analyte, infusion_date)
        return uln_ratio(record, analyte, reference_ranges)

    limits = param.dosing
    return any_of(
        given != "Y",
        all_of(
            last_ratio("bilirubin_total") <= limits.ino_bilirubin_hold_xuln,
            last_ratio("alt") <= limits.ino_transaminase_hold_xuln,
            last_ratio("ast") <= limits.ino_transaminase_hold_xuln,
        ),
    )


@check(
    "INO-007",
    InoInfusion,
    Severity.SOFT,
    T("The liver tests used are older than 3 days.", "输注前肝功能结果超过3天。"),
    beside="infusion_date",
)
def liver_tests_are_recent(given, infusion_date, lab_chemistries, param):
    tested_on = last_date_before(lab_chemistries, "bilirubin_total", infusion_date)
    age = days(tested_on, infusion_date)
    return any_of(given != "Y", age <= param.dosing.ino_predose_lab_max_age_days)


@check(
    "INO-008",
    InoInfusion,
    Severity.SOFT,
    T("Infusions must be at least 6 days apart.", "两次输注间隔须≥6天。"),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def infusions_are_6_days_apart(given, infusion_date, ino_infusions, param):
    def is_too_close(other):
        apart = abs(days(other.infusion_date, infusion_date))
        return all_of(other.given == "Y", apart < param.dosing.ino_min_days_between_doses)

    return any_of(given != "Y", negation(exists(ino_infusions, is_too_close)))


@check(
    "INO-009",
    InoInfusion,
    Severity.SOFT,
    T(
        "The infusion is outside the window of its planned day (plus or minus 2 days).",
        "输注超出计划日±2天窗口。",
    ),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def infusion_is_given_on_its_planned_day(given, planned_day, infusion_date, parent, param):
    day = days(parent.cycle_start_date, infusion_date)
    tolerance = param.dosing.ino_day_window
    is_outside = any_of(
        all_of(planned_day == "D1", day > 1),
        all_of(planned_day == "D8", abs(day - 7) > tolerance),
        all_of(planned_day == "D15", abs(day - 14) > tolerance),
    )
    return negation(all_of(given == "Y", is_outside))


@check(
    "INO-010",
    InoInfusion,
    Severity.SOFT,
    T(
        "Corticosteroid, antipyretic and antihistamine are recommended before each infusion.",
        "建议每次输注前给予糖皮质激素、解热药及抗组胺药。",
    ),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def premedication_is_complete(given, premed_antihistamine, premed_antipyretic, premed_steroid):
    premedication = (premed_steroid, premed_antipyretic, premed_antihistamine)
    return any_of(given != "Y", all_of(*(medicine != "N" for medicine in premedication)))


@check(
    "INO-011",
    InoInfusion,
    Severity.HARD,
    T(
        "An infusion that was not given must be omitted, delayed or discontinued.",
        "未给药时，“较计划的调整”不能为“无”。",
    ),
)
def infusion_not_given_is_a_change(given, modification):
    return any_of(given != "N", negation(has(modification, "NONE")))


@check(
    "INO-012",
    InoInfusion,
    Severity.HARD,
    T('"None" cannot be combined with other changes.', "“无”不能与其他调整同时选择。"),
)
def no_change_stands_alone(modification):
    return any_of(negation(has(modification, "NONE")), size(modification) <= 1)


@check(
    "INO-013",
    InoInfusion,
    Severity.SOFT,
    T(
        'The dose is below the plan but "reduced" is not chosen.',
        "实际剂量低于计划但未选择“减量”。",
    ),
)
def reduced_dose_is_called_reduced(modification, planned_dose_mg_m2, actual_dose_mg_m2):
    return any_of(
        actual_dose_mg_m2 >= planned_dose_mg_m2 - DOSE_MARGIN, has(modification, "REDUCED")
    )


@check(
    "INO-014",
    InoInfusion,
    Severity.SOFT,
    T(
        "The dose is above the planned dose. InO is not re-escalated.",
        "实际剂量高于计划剂量；InO减量后不得再增加剂量。",
    ),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def dose_is_at_most_the_planned_dose(planned_dose_mg_m2, actual_dose_mg_m2):
    return actual_dose_mg_m2 <= planned_dose_mg_m2 + DOSE_MARGIN


@check(
    "INO-015",
    InoInfusion,
    Severity.SOFT,
    T("InO after VOD/SOS is not allowed.", "VOD/SOS后不得再给予InO。"),
    beside="infusion_date",
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def no_ino_is_given_after_vod(infusion_date, given, vod_sos_records):
    def began_before(vod):
        return all_of(vod.diagnosis_confirmed == "Y", vod.onset_date <= infusion_date)

    return any_of(given != "Y", negation(exists(vod_sos_records, began_before)))


@check(
    "INO-016",
    InoInfusion,
    Severity.SOFT,
    T(
        "The week-2 marrow was taken after the day-15 infusion. It stays usable but is flagged.",
        "第2周骨髓在第15天输注后采集：结果仍可使用，但将予以标记。",
    ),
)
def week_2_marrow_precedes_the_infusion(cycle_number, planned_day, given, marrow_before_infusion):
    is_third_infusion = all_of(cycle_number == 1, planned_day == "D15", given == "Y")
    return negation(all_of(is_third_infusion, marrow_before_infusion == "N"))


@check(
    "INO-017",
    InoInfusion,
    Severity.SOFT,
    T("Study drug before enrolment.", "研究给药早于入组日期。"),
)
def infusion_follows_enrolment(infusion_date, enrol_date):
    return infusion_date >= enrol_date


@check(
    "INO-018",
    InoInfusion,
    Severity.SOFT,
    T("InO cannot be given after HSCT in this trial.", "本研究移植后不得给予InO。"),
)
def infusion_precedes_hsct(infusion_date, hsct_d0):
    return infusion_date <= hsct_d0


@check(
    "INO-019",
    InoInfusion,
    Severity.SOFT,
    T(
        "An infusion reaction needs an adverse event on the same date.",
        "输注反应须录入同日不良事件。",
    ),
)
def reaction_has_its_adverse_event(infusion_date, infusion_reaction, adverse_events):
    def starts_on_that_day(event):
        return event.start_date == infusion_date

    return any_of(infusion_reaction != "Y", exists(adverse_events, starts_on_that_day))


@check(
    "INO-020",
    InoInfusion,
    Severity.SOFT,
    T(
        "Body surface area differs from the cycle header by more than 0.1 m2.",
        "体表面积与周期记录相差>0.1 m²。",
    ),
)
def body_surface_area_is_that_of_the_cycle(bsa_used_m2, parent):
    return abs(bsa_used_m2 - parent.bsa_m2) <= BSA_MARGIN


@check(
    "INO-021",
    InoInfusion,
    Severity.SOFT,
    T(
        "A severe or life-threatening infusion reaction requires permanent discontinuation of InO.",
        "≥3级输注反应须永久停用InO。",
    ),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def severe_reaction_ends_treatment(infusion_reaction, reaction_grade, modification):
    is_severe = all_of(infusion_reaction == "Y", one_of(reaction_grade, "3", "4", "5"))
    return any_of(negation(is_severe), has(modification, "DISCONTINUED"))
