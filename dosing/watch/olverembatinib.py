"""Changes of olverembatinib that the protocol calls for: schedule, section 4, row by row.

What is measured counts from the day after the first dose, for the first sample is taken before it,
until conditioning begins. A dose is one of the days of intake of a period; where doses were missed,
one was certainly taken between two days only when there were more days of intake than doses missed.

An adverse event has one grade, its worst, and no day on which it was reached. An event that calls
for an interruption is taken to have had one when the records pause at any time while it lasted; one
that calls for a stop, when no dose follows it. Arterial occlusion stops the drug on its first day.
"""

from datetime import timedelta
from itertools import chain

from dosing.rules import one_level_lower
from dosing.watch.actions import INTERRUPT, LOWER, STOP, demanded
from dosing.watch.findings import (
    counts_below,
    counts_reach,
    episodes,
    events_on_treatment,
    is_of_the_blood,
    is_pancreatitis,
    is_related,
    is_unrelated,
    liver_tests,
    on_treatment,
    question_of_counts,
    readings_of,
    source_of,
)
from edc.facts import fact
from edc.logic import all_of, any_of, days, exists, negation, one_of
from edc.series import dated
from enrollment.grades import grade_of_strip

OWN_ROW = ("PANCREATITIS", "ARTERIAL", "HYPERTENSION", "PROTEINURIA")


def levels(param):
    """The dose levels in mg."""
    dosing = param.dosing
    return (dosing.olv_start_mg, dosing.olv_level_minus1_mg, dosing.olv_level_minus2_mg)


def interrupted(rule, episode, course, until=None):
    """An interruption from the finding to the day on which the limits allow a dose again."""
    return demanded(
        rule,
        INTERRUPT,
        on=episode.day,
        source=episode.source,
        due=course.next_dose(episode.day),
        broken_by=course.given_between(episode.day, until or episode.until),
    )


def resumed_lower(rule, found, course, param, *, after, until, times=None):
    """The dose after each interruption for toxicity that began in the time given.

    ``times``: for low counts, how often they came: at first the dose stays, then it is lowered.
    """
    for before, since in course.resumptions(after, until):
        highest = dose_allowed(before.dose, times, param)
        is_higher = (since.dose > highest) is True
        yield demanded(
            rule,
            LOWER,
            on=after,
            source=found,
            due=since.first,
            broken_by=since.record_id if is_higher else None,
        )


def dose_allowed(dose, times, param):
    """The highest dose to resume with, in mg; 0 when there is no level left."""
    if times == 1:
        return dose
    if times is not None and times > 2:
        return param.dosing.olv_level_minus2_mg
    return one_level_lower(dose, levels(param))


def held_and_lowered(rule, readings, course, param):
    """An interruption for each episode, and one level less on resuming."""
    for episode in episodes(readings):
        yield interrupted(rule, episode, course)
        limits = {"after": episode.day, "until": episode.until}
        yield from resumed_lower(rule, episode.source, course, param, **limits)


@fact
def olv_actions_for_low_counts(olv_course, lab_hematologies, param):
    """Neutrophils or platelets below the limits: interrupt; the dose by how often it came."""
    dosing = param.dosing

    def judge(sample):
        return (
            counts_below(sample, dosing.olv_hold_anc, dosing.olv_hold_plt),
            counts_reach(sample, dosing.olv_resume_anc, dosing.olv_resume_plt),
            question_of_counts(sample, dosing.olv_hold_anc),
        )

    found = []
    for episode in episodes(readings_of(lab_hematologies, olv_course, judge)):
        found.append(interrupted("DOSE-OLV-01", episode, olv_course))
        found += resumed_lower(
            "DOSE-OLV-01",
            episode.source,
            olv_course,
            param,
            after=episode.day,
            until=episode.until,
            times=episode.times,
        )
    return found


def paused_for(rule, event, course, param):
    """An interruption while the event lasts, and one level less on resuming."""
    first, last = event.latest_onset, event.earliest_end
    is_paused = course.may_pause_within(event.earliest_onset, event.latest_end)
    yield demanded(
        rule,
        INTERRUPT,
        on=event.first,
        source=event.source,
        due=course.next_dose(first),
        broken_by=None if is_paused else course.given_between(first, last),
    )
    yield from resumed_lower(rule, event.source, course, param, after=first, until=last)


def stopped_for(rule, event, course):
    """No dose after the event, by whose end the grade was reached; none now while it goes on."""
    first = event.latest_onset
    if event.last is not None:
        broken_by = course.given_between(event.latest_end, None)
    else:
        still = (dose for dose in course.doses if dose.is_ongoing)
        broken_by = next((d.record_id for d in still if d.is_certain_between(first, None)), None)
    return demanded(
        rule,
        STOP,
        on=event.first,
        source=event.source,
        due=course.next_dose(first),
        broken_by=broken_by,
    )


