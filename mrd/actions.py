"""Computing the week-2 result of every subject that needs it."""

from decimal import Decimal

from edc.actions.assessing import Purpose
from edc.logic import Unknown
from mrd import week2


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
        "responder_itt": is_enrolled and found.status == week2.REMISSION,
        "mrd_remission_date": as_text(remission),
        **(_details(chart, found) if is_enrolled else {}),
    }
    return outcome, next_look(chart)


def next_look(chart):
    """The next day on which the week-2 result can change by itself, if there is one."""
    return week2.next_look(chart.fact("marrows"), chart.fact("course"), chart.today, chart.param)


def _details(chart, found) -> dict:
    """The window, and which specimens decided with which figures."""
    first, last = found.window or (Unknown, Unknown)
    details = {
        "anchor_date": as_text(chart.fact("week2_anchor_date")),
        "window_start": as_text(first),
        "window_end": as_text(last),
        **dict.fromkeys(("pcr_status", "flow_status", "pcr_specimen", "flow_specimen")),
        **dict.fromkeys(("endpoint_ratio_percent", "abnormal_percent")),
    }
    if found.halves is None:
        return details
    pcr_specimen, flow_specimen = (each.record_id for each in found.halves[2:])
    return details | {
        "pcr_status": found.halves.pcr,
        "flow_status": found.halves.flow,
        "pcr_specimen": pcr_specimen,
        "flow_specimen": flow_specimen,
        "endpoint_ratio_percent": _figure(
            chart, pcr_specimen, "mrd_pcrs", "endpoint_ratio_percent"
        ),
        "abnormal_percent": _figure(chart, flow_specimen, "mrd_flows", "abnormal_percent"),
    }


def _figure(chart, specimen_id, results, name):
    """The percentage that was held against the threshold, as it was read from the specimen."""
    own = [result for result in chart.value(results) if result._envelope.parent_id == specimen_id]
    return as_text(getattr(own[-1], name)) if own else None


def as_text(value) -> str | None:
    """A date or a number as it is stored; None for what is not known."""
    if value is Unknown:
        return None
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


# What the next look is found from.
AWAITED = ("marrows", "course")
WEEK2 = Purpose(
    "WEEK2", 2, ("week2", "mrd_remission_date", "in_evaluable", "in_safety", *AWAITED), judge
)
