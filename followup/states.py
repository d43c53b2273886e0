"""Where a subject is in the trial: the states in order of priority, and the moves expected of them.

A state is computed, never typed. Its condition names what it reads of the subject's course.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from edc.chart import names_of
from edc.logic import Unknown, all_of, any_of, blank, filled, one_of
from edc.text import T
from followup.gates import was_transplanted


class State(NamedTuple):
    """A state: when it holds, and which date is shown with it."""

    code: str
    name: str
    when: Callable
    since: str
    is_terminal: bool = False


class SubjectState(NamedTuple):
    """The state of a subject and the day it dates from, Unknown where nothing tells."""

    code: str
    since: Any


class Participation(NamedTuple):
    """What ends a subject's part in the trial."""

    withdrew_from_all: Any = False
    withdrawal_date: Any = Unknown
    death_date: Any = Unknown
    decision: Any = Unknown
    decision_date: Any = Unknown
    outcome: Any = Unknown
    eos_date: Any = Unknown
    seen_at_one_year: Any = False
    last_alive_date: Any = Unknown


class Progress(NamedTuple):
    """How far a subject has come, from consent to relapse after transplantation."""

    consent_date: Any = Unknown
    enrol_date: Any = Unknown
    c1d1_date: Any = Unknown
    week2_anchor_date: Any = Unknown
    week2_status: Any = Unknown
    mrd_remission_date: Any = Unknown
    eot_date: Any = Unknown
    eot_reason: Any = Unknown
    last_hsct_decision: Any = Unknown
    first_relapse_date: Any = Unknown
    hsct_d0: Any = Unknown
    hsct_relapse_date: Any = Unknown


def has_withdrawn(withdrew_from_all):
    return withdrew_from_all


def has_died(death_date):
    return filled(death_date)


def was_not_enrolled(decision):
    return one_of(decision, "SCREEN_FAILURE", "WITHDREW")


def is_lost(outcome):
    return outcome == "LTFU"


def lived_a_year_after_hsct(seen_at_one_year):
    return seen_at_one_year


def completed_without_hsct(outcome):
    return outcome == "COMPLETED_NOHSCT"


def was_closed(outcome):
    return one_of(outcome, "COMPLETED", "WITHDREW", "SCREEN_FAILURE", "SPONSOR", "OTHER")


def relapsed_after_hsct(hsct_relapse_date):
    return filled(hsct_relapse_date)


def relapsed(first_relapse_date):
    return filled(first_relapse_date)


def goes_on_without_hsct(eot_date, eot_reason, last_hsct_decision):
    treatment_ended = all_of(filled(eot_date), eot_reason != "TO_HSCT")
    return any_of(treatment_ended, last_hsct_decision == "NO")


def reached_mrd_remission(mrd_remission_date):
    return filled(mrd_remission_date)


def is_not_in_remission_at_week_2(week2_status):
    return week2_status == "NO_REMISSION"


def is_not_evaluable_at_week_2(week2_status):
    return week2_status == "NOT_EVALUABLE"


def was_treated(c1d1_date):
    return filled(c1d1_date)


def was_enrolled(enrol_date):
    return filled(enrol_date)


def consented(consent_date):
    return filled(consent_date)


def has_no_consent_recorded(consent_date):
    return blank(consent_date)