def stopped_at_once(rule, on, source, course):
    """No dose after the day of the finding."""
    return demanded(
        rule,
        STOP,
        on=on,
        source=source,
        due=course.next_dose(on),
        broken_by=course.given_between(on, None),
    )


def is_general(event, kinds):
    """A related event that neither concerns the blood nor has a row of its own."""
    return all_of(
        is_related(event.record.causality_olv),
        negation(is_of_the_blood(event.record)),
        negation(one_of(event.kind, *kinds)),
    )


@fact
def olv_actions_for_grade_3(
    olv_course,
    adverse_events,
    olv_actions_for_liver_tests,
    olv_actions_for_liver_injury,
    olv_actions_for_qtcf,
    param,
):
    """Related event of grade 3, not of the blood; what is measured is left to its own row."""
    measured = {
        "HEPATOTOX": (*olv_actions_for_liver_tests, *olv_actions_for_liver_injury),
        "QT": olv_actions_for_qtcf,
    }
    found = []
    for event in events_on_treatment(adverse_events, olv_course):
        has_its_grade = event.grade == param.dosing.olv_hold_grade
        is_measured = may_be_what_was_measured(event, measured.get(event.kind, ()))
        if not is_measured and all_of(has_its_grade, is_general(event, OWN_ROW)) is True:
            found += paused_for("DOSE-OLV-02", event, olv_course, param)
    return found


def may_be_what_was_measured(event, actions) -> bool:
    """Whether a measurement while the event lasted already calls for an action."""
    return any(event.covers(action.on) is not False for action in actions)


@fact
def olv_actions_for_grade_4(olv_course, adverse_events, olv_actions_for_liver_injury, param):
    """Related event of grade 4, not of the blood: stop; a measured liver injury has its own row."""
    found = []
    for event in events_on_treatment(adverse_events, olv_course):
        has_its_grade = event.grade >= param.dosing.olv_stop_grade
        injury = olv_actions_for_liver_injury if event.kind == "HEPATOTOX" else ()
        is_measured = may_be_what_was_measured(event, injury)
        is_of_this_row = all_of(has_its_grade, is_general(event, ("PANCREATITIS", "ARTERIAL")))
        if not is_measured and is_of_this_row is True:
            found.append(stopped_for("DOSE-OLV-03", event, olv_course))
    return found


@fact
def olv_actions_for_liver_tests(olv_course, lab_chemistries, reference_ranges, param):
    """ALT or AST above the limit while bilirubin is not: interrupt, resume lower."""
    dosing = param.dosing

    def judge(sample):
        tests = liver_tests(sample, reference_ranges)
        limit, back = dosing.olv_hold_transaminase_xuln, dosing.olv_resume_transaminase_xuln
        is_past = all_of(
            tests.transaminase_above(limit), tests.bilirubin < dosing.olv_stop_bilirubin_xuln
        )
        return is_past, all_of(tests.alt <= back, tests.ast <= back), tests.question_above(limit)

    readings = readings_of(lab_chemistries, olv_course, judge)
    return list(held_and_lowered("DOSE-OLV-04", readings, olv_course, param))


@fact
def olv_actions_for_liver_injury(
    olv_course, lab_chemistries, adverse_events, reference_ranges, param
):
    """ALT or AST with bilirubin: stop, unless an event of the liver has another cause."""
    dosing = param.dosing

    def has_another_cause(day):
        return any(
            all_of(one_of(event.kind, "HEPATOTOX", "VOD"), event.covers(day)) is not False
            and is_unrelated(event.record.causality_olv) is True
            for event in events_on_treatment(adverse_events, olv_course)
        )

    for sample in on_treatment(lab_chemistries, olv_course):
        tests = liver_tests(sample, reference_ranges)
        limit = dosing.olv_hold_transaminase_xuln
        is_injury = all_of(
            tests.transaminase_reaches(limit), tests.bilirubin >= dosing.olv_stop_bilirubin_xuln
        )
        if is_injury is True and not has_another_cause(dated(sample)):
            source = source_of(sample, tests.question_above(limit))
            return [stopped_at_once("DOSE-OLV-05", dated(sample), source, olv_course)]
    return []


@fact
def olv_actions_for_pancreatitis(olv_course, adverse_events, param):
    """Pancreatitis with symptoms: interrupt until it is over and resume lower, or stop."""
    dosing = param.dosing
    found = []
    for event in events_on_treatment(adverse_events, olv_course):
        if is_pancreatitis(event.record) is not True:
            continue
        if (event.grade >= dosing.olv_pancreatitis_stop_grade) is True:
            found.append(stopped_for("DOSE-OLV-06", event, olv_course))
        elif (event.grade >= dosing.olv_pancreatitis_hold_grade) is True:
            found += paused_for("DOSE-OLV-06", event, olv_course, param)
            found += resumed_when_over("DOSE-OLV-06", event, olv_course)
    return found


