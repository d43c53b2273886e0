"""Checks of the enrolment decision."""

from edc.checks import Severity, check
from edc.logic import any_of, blank, coalesce, days, negation, one_of
from edc.series import last
from edc.text import T
from enrollment.models import Enrolment


@check(
    "ENR-001",
    Enrolment,
    Severity.HARD,
    T(
        "The patient cannot be enrolled: the latest eligibility form is not fully met. "
        "No waivers are allowed.",
        "最近一次入排评估未全部符合，不能入组；本研究不允许豁免。",
    ),
)
def enrolled_patients_meet_every_criterion(decision, eligibilities):
    is_met = coalesce(last(eligibilities, "all_criteria_met"), "N") == "Y"
    return any_of(decision != "ENROLLED", is_met)


@check(
    "ENR-002",
    Enrolment,
    Severity.SOFT,
    T("Enrolment date is before consent.", "入组日期早于知情同意日期。"),
)
def enrolment_follows_consent(enrolment_date, consent_date):
    return enrolment_date >= consent_date


@check(
    "ENR-003",
    Enrolment,
    Severity.HARD,
    T(
        "A treated patient cannot be a screen failure or have withdrawn before enrolment.",
        "已接受研究治疗的受试者不能记为筛选失败或入组前退出。",
    ),
)
def whoever_was_treated_was_enrolled(decision, c1d1_date):
    return any_of(negation(one_of(decision, "SCREEN_FAILURE", "WITHDREW")), blank(c1d1_date))


@check(
    "ENR-004",
    Enrolment,
    Severity.SOFT,
    T("The first dose is more than 7 days after enrolment.", "入组至首次给药间隔超过7天。"),
)
def first_dose_is_within_7_days_of_enrolment(enrolment_date, c1d1_date):
    return days(enrolment_date, c1d1_date) <= 7


@check(
    "ENR-005",
    Enrolment,
    Severity.SOFT,
    T(
        "The first dose is later than the screening window after consent; "
        "repeat expired assessments.",
        "首次给药超出筛选窗口期，请复查过期项目。",
    ),
    beside="enrolment_date",
)
def first_dose_is_within_the_screening_window(consent_date, c1d1_date, param):
    return days(consent_date, c1d1_date) <= param.screening.window_days


@check(
    "ENR-006",
    Enrolment,
    Severity.SOFT,
    T(
        "Screen failure by criterion, but the eligibility form says all criteria are met.",
        "筛选失败原因为不符合标准，但“入选与排除标准”表显示全部符合。",
    ),
)
def failure_by_criterion_shows_on_the_eligibility_form(screen_failure_reason, eligibilities):
    return any_of(
        screen_failure_reason != "CRITERIA", last(eligibilities, "all_criteria_met") != "Y"
    )


@check(
    "ENR-007",
    Enrolment,
    Severity.SOFT,
    T("Enrolment date is after the first dose.", "入组日期晚于首次给药日期。"),
)
def enrolment_precedes_the_first_dose(enrolment_date, c1d1_date):
    return enrolment_date <= c1d1_date
