"""Checks of the end of study: its dates agree, and the outcome is the one on record."""

from edc.checks import Severity, check
from edc.logic import any_of, blank, days, filled
from edc.text import T
from followup.models import EndOfStudy

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "EOS-001",
    EndOfStudy,
    HARD,
    T("Outcome is death but no death form.", "结局为死亡，但未填写死亡表。"),
)
def death_has_its_form(outcome, death_date):
    return any_of(outcome != "DEATH", filled(death_date))


@check(
    "EOS-002",
    EndOfStudy,
    SOFT,
    T(
        "Follow-up is marked complete before one year after HSCT.",
        "移植后未满1年即标记为完成随访。",
    ),
    beside="outcome",
    origin="registry",
)
def follow_up_is_complete_after_one_year(outcome, last_contact_date, hsct_d0, param):
    length = days(hsct_d0, last_contact_date)
    return any_of(outcome != "COMPLETED", length >= param.analysis.one_year_days)


@check(
    "EOS-003",
    EndOfStudy,
    SOFT,
    T(
        "Lost to follow-up needs at least 180 days without contact and 3 attempts.",
        "判定失访须至少180天无法联系且尝试联系≥3次。",
    ),
    beside="outcome",
)
def nobody_is_lost_too_early(outcome, last_alive_confirmed, eos_date, param):
    silence = days(last_alive_confirmed, eos_date)
    return any_of(outcome != "LTFU", silence >= param.followup.lost_after_days)


@check(
    "EOS-004",
    EndOfStudy,
    HARD,
    T("Last contact is after the end of study.", "末次联系晚于研究结束日期。"),
)
def contact_ends_by_the_end_of_study(eos_date, last_contact_date):
    return last_contact_date <= eos_date


@check(
    "EOS-005",
    EndOfStudy,
    SOFT,
    T("The patient died but the outcome is not death.", "受试者已死亡但结局非“死亡”。"),
)
def outcome_of_the_dead_is_death(outcome, death_date):
    return any_of(blank(death_date), outcome == "DEATH")


@check(
    "EOS-006",
    EndOfStudy,
    HARD,
    T('"Without HSCT" is not possible after a transplant.', "已移植，不可选择“未移植，完成随访”。"),
)
def transplanted_subject_does_not_complete_without_hsct(outcome, hsct_d0):
    return any_of(outcome != "COMPLETED_NOHSCT", blank(hsct_d0))
