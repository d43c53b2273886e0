"""Along each path through the protocol, the matrix owes exactly the right forms at each step."""

from datetime import date
from typing import Any, NamedTuple

import pytest
from django.utils import translation

from edc import charts
from edc.actions.assessing import assess_due
from edc.crf import crfs
from edc.matrix import matrix_of
from edc.models import Query, Subject
from edc.schedule import Need
from edc.tasks import SWEEP
from tests.paths import screening
from tests.paths.paper import Calendar
from tests.paths.paths import PATHS

LANGUAGES = ("en", "zh-hans")
CALENDAR = Calendar(date(2024, 3, 4))
OF_THE_SITE = [screening.site(), *screening.reference_ranges()]

every_path = pytest.mark.parametrize("path", PATHS.values(), ids=PATHS.keys())


class Seen(NamedTuple):
    """What a subject's page would show, and what is asked of the site."""

    owed: dict[str, frozenset[str]]
    overdue: dict[str, frozenset[str]]
    state: Any
    queries: frozenset[tuple[str, str]]


def expected(step) -> Seen:
    return Seen(step.owing.by_visit, dict(step.overdue), step.state, step.queries)


def seen(subject) -> Seen:
    columns = matrix_of(subject).columns
    late = {name_of(column): forms_in(column, lambda cell: cell.is_overdue) for column in columns}
    return Seen(
        {name_of(column): forms_in(column, is_owed) for column in columns},
        {visit: forms for visit, forms in late.items() if forms},
        state_of(subject),
        queries_of(subject),
    )


def name_of(column):
    return f"{column.visit.code}/{column.sequence}" if column.visit.repeats else column.visit.code


def forms_in(column, wanted):
    return frozenset(cell.crf.form for cell in column.cells if wanted(cell))


def is_owed(cell):
    is_complete = any(record.state == "COMPLETE" for record in cell.records)
    return cell.need in {Need.REQUIRED, Need.CONDITIONAL} and not is_complete


def state_of(subject):
    chart = charts.load([subject], {crf.form for crf in crfs()})[subject.pk]
    return chart.fact("subject_state").code


def queries_of(subject):
    asked = Query.objects.filter(record__subject=subject).exclude(state="CLOSED")
    return frozenset(asked.values_list("check_id", "question"))


def walk(steps, turn_to, desk):
    """Enter the papers of one step after the other, each on its day; the subject after each."""
    turn_to(CALENDAR.day(steps[0].day))
    clerk = desk()
    clerk.enter_all(OF_THE_SITE)
    subject = Subject.objects.get(screening_number=clerk.number)
    for step in steps:
        turn_to(CALENDAR.day(step.day))
        desk(subject).enter_all(step.papers)
        yield step, subject


@every_path
def test_the_matrix_owes_exactly_the_right_forms_at_each_step(path, turn_to, desk):
    for step, subject in walk(path(CALENDAR), turn_to, desk):
        for language in LANGUAGES:
            with translation.override(language):
                assert seen(subject) == expected(step), (step.name, language)

    assess_due(SWEEP)
    assert queries_of(subject) == step.queries


def test_together_the_paths_use_every_form():
    papers = [paper for path in PATHS.values() for step in path(CALENDAR) for paper in step.papers]

    assert {paper.form for paper in [*OF_THE_SITE, *papers]} == {crf.form for crf in crfs()}


@every_path
def test_papers_are_entered_day_by_day(path):
    days = [step.day for step in path(CALENDAR)]

    assert days == sorted(days)
