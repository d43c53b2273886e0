"""Computing the week-2 result of every subject that needs it."""

from edc.actions.assessing import Purpose
from edc.chart import forms_read
from edc.facts import facts
from edc.logic import Unknown
from mrd import week2

NEEDED = ("week2", "mrd_remission_date", "in_itt", "in_safety", "in_evaluable", "marrows")


def forms_needed() -> frozenset[str]:
    """The forms that the result is read from."""
    return frozenset().union(*(forms_read(facts()[name]) for name in NEEDED))


def judge(chart):
    """The week-2 outcome of a chart, and the next day on which it can change by itself."""
    found, remission = chart.fact("week2"), chart.fact("mrd_remission_date")
    is_enrolled = found is not Unknown
    outcome = {
        "week2_status": found.status if is_enrolled else None,
        "week2_reason": found.reason if is_enrolled else None,
        "in_itt": chart.fact("in_itt"),
        "in_treated": chart.fact("in_itt") and chart.fact("in_safety"),
        "in_evaluable": chart.fact("in_evaluable"),
        "in_safety": chart.fact("in_safety"),
        "mrd_remission_date": None if remission is Unknown else remission.isoformat(),
        **(_details(found) if is_enrolled else {}),
    }
    looked = week2.next_look(chart.fact("marrows"), chart.fact("course"), chart.today, chart.param)
    return outcome, looked


def _details(found) -> dict:
    """The window, and which specimens decided."""
    window = found.window or (None, None)
    halves = found.halves
    return {
        "window_start": window[0] and window[0].isoformat(),
        "window_end": window[1] and window[1].isoformat(),
        "pcr_status": halves and halves.pcr,
        "flow_status": halves and halves.flow,
        "pcr_specimen": halves and halves.pcr_from.record_id,
        "flow_specimen": halves and halves.flow_from.record_id,
    }


WEEK2 = Purpose("WEEK2", 1, forms_needed, judge)
