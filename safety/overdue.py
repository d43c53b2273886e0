"""Serious events whose initial report is missing or late: who waits, since when, how long."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from edc import charts
from edc.codelists import Codelist
from edc.logic import Unknown, filled
from edc.models import Subject
from edc.models.record import State
from edc.text import T
from safety.clock import Reporting
from safety.models import AdverseEvent, Sae

AT_LAST = datetime.max.replace(tzinfo=UTC)


class Timeliness(Codelist):
    """How an initial report stands against its clock; one made in time is not listed."""

    OVERDUE = "OVERDUE", T("Overdue", "已逾期")
    NOT_BEGUN = "NOT_BEGUN", T("No report; time of awareness not known", "尚无报告，获知时间不详")
    RUNNING = "RUNNING", T("Not yet due", "未到期")
    LATE = "LATE", T("Reported late", "逾期报告")
    UNTIMED = "UNTIMED", T("Reported; in time or late is not known", "已报告，是否逾期不详")


class Waiting(NamedTuple):
    """A serious event that somebody should look at."""

    subject: Subject
    event: Any
    reporting: Reporting
    timeliness: Timeliness
    minutes: int | None  # past the hour at which the report was due

    @property
    def late_by(self) -> str:
        """Hours and minutes; empty when it is not late or not known to be."""
        return f"{self.minutes // 60} h {self.minutes % 60} min" if self.minutes else ""


def timeliness_of(reporting: Reporting, now: datetime) -> Timeliness | None:
    """How the initial report stands at an instant; nothing for one made in time."""
    if filled(reporting.initial.made_at):
        if reporting.minutes_late is Unknown:
            return Timeliness.UNTIMED
        return Timeliness.LATE if reporting.minutes_late else None
    if reporting.due_at is Unknown:
        return Timeliness.NOT_BEGUN
    return Timeliness.OVERDUE if reporting.is_overdue(now) else Timeliness.RUNNING


def waiting(user, now: datetime) -> list[Waiting]:
    """The serious events of the user's sites without an initial report in time, worst first."""
    events = AdverseEvent.objects.visible_to(user).filter(serious="Y")
    return waiting_of(Subject.objects.filter(pk__in=events.values("record__subject")), now)


def waiting_of(subjects, now: datetime) -> list[Waiting]:
    """The serious events of these subjects without an initial report in time, worst first."""
    loaded = charts.load(subjects.select_related("site"), {"adverse_event", "sae"}, at=now)
    _add_drafts(loaded)
    found = [one for chart in loaded.values() for one in _waiting_in(chart, now)]
    return sorted(found, key=_urgency)


def _urgency(one: Waiting):
    """By timeliness, then by the instant at which the report is or was due."""
    due = one.reporting.due_at
    return list(Timeliness).index(one.timeliness), due if filled(due) else AT_LAST


def _add_drafts(loaded) -> None:
    """The clock runs from awareness, whether or not anybody has completed a form."""
    for form in (AdverseEvent, Sae):
        drafts = form.objects.filter(record__subject__in=list(loaded), record__state=State.DRAFT)
        for draft in drafts.select_related("record__visit"):
            chart = loaded[draft.record.subject_id]
            chart.add(form, charts.envelope_of(draft.record), vars(draft))


def _waiting_in(chart, now) -> Iterator[Waiting]:
    events = {event._envelope.line: event for event in chart.records.get("adverse_event", ())}
    for reporting in chart.fact("sae_reports"):
        timeliness = timeliness_of(reporting, now)
        if timeliness is not None:
            event = events[reporting.line]
            yield Waiting(chart.subject, event, reporting, timeliness, _minutes(reporting, now))


def _minutes(reporting, now) -> int | None:
    """Whole minutes after the report was due until it was made, or until now."""
    made_at = reporting.initial.made_at
    late = reporting.minutes_late_at(made_at if filled(made_at) else now)
    return int(late) if filled(late) else None
