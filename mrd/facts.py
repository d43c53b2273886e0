"""Residual disease: the week-2 result, and the first remission before transplantation."""

from edc.chart import belonging_to
from edc.facts import fact
from edc.logic import Unknown, coalesce, filled
from mrd import week2 as rules


@fact
def marrows(mrd_specimens, mrd_pcrs, mrd_flows, withdrawal_date):
    """Marrow specimens with their halves; what was taken after full withdrawal is not used."""
    return [
        rules.Marrow(
            specimen._envelope.id,
            specimen.collection_date,
            half_of(specimen, mrd_pcrs, "pcr_status"),
            half_of(specimen, mrd_flows, "flow_status"),
            specimen.collection_time,
        )
        for specimen in mrd_specimens
        if specimen.collected == "Y"
        and specimen.specimen_type == "BM"
        and filled(specimen.collection_date)
        and (specimen.collection_date > withdrawal_date) is not True
    ]


def half_of(specimen, results, status):
    """A half is awaited while its form does not exist or is a draft (protocol 4.1)."""
    own = [r for r in belonging_to(specimen, results) if r._envelope.state == "COMPLETE"]
    return getattr(own[-1], status) if own else rules.PENDING


def has_ended(day, reason, today):
    """Whether the form of an end is filled, unless it is dated ahead."""
    return (filled(day) or filled(reason)) and (day > today) is not True


@fact
def course(
    week2_anchor_date,
    first_relapse_date,
    death_date,
    other_therapy_date,
    withdrawal_date,
    end_of_treatment,
    end_of_study,
    today,
):
    """What bears on week 2; events after full withdrawal are not used."""

    def used(day):
        return Unknown if (day > withdrawal_date) is True else day

    return rules.Course(
        anchor=week2_anchor_date,
        relapse=used(first_relapse_date),
        death=used(death_date),
        other_therapy=used(other_therapy_date),
        is_over=(death_date <= today) is True
        or (withdrawal_date <= today) is True
        or has_ended(end_of_study.eos_date, end_of_study.outcome, today),
        is_treatment_over=has_ended(end_of_treatment.eot_date, end_of_treatment.reason, today),
    )


@fact
def week2(in_itt, marrows, course, today, param):
    """The week-2 result with its reason, of a subject who was enrolled."""
    return rules.assess(marrows, course, today, param) if in_itt else Unknown


@fact
def week2_status(week2):
    """REMISSION, NO_REMISSION, NOT_EVALUABLE or PENDING."""
    return week2.status


@fact
def mrd_remission_date(marrows, course, conditioning_start, hsct_d0, today, param):
    """First documented MRD remission from the week-2 window on and before conditioning."""
    transplant_starts = coalesce(conditioning_start, hsct_d0)
    return rules.remission_date(marrows, course, transplant_starts, today, param)


@fact
def in_itt(enrolment):
    """Enrolled."""
    return (enrolment.decision == "ENROLLED") is True


@fact
def in_safety(c1d1_date):
    """At least one dose of either study drug."""
    return filled(c1d1_date)


@fact
def in_evaluable(in_itt, first_olv_date, first_ino_date, week2_status):
    """Enrolled, given both drugs, and with a conclusive week-2 result."""
    had_both = filled(first_olv_date) and filled(first_ino_date)
    return in_itt and had_both and week2_status in {rules.REMISSION, rules.NO_REMISSION}
