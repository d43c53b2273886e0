"""Changes of inotuzumab ozogamicin that the protocol calls for: schedule, section 5, row by row.

What the checks of the infusion and of the cycle ask about already is left to them: liver tests
before an infusion, VOD/SOS, a severe reaction on its own record, days between infusions, counts at
the start of a cycle. A hold is for toxicity when the record of the infusion, or the header of a
delayed cycle, gives an adverse event or an infusion reaction as the reason; it certainly lasted
from the day on which the first infusion of it was due to the infusion that was given late for it,
or else to the last infusion left out.
"""

from typing import Any, NamedTuple

from dosing.watch.actions import HOLD, LEAVE_OUT, LOWER, STOP, demanded
from dosing.watch.findings import (
    Source,
    counts_below,
    counts_reach,
    episodes,
    events_on_treatment,
    is_of_the_blood,
    is_related,
    question_of_counts,
    readings_of,
)
from edc.facts import fact
from edc.logic import Unknown, all_of, days, filled, negation, one_of, ratio

OTHER_RULES = ("HEPATOTOX", "VOD", "IRR")


def source_of(infusion, question, value) -> Source:
    return Source("ino_infusion", infusion.record_id, question, value)


def later_given(course, infusion):
    """The infusions given after another, in the order of the plan."""
    place = course.doses.index(infusion)
    return [other for other in course.doses[place + 1 :] if (other.given == "Y") is True]


def record_of(infusions):
    """The record of the first of the infusions; None without one."""
    return next((infusion.record_id for infusion in infusions), None)


def due_of(infusions):
    """The planned day of the first of the infusions; Unknown without one."""
    return next((infusion.nominal for infusion in infusions), Unknown)


@fact
def ino_actions_for_permanent_stop(ino_course):
    """Stopped for good: no infusion is given after it."""
    found = []
    for infusion in ino_course.doses:
        if infusion.is_last is True:
            later = later_given(ino_course, infusion)
            found.append(
                demanded(
                    "DOSE-INO-01",
                    STOP,
                    on=infusion.on if filled(infusion.on) else infusion.nominal,
                    source=source_of(infusion, "modification", "DISCONTINUED"),
                    due=due_of(later),
                    broken_by=record_of(later),
                )
            )
    return found[:1]


@fact
def ino_actions_for_severe_liver_toxicity(ino_course, adverse_events, param):
    """Severe liver toxicity that is no VOD/SOS: stop for good from the day it begins.

    What was stopped for good while the event lasted was acted upon; the first rule looks after it.
    """
    found = []
    for event in events_on_treatment(adverse_events, ino_course):
        is_severe = all_of(
            event.kind == "HEPATOTOX",
            event.grade >= param.dosing.ino_severe_liver_grade,
            is_related(event.record.causality_ino),
        )
        stops = [pause for pause in ino_course.pauses if pause.is_stop]
        is_stopped = any(stop.may_touch(event.earliest_onset, event.latest_end) for stop in stops)
        if is_severe is True:
            found.append(
                demanded(
                    "DOSE-INO-02",
                    STOP,
                    on=event.first,
                    source=event.source,
                    due=ino_course.next_dose(event.latest_onset),
                    broken_by=None
                    if is_stopped
                    else ino_course.given_between(event.latest_onset, None),
                )
            )
    return found


@fact
def ino_actions_for_other_events(ino_course, adverse_events, param):
    """Related event of grade 2 or more, not of the blood: hold before each dose."""
    found = []
    for event in events_on_treatment(adverse_events, ino_course):
        calls_for_a_hold = all_of(
            event.grade >= param.dosing.ino_hold_grade,
            is_related(event.record.causality_ino),
            negation(is_of_the_blood(event.record)),
            negation(one_of(event.kind, *OTHER_RULES)),
        )
        if calls_for_a_hold is True:
            first = event.latest_onset
            is_held = ino_course.may_pause_within(event.earliest_onset, event.latest_end)
            found.append(
                demanded(
                    "DOSE-INO-03",
                    HOLD,
                    on=event.first,
                    source=event.source,
                    due=ino_course.next_dose(first),
                    broken_by=None
                    if is_held
                    else ino_course.given_between(first, event.earliest_end),
                )
            )
    return found


class Hold(NamedTuple):
    """Days for which InO was held for toxicity, and the infusion that was given after them."""

    since: Any
    days: int
    resumed: Any


@fact
def ino_holds(ino_course):
    """The holds for toxicity that certainly ended with an infusion, in order."""
    found = []
    since = last_left_out = Unknown
    for infusion in ino_course.doses:
        is_for_toxicity = infusion.is_for_toxicity is True
        if infusion.given == "N" and is_for_toxicity:
            since = infusion.nominal if since is Unknown else since
            last_left_out = infusion.nominal
            continue
        if infusion.given == "Y":
            is_held = is_for_toxicity and infusion.is_late is True
            begun = infusion.hold_from if is_held and since is Unknown else since
            length = days(begun, infusion.on if is_held else last_left_out)
            if length is not Unknown and length > 0:
                found.append(Hold(begun, length, infusion))
        since = last_left_out = Unknown
    return found


