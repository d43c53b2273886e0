"""Checks of reports on serious events: their event, their order, their time."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, exists, has, negation, one_of, size
from edc.text import T
from safety import clock
from safety.models import Sae

HARD, SOFT = Severity.HARD, Severity.SOFT


def initial_report_exists(saes, ae_number):
    """Whether another report is the initial one of the event."""

    def is_it(other):
        return all_of(other.ae_number == ae_number, other.report_type == "INITIAL")

    return exists(saes, is_it)


@check(
    "SAE-001",
    Sae,
    HARD,
    T("No serious adverse event has this number.", "该序号无对应的严重不良事件。"),
)
def report_is_on_a_serious_event(ae_number, adverse_events):
    def is_it(event):
        return all_of(event.ae_number == ae_number, event.serious == "Y")

    return exists(adverse_events, is_it)


@check(
    "SAE-002",
    Sae,
    SOFT,
    T("Reported later than 24 hours after awareness.", "获知后超过24小时报告。"),
    beside="hours_to_report",
    instead_of="GEN-RANGE-SOFT",
    origin="literature: China GCP, 2026 revision",
)
def report_is_made_in_time(aware_time, report_time, param):
    # To the minute: the hours shown are rounded, and 24 h 2 min would pass as 24.0.
    due = clock.due_at(aware_time, param.safety.sae_report_hours)
    return clock.minutes_passed(report_time, due) >= 0


@check("SAE-003", Sae, HARD, T("Report time is before awareness.", "报告时间早于获知时间。"))
def report_follows_awareness(aware_time, report_time):
    return clock.minutes_passed(aware_time, report_time) >= 0


@check(
    "SAE-004",
    Sae,
    HARD,
    T("An initial report exists; enter a follow-up.", "首次报告已存在，请录入随访报告。"),
    beside="report_type",
)
def initial_report_is_made_once(report_type, ae_number, saes):
    return any_of(report_type != "INITIAL", negation(initial_report_exists(saes, ae_number)))


@check("SAE-005", Sae, HARD, T("Discharge is before admission.", "出院日期早于入院日期。"))
def discharge_follows_admission(hospital_in, hospital_out):
    return hospital_out >= hospital_in


@check(
    "SAE-006",
    Sae,
    HARD,
    T('"Neither" cannot be combined with a drug.', "“均无关”不能与药物同时选择。"),
)
def neither_drug_stands_alone(suspected_drug):
    return any_of(negation(has(suspected_drug, "NEITHER")), size(suspected_drug) <= 1)


@check(
    "SAE-007",
    Sae,
    SOFT,
    T("The initial report is missing.", "缺少首次报告。"),
    beside="report_type",
)
def follow_up_follows_an_initial_report(report_type, ae_number, saes):
    return any_of(report_type != "FOLLOWUP", initial_report_exists(saes, ae_number))


@check(
    "SAE-008",
    Sae,
    SOFT,
    T("Final report but the event is not resolved.", "报告类型为总结报告，但事件尚未结束。"),
    beside="report_type",
)
def final_report_is_on_a_resolved_event(report_type, ae_number, adverse_events):
    def is_unresolved(event):
        return all_of(
            event.ae_number == ae_number,
            one_of(event.outcome, "RECOVERING", "NOTRECOVERED", "UNKNOWN"),
        )

    return any_of(report_type != "FINAL", negation(exists(adverse_events, is_unresolved)))


@check(
    "SAE-009",
    Sae,
    SOFT,
    T("A SUSAR must be reported to the regulator in time.", "SUSAR须按时限报告药品监督管理部门。"),
    origin="literature: ICH E2A",
)
def unexpected_reaction_reaches_the_regulator(susar, reported_to_regulator):
    return any_of(susar != "Y", reported_to_regulator != "N")
