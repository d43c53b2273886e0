"""How far each subject came on the way through the trial: what its records say of it."""

from edc.logic import Unknown, one_of


def places(records) -> frozenset[tuple[str, int]]:
    """The visits that records hang on."""
    return frozenset(tuple(r._envelope.visit) for r in records if r._envelope.visit)


def missed(visit_records):
    """Visits that did not take place."""
    return places(visit for visit in visit_records if visit.occurred == "N")


def without_specimen(mrd_specimens):
    """Visits at which a specimen was meant to be taken, and none was."""
    none = places(specimen for specimen in mrd_specimens if specimen.collected == "N")
    return none - places(specimen for specimen in mrd_specimens if specimen.collected == "Y")


def followed_without_hsct(visit_records, hsct_d0, param):
    """Whether the last visit of follow-up without HSCT is recorded, took it place or not."""
    limits = param.followup
    last_visit = "FU", limits.no_hsct_followup_days // limits.no_hsct_interval_days
    return hsct_d0 is Unknown and last_visit in places(visit_records)


def screen_failed_on(enrolment):
    """The day of the decision not to enrol."""
    failed = one_of(enrolment.decision, "SCREEN_FAILURE", "WITHDREW") is True
    return enrolment.decision_date if failed else Unknown


def cycles_begun(dosing_cycles):
    """The numbers of the cycles that were begun."""
    return frozenset(int(c.cycle_number) for c in dosing_cycles if c.cycle_number is not Unknown)
