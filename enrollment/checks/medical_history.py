"""Checks of medical history: its dates, and the illnesses that exclude."""

from edc.checks import Severity, check
from edc.text import T
from enrollment.criteria import pancreatitis_is_past, vessels_are_stable
from enrollment.models import MedicalHistory

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "MH-001", MedicalHistory, HARD, T("End date is before start date.", "结束日期早于开始日期。")
)
def condition_ends_after_it_starts(start_date, end_date):
    return end_date >= start_date


@check(
    "MH-002",
    MedicalHistory,
    HARD,
    T(
        "A condition that began after the first dose is an adverse event.",
        "首次给药后出现的情况应作为不良事件记录。",
    ),
)
def condition_begins_before_treatment(start_date, c1d1_date):
    return start_date <= c1d1_date


@check(
    "MH-003",
    MedicalHistory,
    SOFT,
    T(
        "Pancreatitis within 12 months: check exclusion criterion 13.",
        "12个月内有胰腺炎，请核对排除标准13。",
    ),
    beside="start_date",
)
def pancreatitis_is_a_year_past(this, consent_date):
    return pancreatitis_is_past(this, consent_date)


@check(
    "MH-004",
    MedicalHistory,
    SOFT,
    T(
        "Vascular event within 6 months: check exclusion criterion 10.",
        "6个月内有血管事件，请核对排除标准10。",
    ),
    beside="start_date",
)
def vascular_event_is_half_a_year_past(this, consent_date):
    return vessels_are_stable(this, consent_date)


@check(
    "MH-005",
    MedicalHistory,
    HARD,
    T("Grade 5 cannot apply to medical history.", "既往病史不可为5级。"),
)
def condition_was_survived(grade):
    return grade != "5"
