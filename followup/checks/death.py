"""Checks of death: its date against consent and treatment, its cause against other forms."""

from edc.checks import Severity, check
from edc.logic import any_of, blank, days, exists, filled
from edc.text import T
from followup.gvhd import is_present
from followup.models import Death

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "DTH-001",
    Death,
    HARD,
    T("Death date is before consent.", "死亡日期早于知情同意。"),
    instead_of="GEN-CONSENT",
)
def death_follows_consent(death_date, consent_date):
    return death_date >= consent_date


@check(
    "DTH-002",
    Death,
    HARD,
    T("A study dose is recorded after death.", "存在晚于死亡的研究给药记录。"),
)
def death_follows_the_last_dose(death_date, last_dose_date):
    return death_date >= last_dose_date


@check(
    "DTH-003",
    Death,
    SOFT,
    T(
        "Cause is relapse but no relapse form exists. Add the relapse or correct the cause.",
        "死因为复发，但无复发记录，请补录复发表或更正死因。",
    ),
)
def relapse_as_cause_has_its_form(primary_cause, first_relapse_date):
    return any_of(primary_cause != "RELAPSE", filled(first_relapse_date))


@check(
    "DTH-004",
    Death,
    SOFT,
    T(
        "Death within 30 days of relapse with a non-relapse cause. Please confirm.",
        "复发后30天内死亡，但死因非复发，请核实。",
    ),
    beside="primary_cause",
)
def death_soon_after_relapse_is_from_it(primary_cause, death_date, first_relapse_date):
    return any_of(
        primary_cause == "RELAPSE",
        blank(first_relapse_date),
        days(first_relapse_date, death_date) > 30,
    )


@check(
    "DTH-005",
    Death,
    SOFT,
    T("Death from VOD/SOS but no VOD form.", "死因为VOD/SOS，但未填写VOD/SOS评估表。"),
    beside="primary_cause",
)
def vod_as_cause_has_its_form(primary_cause, death_date, vod_sos_records):
    return any_of(
        primary_cause != "VOD", exists(vod_sos_records, lambda vod: vod.onset_date <= death_date)
    )


@check(
    "DTH-006",
    Death,
    SOFT,
    T("Death from GVHD but no GVHD form.", "死因为GVHD，但无GVHD记录。"),
)
def gvhd_as_cause_has_its_form(primary_cause, acute_gvhds, chronic_gvhds):
    assessments = (*acute_gvhds, *chronic_gvhds)
    return any_of(
        primary_cause != "GVHD", exists(assessments, lambda gvhd: is_present(gvhd.present))
    )


@check(
    "DTH-007",
    Death,
    SOFT,
    T(
        "The date of death is uncertain: confirm with the source.",
        "死亡日期不确切，请与信息来源核实。",
    ),
)
def date_is_certain(date_certain):
    return date_certain != "N"


@check(
    "DTH-008",
    Death,
    HARD,
    T("Death date is in the future.", "死亡日期晚于今日。"),
    instead_of="GEN-FUTURE",
)
def death_is_not_in_the_future(death_date, today):
    return death_date <= today
