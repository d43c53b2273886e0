"""Transplantation, relapse, remission, life and death: the days that outcomes are counted in.

Facts say what was recorded. What an analysis leaves out, such as what came after the withdrawal of
all consent or after a cut-off date, is left out where it computes.
"""

from edc.facts import fact
from edc.logic import Unknown, all_of, earliest, filled, latest, one_of
from followup import survival as rules
from followup.models.survival_followup import is_in_remission


def first_allogeneic(hscts, c1d1_date):
    """The first allogeneic transplant after the first dose, whatever its number."""
    after_treatment = [
        transplant
        for transplant in hscts
        if all_of(transplant.hsct_kind == "ALLO", transplant.d0_date > c1d1_date) is True
    ]
    return min(after_treatment, key=lambda transplant: transplant.d0_date, default=Unknown)


@fact
def hsct_d0(hscts, c1d1_date):
    """Day 0: origin of time after transplantation."""
    return first_allogeneic(hscts, c1d1_date).d0_date


@fact
def conditioning_start(hscts, c1d1_date):
    """First day of conditioning for the transplant of day 0."""
    return first_allogeneic(hscts, c1d1_date).conditioning_start_date


def days_of_relapse(relapses):
    """The days of relapses that count as events."""
    return [relapse.relapse_date for relapse in relapses if relapse.counts_as_event == "Y"]


@fact
def first_relapse_date(relapses):
    """First relapse that counts as an event, before or after transplantation."""
    return earliest(days_of_relapse(relapses))


@fact
def hsct_relapse_date(relapses, hsct_d0):
    """First relapse that counts from day 0 on: the event of RFS, NRM, CIR and GRFS."""
    return earliest(day for day in days_of_relapse(relapses) if day >= hsct_d0)


@fact
def dates_in_remission(survival_followups, hsct_d0):
    """The days on which remission is documented, from day 0 on; day 0 itself is one."""
    assessed = [
        contact.disease_assessment_date
        for contact in survival_followups
        if is_in_remission(contact.disease_status)
    ]
    return [day for day in (hsct_d0, *assessed) if day >= hsct_d0]


@fact
def last_relapse_free_date(dates_in_remission):
    """Last day on which remission is documented; who was not seen again is not taken to be free."""
    return latest(dates_in_remission)


@fact
def death_date(death):
    """Day of death."""
    return death.death_date


def was_met(visit):
    """Whether the subject was seen or spoken to, not merely heard of."""
    return all_of(visit.occurred == "Y", one_of(visit.contact_mode, "INPERSON", "PHONE", "VIDEO"))


@fact
def dates_alive(
    survival_followups,
    visit_records,
    informed_consents,
    ino_infusions,
    mrd_specimens,
    hscts,
    relapses,
):
    """The days on which the subject is documented alive. No other date counts."""
    days = (
        *(contact.last_known_alive_date for contact in survival_followups),
        *(visit.visit_date for visit in visit_records if was_met(visit)),
        *(consent.consent_date for consent in informed_consents),
        *(infusion.infusion_date for infusion in ino_infusions),
        *(specimen.collection_date for specimen in mrd_specimens),
        *(transplant.d0_date for transplant in hscts),
        *(relapse.relapse_date for relapse in relapses),
    )
    return [day for day in days if day is not Unknown]


@fact
def last_alive_date(dates_alive, death_date):
    """Last day on which the subject is documented alive; nobody outlives the day of death."""
    last_day = latest(dates_alive)
    return earliest([last_day, death_date]) if filled(last_day) else Unknown


@fact
def survival(
    hsct_d0,
    hsct_relapse_date,
    death_date,
    dates_alive,
    dates_in_remission,
    withdrawal_date,
    in_safety,
):
    """Times and events after transplantation; Unknown without a transplant on study treatment."""
    if not in_safety:
        return Unknown
    course = rules.Course(
        hsct_d0, hsct_relapse_date, death_date, dates_alive, dates_in_remission, withdrawal_date
    )
    return rules.outcome(course)


@fact
def populations(survival, mrd_remission_date, week2_status):
    """The transplanted populations that the subject belongs to."""
    if survival is Unknown:
        return ()
    belongs = {
        "ALL_TRANSPLANTED": True,
        "REMISSION_BEFORE_HSCT": filled(mrd_remission_date),
        "WEEK2_REMISSION": (week2_status == "REMISSION") is True,
    }
    return tuple(name for name, does in belongs.items() if does)


@fact
def in_hsct_main(populations, param):
    """In the main analysis of the secondary endpoints."""
    return param.analysis.hsct_population in populations


@fact
def died_of_relapse_unrecorded(survival, death):
    """Non-relapse mortality by its dates although the cause says relapse; the report names it."""
    return (
        survival is not Unknown
        and survival.first_event == rules.NRM
        and (death.primary_cause == "RELAPSE") is True
    )
