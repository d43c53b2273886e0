"""Safety on paper: events, reports and medicines of one subject, without a database."""

from datetime import UTC, date, datetime, timedelta

from dosing.models import InoInfusion
from edc.chart import Envelope
from safety.models import AdverseEvent, Sae
from tests.enrollment.paper import SHANGHAI, blank_chart, fill, numbers

FIRST_DOSE = date(2026, 1, 1)


def day(number):
    """The study day with this number: the first dose is on day 1."""
    return FIRST_DOSE + timedelta(days=number - 1)


def at(number, hour, minute=0):
    """A time in Shanghai on the study day with this number."""
    return datetime.combine(day(number), datetime.min.time(), SHANGHAI).replace(
        hour=hour, minute=minute
    )


def treated():
    """The chart of a subject who had a first infusion as planned."""
    chart = blank_chart()
    start = datetime.combine(FIRST_DOSE, datetime.min.time(), UTC)
    when = {"infusion_date": FIRST_DOSE, "infusion_start": start}
    fill(chart, InoInfusion, given="Y", modification=["NONE"], **when)
    return chart


def event(chart, number, *, serious="Y", **answers):
    """An adverse event with a number, serious unless said otherwise."""
    return fill(chart, AdverseEvent, ae_number=number, serious=serious, **answers)


def report(chart, number, kind="INITIAL", *, state="COMPLETE", **answers):
    """A report on the event with this number."""
    envelope = Envelope(next(numbers), Sae.form, state=state)
    row = {"missing": {}, "ae_number": number, "report_type": kind} | answers
    return chart.add(Sae, envelope, row)