# In order of priority: a subject is in the first state whose condition is true.
ENDED = (
    State(
        "WITHDRAWN",
        T("Withdrew consent", "撤回知情同意"),
        has_withdrawn,
        "withdrawal_date",
        is_terminal=True,
    ),
    State("DEAD", T("Died", "死亡"), has_died, "death_date", is_terminal=True),
    State(
        "SCREEN_FAILED",
        T("Screen failure", "筛选失败"),
        was_not_enrolled,
        "decision_date",
        is_terminal=True,
    ),
    State("LOST", T("Lost to follow-up", "失访"), is_lost, "eos_date", is_terminal=True),
    State(
        "ONE_YEAR_COMPLETE",
        T("One year after HSCT completed", "移植后1年随访完成"),
        lived_a_year_after_hsct,
        "last_alive_date",
        is_terminal=True,
    ),
    State(
        "COMPLETE_NO_HSCT",
        T("Follow-up completed without HSCT", "未移植，随访完成"),
        completed_without_hsct,
        "eos_date",
        is_terminal=True,
    ),
    State(
        "CLOSED",
        T("Closed for another reason", "其他原因结束"),
        was_closed,
        "eos_date",
        is_terminal=True,
    ),
)
UNDERWAY = (
    State(
        "RELAPSED_AFTER_HSCT",
        T("Relapsed after HSCT", "移植后复发"),
        relapsed_after_hsct,
        "hsct_relapse_date",
    ),
    State("POST_HSCT", T("In follow-up after HSCT", "移植后随访"), was_transplanted, "hsct_d0"),
    State(
        "RELAPSED_BEFORE_HSCT",
        T("Relapsed before HSCT", "移植前复发"),
        relapsed,
        "first_relapse_date",
    ),
    State(
        "FOLLOWUP_NO_HSCT",
        T("In follow-up without HSCT", "未移植随访"),
        goes_on_without_hsct,
        "eot_date",
    ),
    State(
        "MRD_REMISSION",
        T("MRD remission, before HSCT", "MRD缓解，待移植"),
        reached_mrd_remission,
        "mrd_remission_date",
    ),
    State(
        "NO_MRD_REMISSION",
        T("No MRD remission at week 2", "第2周未获MRD缓解"),
        is_not_in_remission_at_week_2,
        "week2_anchor_date",
    ),
    State(
        "WEEK2_NOT_EVALUABLE",
        T("Week-2 MRD not evaluable", "第2周MRD不可评价"),
        is_not_evaluable_at_week_2,
        "week2_anchor_date",
    ),
    State("ON_TREATMENT", T("On study treatment", "研究治疗中"), was_treated, "c1d1_date"),
    State("ENROLLED", T("Enrolled, not yet treated", "已入组，未给药"), was_enrolled, "enrol_date"),
    State("SCREENING", T("In screening", "筛选中"), consented, "consent_date"),
    State(
        "REGISTERED",
        T("Registered, no consent recorded", "已登记，未记录知情同意"),
        has_no_consent_recorded,
        "consent_date",
    ),
)
STATES = {state.code: state for state in (*ENDED, *UNDERWAY)}

# The moves that are expected. The protocol's list begins after the first of these, the consent by
# which everybody comes in.
MOVES = {
    "REGISTERED": {"SCREENING"},
    "SCREENING": {"ENROLLED", "SCREEN_FAILED", "WITHDRAWN", "DEAD"},
    "ENROLLED": {"ON_TREATMENT", "WITHDRAWN", "DEAD", "CLOSED"},
    "ON_TREATMENT": {
        "MRD_REMISSION",
        "NO_MRD_REMISSION",
        "WEEK2_NOT_EVALUABLE",
        "FOLLOWUP_NO_HSCT",
        "RELAPSED_BEFORE_HSCT",
        "POST_HSCT",
        "DEAD",
        "WITHDRAWN",
        "LOST",
    },
    "NO_MRD_REMISSION": {
        "MRD_REMISSION",
        "FOLLOWUP_NO_HSCT",
        "POST_HSCT",
        "RELAPSED_BEFORE_HSCT",
        "DEAD",
        "WITHDRAWN",
        "LOST",
    },
    "WEEK2_NOT_EVALUABLE": {
        "MRD_REMISSION",
        "NO_MRD_REMISSION",
        "FOLLOWUP_NO_HSCT",
        "POST_HSCT",
        "RELAPSED_BEFORE_HSCT",
        "DEAD",
        "WITHDRAWN",
        "LOST",
    },
    "MRD_REMISSION": {
        "POST_HSCT",
        "FOLLOWUP_NO_HSCT",
        "RELAPSED_BEFORE_HSCT",
        "DEAD",
        "WITHDRAWN",
        "LOST",
    },
    "FOLLOWUP_NO_HSCT": {
        "POST_HSCT",
        "RELAPSED_BEFORE_HSCT",
        "COMPLETE_NO_HSCT",
        "DEAD",
        "LOST",
        "WITHDRAWN",
    },
    "RELAPSED_BEFORE_HSCT": {"POST_HSCT", "COMPLETE_NO_HSCT", "DEAD", "LOST", "WITHDRAWN"},
    "POST_HSCT": {"ONE_YEAR_COMPLETE", "RELAPSED_AFTER_HSCT", "DEAD", "LOST", "WITHDRAWN"},
    "RELAPSED_AFTER_HSCT": {"ONE_YEAR_COMPLETE", "DEAD", "LOST", "WITHDRAWN"},
    "ONE_YEAR_COMPLETE": {"DEAD"},
}


def first_that_holds(states, course):
    """The first of the states that holds, with its date; Unknown when none does."""
    known = course._asdict()
    for state in states:
        if state.when(**{name: known[name] for name in names_of(state.when)}) is True:
            return SubjectState(state.code, known[state.since])
    return Unknown


def is_expected_move(before: str, after: str) -> bool:
    """Whether the protocol expects the change; who stays has not moved."""
    return before == after or after in MOVES.get(before, ())


def is_expected_course(before: str, after: str) -> bool:
    """Whether expected moves lead from one state to the other.

    Who is looked at after many papers have come was in states that nobody saw.
    """
    reached, further = {before}, {before}
    while further:
        further = set().union(*(MOVES.get(state, ()) for state in further)) - reached
        reached |= further
    return after in reached
