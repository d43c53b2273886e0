"""When a visit is due: its place in the schedule, counted from the day that anchors it."""

from edc.logic import Unknown, filled
from edc.schedule import timing
from trial.protocol import PRE_HSCT, REL, SCHEDULE

PLANNED = {planned.code: planned for planned in SCHEDULE}


def window_status(visit, visit_date, anchor_dates, dosing_cycles, relapses):
    """``IN``, ``EARLY`` or ``LATE``; ``NONE`` where the schedule sets no target; else Unknown."""
    planned = PLANNED.get(visit.code)
    if planned is None or visit_date is Unknown:
        return Unknown
    if planned.target is None:
        return "NONE"
    anchor = anchor_of(planned, visit.sequence, anchor_dates, dosing_cycles, relapses)
    return timing(planned.window(anchor, visit.sequence), visit_date)


def anchor_of(planned, sequence, anchor_dates, dosing_cycles, relapses):
    """Day 0 of a visit: of its cycle, of the relapse with its number in order, or of its anchor."""
    if planned.anchor == "cycle_start":
        return start_of_cycle(sequence, dosing_cycles)
    if planned is REL and sequence > 1:
        return nth_relapse(sequence, relapses)
    if planned is PRE_HSCT and sequence > 1:
        return Unknown  # measured from the HSCT decision with its number, which no form asks yet
    return anchor_dates[planned.anchor]


def start_of_cycle(number, dosing_cycles):
    starts = [cycle.cycle_start_date for cycle in dosing_cycles if cycle.cycle_number == number]
    return starts[0] if starts else Unknown


def nth_relapse(number, relapses):
    days = sorted(filter(filled, (relapse.relapse_date for relapse in relapses)))
    return days[number - 1] if len(days) >= number else Unknown
