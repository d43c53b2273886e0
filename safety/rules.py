"""Arithmetic of days on study treatment."""

from edc.logic import Unknown, as_span, days


def study_day(day, first_dose):
    """The first dose is on day 1, the day before it is day -1; an incomplete date has none."""
    passed = as_span(days(first_dose, day))
    if passed is Unknown or passed.low != passed.high:
        return Unknown
    return passed.low + 1 if passed.low >= 0 else passed.low


def first_day_on_treatment(start, first_dose):
    """The earliest day since the first dose that a start can mean; Unknown when it is before it."""
    start = as_span(start)
    if start is Unknown or first_dose is Unknown or start.high < first_dose:
        return Unknown
    return max(start.low, first_dose)