@fact
def ino_actions_for_long_hold_within_cycle(ino_course, param):
    """Held for too long within a cycle: the dose is left out, not given late."""
    found = []
    for infusion in ino_course.doses:
        is_held = all_of(infusion.is_for_toxicity, infusion.is_late, infusion.given == "Y")
        length = days(infusion.hold_from, infusion.on)
        limit = param.dosing.ino_leave_out_delay_days
        if all_of(infusion.day != "D1", is_held, length >= limit) is True:
            found.append(
                demanded(
                    "DOSE-INO-04",
                    LEAVE_OUT,
                    on=infusion.hold_from,
                    source=source_of(infusion, "infusion_date", infusion.on),
                    due=infusion.nominal,
                    broken_by=infusion.record_id,
                )
            )
    return found


@fact
def ino_actions_for_hold_of_two_weeks(ino_course, ino_holds, param):
    """Long holds: a quarter less from the next cycle on, then fewer doses, then none."""
    long = [hold for hold in ino_holds if hold.days >= param.dosing.ino_reduce_delay_days]
    found = []
    for times, hold in enumerate(long, start=1):
        resumed = hold.resumed
        cycle = resumed.cycle if resumed.day == "D1" else resumed.cycle + 1
        affected = [
            infusion
            for infusion in ino_course.doses
            if infusion.cycle >= cycle and (infusion.given == "Y") is True
        ]
        excessive = [
            infusion
            for infusion in affected
            if is_too_much(infusion, affected, times, param) is True
        ]
        found.append(
            demanded(
                "DOSE-INO-05",
                LOWER if times <= 2 else STOP,
                on=hold.since,
                source=source_of(resumed, "infusion_date", resumed.on),
                due=due_of(affected),
                broken_by=record_of(excessive),
            )
        )
    return found


def is_too_much(infusion, affected, times, param):
    """Whether an infusion is more than is left after so many long holds."""
    dosing = param.dosing
    if times > 2:
        return True
    if times == 2:
        earlier = [other for other in affected if other.cycle == infusion.cycle]
        return earlier.index(infusion) >= dosing.ino_doses_when_reduced_again
    most = infusion.full_dose * (1 - dosing.ino_reduction) * (1 + dosing.ino_dose_tolerance)
    return infusion.dose > most


@fact
def ino_actions_for_hold_of_four_weeks(ino_holds, param):
    """Held for longer than four weeks and given again: to be considered."""
    return [
        demanded(
            "DOSE-INO-06",
            STOP,
            on=hold.since,
            source=source_of(hold.resumed, "infusion_date", hold.resumed.on),
            due=hold.resumed.nominal,
            broken_by=hold.resumed.record_id,
        )
        for hold in ino_holds
        if hold.days > param.dosing.ino_withdraw_delay_days
    ]


@fact
def ino_actions_for_lasting_low_counts(ino_course, lab_hematologies, adverse_events, param):
    """Low counts for more than four weeks that an adverse event puts down to InO: stop."""
    dosing = param.dosing
    neutrophils, platelets = dosing.ino_cycle_start_anc, dosing.ino_cycle_start_plt

    def judge(sample):
        return (
            counts_below(sample, neutrophils, platelets),
            counts_reach(sample, neutrophils, platelets),
            question_of_counts(sample, neutrophils),
        )

    events = [
        event
        for event in events_on_treatment(adverse_events, ino_course)
        if all_of(is_of_the_blood(event.record), is_related(event.record.causality_ino)) is True
    ]
    found = []
    for episode in episodes(readings_of(lab_hematologies, ino_course, judge)):
        late = [
            infusion
            for infusion in ino_course.doses
            if infusion.is_certain_between(episode.day, episode.until)
            and days(episode.day, infusion.on) > dosing.ino_low_counts_max_days
            and any(event.covers(infusion.on) is True for event in events)
        ]
        if late:
            found.append(
                demanded(
                    "DOSE-INO-07",
                    STOP,
                    on=episode.day,
                    source=episode.source,
                    due=due_of(late),
                    broken_by=record_of(late),
                )
            )
    return found


@fact
def ino_actions_for_reduced_dose(ino_course, param):
    """Reduced for toxicity: later doses are no larger a part of the regimen's."""
    found = []
    for infusion in ino_course.doses:
        is_reduced = all_of(infusion.given == "Y", infusion.is_reduced, infusion.is_for_toxicity)
        if is_reduced is not True:
            continue
        part = ratio(infusion.dose, infusion.full_dose) * (1 + param.dosing.ino_dose_tolerance)
        later = later_given(ino_course, infusion)
        raised = [one for one in later if (ratio(one.dose, one.full_dose) > part) is True]
        found.append(
            demanded(
                "DOSE-INO-08",
                LOWER,
                on=infusion.on,
                source=source_of(infusion, "actual_dose_mg_m2", infusion.dose),
                due=due_of(later),
                broken_by=record_of(raised),
            )
        )
    return found
