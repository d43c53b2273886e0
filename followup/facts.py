"""Transplantation, relapse, remission, life and death: the days that outcomes are counted in.

Facts say what was recorded. What an analysis leaves out, such as what came after the withdrawal of
all consent or after a cut-off date, is left out where it computes.
"""

from edc.facts import fact
from edc.logic import (
    Unknown,
    all_of,
    as_span,
    coalesce,
    days,
    earliest,
    exists,
    filled,
    latest,
    one_of,
)
from edc.series import last
from followup import owing, path, states
from followup import survival as rules
from followup.gvhd import is_present
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
def acute_gvhd_ii_iv_date(acute_gvhds):
    """First day on which acute GVHD is at its worst with grade II or more."""
    return first_day_of_grade(acute_gvhds, "II", "III", "IV")


@fact
def acute_gvhd_iii_iv_date(acute_gvhds):
    """First day on which acute GVHD is at its worst with grade III or IV: an event of GRFS."""
    return first_day_of_grade(acute_gvhds, "III", "IV")


def first_day_of_grade(acute_gvhds, *grades):
    """The earliest day of the worst stages among assessments with one of the grades."""
    return earliest(
        assessment.worst_date
        for assessment in acute_gvhds
        if one_of(assessment.overall_grade, *grades)
    )


@fact
def chronic_gvhd_date(chronic_gvhds):
    """First onset of chronic GVHD."""
    return earliest(
        assessment.onset_date for assessment in chronic_gvhds if is_present(assessment.present)
    )


@fact
def chronic_gvhd_systemic_date(chronic_gvhds):
    """First day of systemic treatment that chronic GVHD needed: an event of GRFS."""
    return earliest(
        assessment.systemic_start_date
        for assessment in chronic_gvhds
        if assessment.systemic_treatment == "Y"
    )


@fact
def dates_in_remission(survival_followups, bm_morphologies, hsct_d0):
    """The days on which remission is documented, from day 0 on; day 0 itself is one."""
    told = [
        contact.disease_assessment_date
        for contact in survival_followups
        if is_in_remission(contact.disease_status)
    ]
    seen = [
        marrow.assessment_date
        for marrow in bm_morphologies
        if one_of(marrow.response, "CR", "CRH", "CRI")
    ]
    return [day for day in (hsct_d0, *told, *seen) if day >= hsct_d0]


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


def days_of(records, question):
    return [getattr(record, question) for record in records]


@fact
def dates_contacted(survival_followups, visit_records, informed_consents):
    """The days on which somebody met or spoke to the subject, or learnt of life."""
    return [
        *days_of(survival_followups, "last_known_alive_date"),
        *days_of(filter(was_met, visit_records), "visit_date"),
        *days_of(informed_consents, "consent_date"),
    ]


@fact
def dates_sampled(
    lab_hematologies,
    lab_chemistries,
    lab_coagulations,
    lab_infections,
    lab_pregnancies,
    kd_mutations,
    cd22_expressions,
    chimerisms,
    mrd_specimens,
    bm_morphologies,
):
    """The days on which blood, urine or marrow was taken."""
    laboratory = (
        *lab_hematologies,
        *lab_chemistries,
        *lab_coagulations,
        *lab_infections,
        *lab_pregnancies,
        *kd_mutations,
        *cd22_expressions,
        *chimerisms,
    )
    return [
        *days_of(laboratory, "sample_date"),
        *days_of(mrd_specimens, "collection_date"),
        *days_of(bm_morphologies, "assessment_date"),
    ]


@fact
def dates_examined(vital_signs_records, ecgs, echocardiographies, pre_hsct_assessments):
    """The days of examinations, and of decisions for or against transplantation."""
    return [
        *days_of(vital_signs_records, "assessment_date"),
        *days_of(ecgs, "ecg_date"),
        *days_of(echocardiographies, "echo_date"),
        *days_of(pre_hsct_assessments, "assessment_date"),
    ]


@fact
def dates_treated(ino_infusions, conditioning_drugs, hscts, post_hsct_therapies):
    """The days on which a treatment was given or begun. Olverembatinib is taken at home."""
    return [
        *days_of(ino_infusions, "infusion_date"),
        *days_of(conditioning_drugs, "start_date"),
        *days_of(hscts, "d0_date"),
        *days_of(post_hsct_therapies, "start_date"),
    ]


