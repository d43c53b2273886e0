"""Which initial reports of serious events are urgent, who is told, and in what words.

A mail leaves the trial: it names the subject, the number of the event and the hour, nothing else.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from edc.access import SITE_ROLES, Role, in_force
from edc.chart import parameters
from edc.models import Appointment, Site, Subject, User
from edc.models.record import State, record_url
from edc.text import T, both
from safety.clock import minutes_passed
from safety.models import Level, Notice, Sae
from safety.overdue import Timeliness, Waiting, waiting_of

WARNED_BEFORE = timedelta(hours=6)
TRIAL_ROLES = {Role.DATA_MANAGER, Role.MEDICAL_MONITOR}
# Between attempts to reach one person: a minute, then twice as long each time, up to this.
LONGEST_PAUSE = timedelta(minutes=15)


class Untold(NamedTuple):
    """Somebody who is still to be told of a serious event."""

    waiting: Waiting
    level: Level
    person: User

    @property
    def event_id(self) -> int:
        """The record of the adverse event."""
        return self.waiting.event._envelope.id


def untold(at: datetime) -> list[Untold]:
    """Whom to tell now, of the most urgent event first."""
    urgent = list(urgent_events(at))
    people = {site: people_told(site, at) for site in {one.subject.site for one, _ in urgent}}
    found = [
        Untold(one, level, person) for one, level in urgent for person in people[one.subject.site]
    ]
    tried = attempts({each.event_id for each in found})
    return [each for each in found if may_try(tried[each.event_id, each.level, each.person.pk], at)]


def urgent_events(at: datetime) -> Iterator[tuple[Waiting, Level]]:
    """Serious events whose initial report is begun, not complete, and due soon or overdue."""
    soon = at + WARNED_BEFORE - timedelta(hours=parameters().safety.sae_report_hours)
    begun = Sae.objects.filter(
        record__state=State.DRAFT, report_type="INITIAL", aware_time__lte=soon
    )
    drafts = set(begun.values_list("record__subject", "record__line"))
    for one in waiting_of(Subject.objects.filter(pk__in={pk for pk, _ in drafts}), at):
        level = level_of(one, at)
        if level and (one.subject.pk, one.reporting.initial.line) in drafts:
            yield one, level


def level_of(one: Waiting, at: datetime) -> Level | None:
    """How urgent the initial report is; None for one with more time, or without a clock."""
    if one.timeliness == Timeliness.OVERDUE:
        return Level.OVERDUE
    if one.timeliness != Timeliness.RUNNING:
        return None
    left = minutes_passed(at, one.reporting.due_at)
    return Level.SOON if left <= WARNED_BEFORE.total_seconds() / 60 else None


def people_told(site: Site, at: datetime) -> list[User]:
    """Who enters at the site, or answers for safety there, today; only those with an address."""
    held = Appointment.objects.filter(in_force(timezone.localdate(at)), user=OuterRef("pk"))
    concerned = held.filter(
        Q(role__in=SITE_ROLES, site=site) | Q(role__in=TRIAL_ROLES) & (Q(site=site) | Q(site=None))
    )
    active = User.objects.filter(Exists(concerned), is_active=True)
    return list(active.exclude(email="").order_by("username"))


def attempts(event_ids) -> dict[tuple, list[Notice]]:
    """Earlier attempts by event, level and person, in their order."""
    earlier: dict = defaultdict(list)
    for notice in Notice.objects.filter(event__in=event_ids).order_by("pk"):
        earlier[notice.event_id, notice.level, notice.person_id].append(notice)
    return earlier


def may_try(earlier: list[Notice], at: datetime) -> bool:
    """Whether somebody was never reached, and the last attempt was long enough ago."""
    if not earlier:
        return True
    pause = min(timedelta(minutes=2 ** min(len(earlier) - 1, 10)), LONGEST_PAUSE)
    return all(notice.refusal for notice in earlier) and earlier[-1].at + pause <= at


def mail_of(one: Untold) -> EmailMessage:
    """The mail, in both languages: an account has none of its own.

    Sent again after a worker was lost between sending and remembering, it is known by its id.
    """
    subject, number = one.waiting.subject, one.waiting.reporting.ae_number
    due = one.waiting.reporting.due_at.isoformat(sep=" ", timespec="minutes")
    line = one.waiting.reporting.initial.line
    link = settings.PUBLIC_URL + record_url("record", subject, None, Sae.form, line)
    label, label_zh = both(one.level.label)
    title = f"{subject}, SAE {number}: {label} / {label_zh}"
    text = T(
        f"{label}.\n\nSubject: {subject}\nEvent number: {number}\nDue: {due}\n{link}",
        f"{label_zh}。\n\n受试者：{subject}\n不良事件序号：{number}\n截止时间：{due}\n{link}",
    )
    host = urlsplit(settings.PUBLIC_URL).hostname
    known_by = f"<sae-{one.event_id}-{one.level.lower()}-{one.person.pk}@{host}>"
    headers = {"Message-ID": known_by, "Auto-Submitted": "auto-generated"}
    body = "\n\n\n".join(both(text)) + "\n"
    return EmailMessage(title, body, to=[one.person.email], headers=headers)
