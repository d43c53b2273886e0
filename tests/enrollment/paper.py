"""Forms filled on paper: a subject's chart, without a database."""

from datetime import date
from itertools import count
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from dosing.models import OlverembatinibPeriod
from edc.chart import Chart, Envelope, PlaceInSchedule
from edc.checking import checks_on, findings
from followup.models import Death

SHANGHAI = ZoneInfo("Asia/Shanghai")

numbers = count(1)


def january(day):
    return date(2026, 1, day)


def blank_chart():
    return Chart(today=date(2026, 6, 1), site=SimpleNamespace(code="01", zone=SHANGHAI))


def fill(chart, form, *, visit=None, **answers):
    """A complete form in the chart; its answers, as facts and checks see them."""
    place = visit and PlaceInSchedule(*visit)
    envelope = Envelope(next(numbers), form.form, visit=place)
    return chart.add(form, envelope, {"missing": {}} | answers)


def takes_olverembatinib(chart, *, since):
    return fill(chart, OlverembatinibPeriod, period_status="TAKEN", start_date=since, ongoing="Y")


def dies(chart, *, on):
    return fill(chart, Death, death_date=on)


def shows(form, question, **answers):
    """Whether a form with these answers asks the question."""
    chart = blank_chart()
    return chart.shows(fill(chart, form, **answers), form.asked[question])


def owed(form, **answers):
    """The questions that a form with these answers still owes."""
    chart = blank_chart()
    filled = fill(chart, form, **answers)
    required = [check for check in checks_on(form) if check.id == "GEN-REQUIRED"]
    return {found.check.question for found in findings(chart, filled, required)}


def failing(chart, answers, *, beside):
    """The checks that fail beside a question."""
    return [found.check.id for found in findings(chart, answers) if found.check.question == beside]


def same(found, expected):
    """Whether two values are equal, or both unknown: an unknown equals nothing, not even itself."""
    return found is expected or (found == expected) is True
