"""Checks of earlier therapy: its dates, and what keeps a patient from this trial."""

from edc.checks import Severity, check
from edc.logic import any_of, blank, negation
from edc.text import T
from enrollment.criteria import was_against_cd22
from enrollment.models import PriorTherapy

HARD, SOFT = Severity.HARD, Severity.SOFT


@check("PT-001", PriorTherapy, HARD, T("Stop date is before start date.", "结束日期早于开始日期。"))
def therapy_stops_after_it_starts(start_date, stop_date):
    return stop_date >= start_date


@check(
    "PT-002",
    PriorTherapy,
    HARD,
    T(
        "Prior therapy cannot start after the first study dose; use concomitant medication.",
        "既往治疗开始日期不能晚于首次研究给药，请录入合并用药。",
    ),
)
def therapy_starts_before_study_treatment(start_date, c1d1_date):
    return start_date <= c1d1_date


@check(
    "PT-003",
    PriorTherapy,
    SOFT,
    T(
        "Another TKI is marked ongoing although study treatment has started; enter its stop date.",
        "研究治疗已开始但其他TKI仍标记为使用中，请补录停药日期。",
    ),
)
def earlier_tki_stops_before_study_treatment(therapy_class, ongoing, c1d1_date):
    return any_of(therapy_class != "TKI", ongoing != "Y", blank(c1d1_date))


@check(
    "PT-004",
    PriorTherapy,
    SOFT,
    T("Therapy started before the diagnosis date.", "治疗开始日期早于初诊日期。"),
)
def therapy_follows_diagnosis(start_date, disease_history):
    return start_date >= disease_history.diagnosis_date


@check(
    "PT-005",
    PriorTherapy,
    SOFT,
    T(
        "Earlier anti-CD22 therapy: check exclusion criterion 4.",
        "既往抗CD22治疗，请核对排除标准4。",
    ),
    beside="therapy_class",
)
def therapy_was_not_against_cd22(this):
    return negation(was_against_cd22(this))
