"""Checks of engraftment: it follows day 0, and agrees with what is said of the graft."""

from edc.checks import Severity, check
from edc.logic import any_of, days, negation, one_of
from edc.text import T
from followup.models import Engraftment

HARD, SOFT = Severity.HARD, Severity.SOFT
AFTER_DAY_0 = T("Engraftment must be after day 0.", "植入日期须晚于移植日。")


@check("ENG-001", Engraftment, HARD, AFTER_DAY_0)
def neutrophils_engraft_after_day_0(anc_date, parent):
    return anc_date > parent.d0_date


@check("ENG-002", Engraftment, HARD, AFTER_DAY_0)
def platelets_engraft_after_day_0(plt_date, parent):
    return plt_date > parent.d0_date


@check(
    "ENG-003",
    Engraftment,
    SOFT,
    T(
        'No neutrophil engraftment but graft failure is "no".',
        "中性粒细胞未植入，但“植入失败”选“无”。",
    ),
)
def missing_engraftment_is_a_failure(anc_status, graft_failure):
    return any_of(anc_status != "NOT", graft_failure != "NONE")


@check(
    "ENG-004",
    Engraftment,
    SOFT,
    T("Primary graft failure is judged from day 28.", "原发性植入失败应在移植后第28天及以后判定。"),
)
def primary_failure_is_not_judged_early(graft_failure, graft_failure_date, parent, param):
    day = days(parent.d0_date, graft_failure_date)
    return any_of(graft_failure != "PRIMARY", day >= param.transplant.primary_graft_failure_day)


@check(
    "ENG-005",
    Engraftment,
    SOFT,
    T("Secondary graft failure follows engraftment.", "继发性植入失败须发生在曾经植入之后。"),
)
def secondary_failure_follows_engraftment(anc_status, graft_failure):
    return any_of(graft_failure != "SECONDARY", negation(one_of(anc_status, "NOT", "DIED")))
