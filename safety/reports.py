"""The printed report of a serious event: what its forms say, in both languages."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from edc import charts
from edc.actions.entry import Place, find, row_of
from edc.chart import Answers
from edc.checking import forms_needed
from edc.codelists import MissingReason
from edc.models import Record, Subject
from edc.models.record import State
from edc.sheets import derived_text
from edc.text import both
from safety.models import AdverseEvent, Sae


class Line(NamedTuple):
    """A question with its answer, each in English and in Chinese."""

    label: tuple[str, str]
    answer: tuple[str, str]


class Printed(NamedTuple):
    """A report with the event it is about; no event while none has its number."""

    subject: Subject
    record: Record
    report: Answers
    event: Answers | None


def printable(subject: Subject, line: int, forms: Iterable[str] = ()) -> Printed | None:
    """The report at a line of the subject, unless there is none or it was removed.

    ``forms``: what else its reader wants to know from the chart.
    """
    record = find(place=Place(subject, None, Sae.form, line))
    if record is None or record.state == State.REMOVED:
        return None
    needed = forms_needed(Sae) | forms_needed(AdverseEvent) | {AdverseEvent.form, *forms}
    chart = charts.of(subject, needed)
    report = charts.put(chart, record, row_of(Sae, record.pk))
    events = chart.records.get("adverse_event", ())
    own = (event for event in events if (event.ae_number == report.ae_number) is True)
    return Printed(subject, record, report, next(own, None))


def as_html(printed: Printed, *, at: datetime, by) -> str:
    """The page that is printed. ``at`` and ``by``: when and for whom."""
    subject = printed.subject
    context = {
        "subject": subject,
        "record": printed.record,
        "is_draft": printed.record.state == State.DRAFT,
        "title": both(Sae.title),
        "trial": both(settings.TRIAL_NAME),
        "site": both(subject.site.name),
        "parts": [_part(answers) for answers in (printed.report, printed.event) if answers],
        "at": at.astimezone(subject.zone).isoformat(sep=" ", timespec="minutes"),
        "by": by.shown_name,
    }
    return render_to_string("pdf/sae.html", context)


def _part(answers: Answers):
    return both(answers._crf.title), list(_sections(answers))


def _sections(answers: Answers) -> Iterator[tuple[tuple[str, str], list[Line]]]:
    """The sections of a form that apply, with the questions that do."""
    for section in answers._crf.sections:
        lines = [
            Line(both(question.label), in_both_languages(answers, question))
            for question in section.questions
            if answers._chart.shows(answers, question)
        ]
        if lines:
            yield both(section.title), lines


def in_both_languages(answers: Answers, question) -> tuple[str, str]:
    """An answer as people read it, decoded in English and in Chinese."""
    said = []
    for code, _ in settings.LANGUAGES:
        with override(code):
            said.append(answer_shown(answers, question))
    english, chinese = said
    return english, chinese


def answer_shown(answers: Answers, question) -> str:
    """An answer in the language of the moment, with its unit; or why there is none."""
    if question.derived is not None:
        text = derived_text(answers, question)
    elif reason := (answers._row.get("missing") or {}).get(question.name):
        return str(MissingReason(reason).label)
    else:
        text = question.shown(answers._row, answers._chart.site.zone)
    return f"{text} {question.unit.shown}" if text and question.unit else text