def resumed_when_over(rule, event, course):
    """No dose between an interruption and the end of the event."""
    for _, since in course.resumptions(event.latest_onset, event.earliest_end):
        day_before = since.first - timedelta(days=1)
        yield demanded(
            rule,
            INTERRUPT,
            on=event.first,
            source=event.source,
            due=since.first,
            broken_by=course.given_between(day_before, event.earliest_end),
        )


@fact
def olv_actions_for_arterial_occlusion(olv_course, adverse_events, param):
    """Arterial occlusion: stop on the day it begins."""
    return [
        stopped_at_once("DOSE-OLV-07", event.latest_onset, event.source, olv_course)
        for event in events_on_treatment(adverse_events, olv_course)
        if all_of(event.kind == "ARTERIAL", event.grade >= param.dosing.olv_arterial_stop_grade)
        is True
    ]


@fact
def olv_actions_for_qtcf(olv_course, ecgs, param):
    """Long QTcF: interrupt, resume lower."""

    def judge(ecg):
        is_past = ecg.qtcf_ms >= param.dosing.olv_hold_qtcf_ms
        return is_past, ecg.qtcf_ms < param.dosing.olv_resume_qtcf_ms, "qtcf_ms"

    readings = readings_of(ecgs, olv_course, judge)
    return list(held_and_lowered("DOSE-OLV-08", readings, olv_course, param))


@fact
def olv_actions_for_blood_pressure(olv_course, vital_signs_records, param):
    """High pressure that a later reading still finds when the days for its control are over."""
    dosing = param.dosing

    def judge(signs):
        is_high = any_of(
            signs.systolic_mmhg >= dosing.olv_hold_systolic_mmhg,
            signs.diastolic_mmhg >= dosing.olv_hold_diastolic_mmhg,
        )
        by_systole = (signs.systolic_mmhg >= dosing.olv_hold_systolic_mmhg) is True
        return is_high, negation(is_high), "systolic_mmhg" if by_systole else "diastolic_mmhg"

    readings = uncontrolled(
        readings_of(vital_signs_records, olv_course, judge), dosing.olv_pressure_control_days
    )
    return [interrupted("DOSE-OLV-09", episode, olv_course) for episode in episodes(readings)]


def uncontrolled(readings, longest):
    """Readings that are past the limit only when it has been passed for so many days."""
    since = None
    for reading in readings:
        if reading.is_back is not False:
            since = None
        elif since is None:
            since = reading.day
        is_past = since is not None and days(since, reading.day) >= longest
        yield reading._replace(is_past=is_past)


@fact
def olv_actions_for_protein_and_lipids(olv_course, adverse_events, lab_chemistries, param):
    """Proteinuria or high triglycerides: interrupt, whatever is found then; resume lower."""
    dosing = param.dosing
    proteinuria = [
        event
        for event in events_on_treatment(adverse_events, olv_course)
        if (event.kind == "PROTEINURIA") is True
    ]

    def lipids(sample):
        is_past = sample.triglycerides > dosing.olv_hold_triglycerides
        return is_past, negation(is_past), "triglycerides"

    def strip(sample):
        grade = grade_of_strip(sample.urine_protein).number
        has_grade = grade >= dosing.olv_proteinuria_hold_grade
        is_past = all_of(has_grade, negation(is_graded_lower(sample, proteinuria, param)))
        return is_past, negation(is_past), "urine_protein"

    found = []
    for event in proteinuria:
        if (event.grade >= dosing.olv_proteinuria_hold_grade) is True:
            found += paused_for("DOSE-OLV-10", event, olv_course, param)
    measured = [readings_of(lab_chemistries, olv_course, judge) for judge in (lipids, strip)]
    for episode in chain.from_iterable(map(episodes, measured)):
        until = olv_course.first_pause(episode.day, episode.until)
        found.append(interrupted("DOSE-OLV-10", episode, olv_course, until))
        limits = {"after": episode.day, "until": episode.until}
        found += resumed_lower("DOSE-OLV-10", episode.source, olv_course, param, **limits)
    return found


def is_graded_lower(sample, events, param):
    """Whether an event of that day has a lower grade: what 24 hours collect outweighs a strip."""
    limit = param.dosing.olv_proteinuria_hold_grade
    return exists(events, lambda event: all_of(event.covers(dated(sample)), event.grade < limit))
