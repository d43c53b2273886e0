"""Checks of VOD/SOS: its dates, diagnosis against criteria, treatment, and the other forms."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, days, exists, filled, negation, one_of
from edc.text import T
from safety.models import VodSos
from safety.models.vod_sos import has_resolved

HARD, SOFT = Severity.HARD, Severity.SOFT

USUAL_DAYS_OF_DEFIBROTIDE = 21


@check(
    "VOD-001",
    VodSos,
    HARD,
    T("Assessment date is before onset.", "评估日期早于首发症状日期。"),
)
def assessment_follows_onset(onset_date, assessment_date):
    return assessment_date >= onset_date


@check(
    "VOD-002",
    VodSos,
    SOFT,
    T(
        "VOD/SOS is confirmed although the EBMT criteria are not met. Please comment.",
        "研究者已认定VOD/SOS，但未满足EBMT标准，请说明。",
    ),
)
def confirmed_diagnosis_meets_the_criteria(criteria_category, diagnosis_confirmed):
    return any_of(diagnosis_confirmed != "Y", criteria_category != "NOT_MET")


@check(
    "VOD-003",
    VodSos,
    SOFT,
    T(
        "EBMT criteria are met but VOD/SOS is not confirmed. Please comment.",
        "满足EBMT标准，但研究者未认定VOD/SOS，请说明。",
    ),
)
def clinical_or_proven_vod_is_confirmed(criteria_category, diagnosis_confirmed):
    return any_of(
        negation(one_of(criteria_category, "CLINICAL", "PROVEN")), diagnosis_confirmed != "N"
    )


@check(
    "VOD-004",
    VodSos,
    SOFT,
    T(
        "Severe or very severe VOD/SOS without defibrotide. Please confirm.",
        "重度/极重度VOD/SOS未使用去纤苷，请核实。",
    ),
    origin="label: defibrotide (US/EU)",
)
def severe_vod_is_treated_with_defibrotide(severity, defibrotide):
    return any_of(negation(one_of(severity, "SEVERE", "VERY_SEVERE")), defibrotide != "N")


@check(
    "VOD-005",
    VodSos,
    SOFT,
    T("VOD/SOS also needs an adverse event.", "VOD/SOS须同时录入不良事件。"),
)
def confirmed_vod_is_an_adverse_event(diagnosis_confirmed, adverse_events):
    return any_of(
        diagnosis_confirmed != "Y", exists(adverse_events, lambda event: event.aesi == "VOD")
    )


@check(
    "VOD-006",
    VodSos,
    HARD,
    T("Defibrotide stops before it starts.", "去纤苷停止日期早于开始日期。"),
)
def defibrotide_stops_after_it_starts(defibrotide_start, defibrotide_stop):
    return defibrotide_stop >= defibrotide_start


@check(
    "VOD-007",
    VodSos,
    SOFT,
    T("Defibrotide is usually given for at least 21 days.", "去纤苷疗程通常≥21天。"),
    beside="defibrotide_stop",
    origin="label: defibrotide (US/EU)",
)
def defibrotide_lasts_21_days_where_vod_resolved(defibrotide_start, defibrotide_stop, outcome):
    length = days(defibrotide_start, defibrotide_stop)
    return any_of(length >= USUAL_DAYS_OF_DEFIBROTIDE, negation(has_resolved(outcome)))


@check(
    "VOD-008",
    VodSos,
    SOFT,
    T("InO was given after the onset of VOD/SOS.", "VOD/SOS发生后仍给予InO。"),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def no_ino_is_given_after_onset(context, onset_date, ino_infusions):
    def came_after(infusion):
        return all_of(infusion.given == "Y", infusion.infusion_date > onset_date)

    return any_of(context != "PRE_HSCT", negation(exists(ino_infusions, came_after)))


@check(
    "VOD-009",
    VodSos,
    SOFT,
    T("Outcome is fatal but no death form.", "转归为死亡，但未填写死亡表。"),
)
def fatal_outcome_has_its_death_form(outcome, death_date):
    return any_of(outcome != "FATAL", filled(death_date))


@check(
    "VOD-010",
    VodSos,
    HARD,
    T("Resolution is before onset.", "缓解日期早于首发症状日期。"),
)
def vod_resolves_after_its_onset(onset_date, resolution_date):
    return resolution_date >= onset_date
