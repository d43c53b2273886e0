"""Follow-up on paper: the records of one subject, without a database."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from dosing.models import InoInfusion
from edc.chart import Envelope
from followup.models import Hsct
from tests.enrollment.paper import blank_chart, fill, numbers

FIRST_DOSE = date(2026, 1, 1)
DAY_0 = date(2026, 3, 1)


def day(number):
    """The day so many days after transplantation."""
    return DAY_0 + timedelta(days=number)


def said(**answers):
    """A record of some form that holds these answers."""
    return SimpleNamespace(**answers)


def treated():
    """The chart of a subject who had a first dose."""
    chart = blank_chart()
    start = datetime.combine(FIRST_DOSE, datetime.min.time(), UTC)
    fill(chart, InoInfusion, given="Y", infusion_date=FIRST_DOSE, infusion_start=start)
    return chart


def transplanted():
    """The chart of a subject who was treated and then transplanted from a donor."""
    chart = treated()
    fill(chart, Hsct, transplant_number=1, hsct_kind="ALLO", d0_date=DAY_0)
    return chart


def belonging_to(transplant, form, **answers):
    """A complete form about a transplant, in the chart of that transplant."""
    envelope = Envelope(next(numbers), form.form, parent_id=transplant._envelope.id)
    return transplant._chart.add(form, envelope, {"missing": {}} | answers)
