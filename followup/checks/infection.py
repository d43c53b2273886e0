"""Checks of infections: their days, their treatment, and what severe ones leave elsewhere."""

from edc.checks import Severity, check
from edc.logic import any_of, days, exists, filled, has, negation, one_of, size
from edc.text import T
from followup.models import Infection

HARD, SOFT = Severity.HARD, Severity.SOFT
MOST_DAYS_APART = 7


@check(
    "INX-001",
    Infection,
    HARD,
    T("Date resolved before onset.", "结束日期早于发病日期。"),
)
def infection_resolves_after_its_onset(onset_date, end_date):
    return end_date >= onset_date


@check(
    "INX-002",
    Infection,
    SOFT,
    T("Grade 4 or 5 infection without an adverse event.", "4~5级感染未录入不良事件。"),
    beside="grade",
)
def life_threatening_infection_is_an_adverse_event(grade, onset_date, adverse_events):
    def starts_about_then(event):
        return abs(days(event.start_date, onset_date)) <= MOST_DAYS_APART

    return any_of(negation(one_of(grade, "4", "5")), exists(adverse_events, starts_about_then))


@check(
    "INX-003",
    Infection,
    SOFT,
    T("Grade 5 but no death form.", "感染为5级，但未填写死亡表。"),
)
def fatal_infection_has_its_death_form(grade, death_date):
    return any_of(grade != "5", filled(death_date))


@check(
    "INX-004",
    Infection,
    HARD,
    T('"None" cannot be combined with other treatments.', "“无”不能与其他治疗同时选择。"),
)
def no_treatment_stands_alone(treatment):
    return any_of(negation(has(treatment, "NONE")), size(treatment) <= 1)