@fact
def dates_ill(acute_gvhds, chronic_gvhds, vod_sos_records, infections, adverse_events, relapses):
    """The days on which an illness began or was assessed."""
    assessed = (*acute_gvhds, *chronic_gvhds, *vod_sos_records)
    return [
        *days_of(assessed, "assessment_date"),
        *days_of(assessed, "onset_date"),
        *days_of(infections, "onset_date"),
        *days_of(adverse_events, "start_date"),
        *days_of(relapses, "relapse_date"),
    ]


@fact
def dates_alive(dates_contacted, dates_sampled, dates_examined, dates_treated, dates_ill):
    """The days on which the subject is documented alive. No other date counts.

    Of a date known to the month or year, only the earliest day that it can mean is certain.
    """
    proven = (*dates_contacted, *dates_sampled, *dates_examined, *dates_treated, *dates_ill)
    return [as_span(day).low for day in proven if filled(day)]


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


@fact
def ended_on(withdrawal_date, death_date, end_of_study, enrolment):
    """The day from which nothing more is asked of the subject."""
    screen_failed_on = path.screen_failed_on(enrolment)
    return earliest([withdrawal_date, death_date, end_of_study.eos_date, screen_failed_on])


@fact
def seen_at_one_year(hsct_d0, last_alive_date, param):
    """Known to be alive one year after transplantation."""
    return (days(hsct_d0, last_alive_date) >= param.analysis.one_year_days) is True


@fact
def path_through_trial(
    enrolment,
    c1d1_date,
    last_dose_date,
    end_of_treatment,
    dosing_cycles,
    pre_hsct_assessments,
    hsct_d0,
    first_relapse_date,
    relapses,
    ended_on,
    seen_at_one_year,
    visit_records,
    mrd_specimens,
    param,
):
    """How far the subject came, as far as it decides what is still asked."""
    return owing.Path(
        screen_failed_on=path.screen_failed_on(enrolment),
        first_dose_on=c1d1_date,
        last_dose_on=last_dose_date,
        treatment_ended=filled(end_of_treatment.eot_date),
        cycles_begun=path.cycles_begun(dosing_cycles),
        hsct_decision=last(pre_hsct_assessments, "hsct_decision"),
        hsct_on=hsct_d0,
        relapsed_on=first_relapse_date,
        relapses=len(relapses),
        ended_on=ended_on,
        seen_at_one_year=seen_at_one_year,
        followed_without_hsct=path.followed_without_hsct(visit_records, hsct_d0, param),
        recorded=path.places(visit_records),
        missed=path.missed(visit_records),
        without_specimen=path.without_specimen(mrd_specimens),
    )


@fact
def participation_ended(
    informed_consents,
    withdrawal_date,
    death_date,
    enrolment,
    end_of_study,
    seen_at_one_year,
    last_alive_date,
):
    """The state in which a subject's part in the trial ended, and since when; else Unknown."""
    return states.first_that_holds(
        states.ENDED,
        states.Participation(
            withdrew_from_all=exists(
                informed_consents,
                lambda consent: all_of(consent.withdrawn == "Y", consent.withdrawal_scope == "ALL"),
            ),
            withdrawal_date=withdrawal_date,
            death_date=death_date,
            decision=enrolment.decision,
            decision_date=enrolment.decision_date,
            outcome=end_of_study.outcome,
            eos_date=end_of_study.eos_date,
            seen_at_one_year=seen_at_one_year,
            last_alive_date=last_alive_date,
        ),
    )


@fact
def subject_state(
    participation_ended,
    consent_date,
    enrol_date,
    c1d1_date,
    week2_anchor_date,
    week2_status,
    mrd_remission_date,
    end_of_treatment,
    pre_hsct_assessments,
    first_relapse_date,
    hsct_d0,
    hsct_relapse_date,
):
    """Where the subject is in the trial, and since when."""
    progress = states.Progress(
        consent_date=consent_date,
        enrol_date=enrol_date,
        c1d1_date=c1d1_date,
        week2_anchor_date=week2_anchor_date,
        week2_status=week2_status,
        mrd_remission_date=mrd_remission_date,
        eot_date=end_of_treatment.eot_date,
        eot_reason=end_of_treatment.reason,
        last_hsct_decision=last(pre_hsct_assessments, "hsct_decision"),
        first_relapse_date=first_relapse_date,
        hsct_d0=hsct_d0,
        hsct_relapse_date=hsct_relapse_date,
    )
    return coalesce(participation_ended, states.first_that_holds(states.UNDERWAY, progress))
