"""Checks of adverse events: their dates, their seriousness, and what other forms say of them."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, days, exists, filled, has, negation, one_of
from edc.text import T
from safety.models import AdverseEvent

HARD, SOFT = Severity.HARD, Severity.SOFT

# How far the onset of VOD on its own form may lie from the start of the event.
VOD_MARGIN_DAYS = 14


def dose_was_changed(action):
    return one_of(action, "REDUCED", "INTERRUPTED", "WITHDRAWN")


def is_related(causality):
    return one_of(causality, "DEFINITE", "PROBABLE", "POSSIBLE")


@check("AE-001", AdverseEvent, HARD, T("End date before start date.", "结束日期早于开始日期。"))
def event_ends_after_it_starts(start_date, end_date):
    return end_date >= start_date


@check(
    "AE-002",
    AdverseEvent,
    HARD,
    T("Grade 5 and a fatal outcome must go together.", "5级与“死亡”转归须一致。"),
    origin="literature: CTCAE v5.0",
)
def grade_5_and_death_go_together(grade, outcome):
    return (grade == "5") == (outcome == "FATAL")


@check(
    "AE-003",
    AdverseEvent,
    HARD,
    T(
        "A serious event needs at least one seriousness criterion.",
        "严重不良事件须至少满足一项严重性标准。",
    ),
    beside="serious",
)
def serious_event_meets_a_criterion(
    serious, crit_death, crit_life, crit_hosp, crit_disab, crit_cong, crit_mie
):
    criteria = (crit_death, crit_life, crit_hosp, crit_disab, crit_cong, crit_mie)
    return any_of(serious != "Y", *(criterion != "N" for criterion in criteria))


@check(
    "AE-005",
    AdverseEvent,
    SOFT,
    T('Outcome and "ongoing" do not agree.', "转归与“是否持续”不一致。"),
)
def outcome_fits_whether_the_event_goes_on(ongoing, outcome):
    is_over = one_of(outcome, "RECOVERED", "SEQUELAE", "FATAL")
    goes_on = one_of(outcome, "RECOVERING", "NOTRECOVERED")
    disagrees = any_of(all_of(is_over, ongoing == "Y"), all_of(goes_on, ongoing == "N"))
    return negation(disagrees)


@check("AE-006", AdverseEvent, SOFT, T("Fatal but no death form.", "转归为死亡，但未填写死亡表。"))
def fatal_event_has_a_death_form(outcome, death_date):
    return any_of(outcome != "FATAL", filled(death_date))


@check(
    "AE-007",
    AdverseEvent,
    SOFT,
    T(
        "Serious event: complete the SAE form within 24 hours.",
        "严重不良事件：请在24小时内填写严重不良事件报告表。",
    ),
    origin="literature: China GCP, 2026 revision",
)
def serious_event_is_reported(ae_number, serious, saes):
    return any_of(serious != "Y", exists(saes, lambda report: report.ae_number == ae_number))


@check(
    "AE-008",
    AdverseEvent,
    SOFT,
    T(
        "Grade 4 or 5 events are usually serious. Please confirm (except laboratory-only grade 4).",
        "4~5级事件通常为严重不良事件，请核实（仅为实验室检查异常的4级事件除外）。",
    ),
    origin="literature: CTCAE v5.0",
)
def grade_4_or_5_is_serious(grade, serious):
    return any_of(negation(one_of(grade, "4", "5")), serious != "N")


@check(
    "AE-009",
    AdverseEvent,
    SOFT,
    T(
        "The event began before the first dose; use medical history unless caused by a study "
        "procedure.",
        "事件发生于首次给药前；除由研究操作引起者外，应记录于既往病史。",
    ),
)
def event_starts_on_treatment(start_date, c1d1_date):
    return start_date >= c1d1_date


@check(
    "AE-010",
    AdverseEvent,
    SOFT,
    T("VOD/SOS: complete the VOD form.", "VOD/SOS：请填写VOD/SOS评估表。"),
    origin="literature: Mohty 2023 (EBMT)",
)
def vod_has_its_form(start_date, aesi, vod_sos_records):
    def begins_about_then(assessment):
        return abs(days(assessment.onset_date, start_date)) <= VOD_MARGIN_DAYS

    return any_of(aesi != "VOD", exists(vod_sos_records, begins_about_then))


@check(
    "AE-011",
    AdverseEvent,
    SOFT,
    T(
        "The olverembatinib change is not in the dosing records.",
        "奥雷巴替尼剂量变化未见于给药记录。",
    ),
    beside="action_olv",
)
def olverembatinib_change_is_in_its_records(action_olv, start_date, olverembatinib_periods):
    def changes_since(period):
        is_change = one_of(period.change_type, "REDUCED", "INTERRUPTED", "RESUMED_LOWER", "STOPPED")
        return all_of(is_change, period.start_date >= start_date)

    was_changed = dose_was_changed(action_olv)
    return any_of(negation(was_changed), exists(olverembatinib_periods, changes_since))


@check(
    "AE-012",
    AdverseEvent,
    SOFT,
    T("The InO change is not in the infusion records.", "InO调整未见于输注记录。"),
)
def ino_change_is_in_its_records(action_ino, ino_infusions):
    def was_changed(infusion):
        return negation(has(infusion.modification, "NONE"))

    return any_of(negation(dose_was_changed(action_ino)), exists(ino_infusions, was_changed))


@check(
    "AE-013",
    AdverseEvent,
    SOFT,
    T(
        "Unrelated non-serious event after the collection period: is it needed?",
        "该事件发生于收集期之后，且与研究药物无关、非严重，请确认是否需要记录。",
    ),
    beside="start_date",
)
def event_after_the_collection_period_matters(
    start_date, causality_olv, causality_ino, serious, last_dose_date, param
):
    since_last_dose = days(last_dose_date, start_date)
    return any_of(
        since_last_dose <= param.safety.ae_collection_days_after_last_dose,
        causality_olv != "NOT",
        causality_ino != "NOT",
        serious != "N",
    )


@check(
    "AE-014",
    AdverseEvent,
    HARD,
    T("Start date after death.", "开始日期晚于死亡日期。"),
    instead_of="GEN-DEATH",
)
def event_starts_in_life(start_date, death_date):
    return start_date <= death_date


@check(
    "AE-015",
    AdverseEvent,
    HARD,
    T("This event number is already used.", "该事件序号已被使用。"),
    instead_of="GEN-DUPLICATE",
)
def event_number_is_used_once(ae_number, adverse_events):
    return negation(exists(adverse_events, lambda other: other.ae_number == ae_number))


@check(
    "AE-016",
    AdverseEvent,
    SOFT,
    T(
        "Related to one study drug but not to the combination. Please confirm.",
        "与其中一种研究药物有关，但与联合治疗无关，请核实。",
    ),
)
def reaction_to_one_drug_is_one_to_both(causality_olv, causality_ino, causality_combo):
    is_reaction = any_of(is_related(causality_olv), is_related(causality_ino))
    return any_of(negation(is_reaction), causality_combo != "NOT")
