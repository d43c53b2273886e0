"""When a visit is due: its place in the schedule, counted from the day that anchors it."""

from edc.logic import Unknown, filled
from edc.schedule import timing
from trial.protocol import PRE_HSCT, REL, SCHEDULE

PLANNED = {planned.code: planned for planned in SCHEDULE}


def window_status(visit, visit_date, anchor_dates, dosing_cycles, relapses, pre_hsct_assessments):
    """``IN``, ``EARLY`` or ``LATE``; ``NONE`` where the schedule sets no target; else Unknown."""
    planned = PLANNED.get(visit.code)
    if planned is None or visit_date is Unknown:
        return Unknown
    if planned.target is None:
        return "NONE"
    anchor = anchor_of(
        planned, visit.sequence, anchor_dates, dosing_cycles, relapses, pre_hsct_assessments
    )
    return timing(planned.window(anchor, visit.sequence), visit_date)


def anchor_of(planned, sequence, anchor_dates, dosing_cycles, relapses, pre_hsct_assessments):
    """Day 0 of a visit: the start of its cycle, or the anchor of its kind.

    A repeated visit for relapse, or before HSCT, has that of the relapse or of the decision with
    its number in order.
    """
    if planned.anchor == "cycle_start":
        return start_of_cycle(sequence, dosing_cycles)
    if planned is REL and sequence > 1:
        return nth_day(sequence, (relapse.relapse_date for relapse in relapses))
    if planned is PRE_HSCT and sequence > 1:
        return nth_day(sequence, days_of_decision(pre_hsct_assessments))
    return anchor_dates[planned.anchor]


def start_of_cycle(number, dosing_cycles):
    starts = [cycle.cycle_start_date for cycle in dosing_cycles if cycle.cycle_number == number]
    return starts[0] if starts else Unknown


def days_of_decision(pre_hsct_assessments):
    """The days on which somebody decided for, against, or to put off HSCT."""
    return [
        assessment.assessment_date
        for assessment in pre_hsct_assessments
        if filled(assessment.hsct_decision)
    ]


def nth_day(number, days):
    in_order = sorted(filter(filled, days))
    return in_order[number - 1] if len(in_order) >= number else Unknown
