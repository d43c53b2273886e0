"""Computing what is due: a level that is looked at, never a message that can be lost.

A computation of a subject is due when the subject has an event newer than the position it was
followed to, when its definition changed, or when the day came on which a window passes. Doing it
twice, or on two workers at once, stores nothing twice.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from celery import current_app
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from edc import charts
from edc.chart import parameters
from edc.models import Assessment, Standing, Subject
from edc.positions import newest

log = logging.getLogger(__name__)
AT_ONCE = 200

DUE = """
SELECT s.id
FROM edc_subject s
JOIN edc_site site ON site.id = s.site_id
LEFT JOIN edc_standing st ON st.subject_id = s.id AND st.purpose = %(purpose)s
LEFT JOIN LATERAL (
    SELECT max(p.position) AS newest FROM audit.position p WHERE p.subject_id = s.id
) seen ON true
WHERE st.id IS NULL OR st.definition <> %(definition)s OR st.through < seen.newest
   OR st.next_look_on <= (%(at)s AT TIME ZONE site.time_zone)::date
ORDER BY s.id
"""


@dataclass(frozen=True)
class Purpose:
    """A computation about each subject.

    ``judge`` takes a chart and gives the outcome and the next day on which it can change without
    an event. ``revision`` is raised when the rules in code change; the parameters count by
    themselves.
    """

    name: str
    revision: int
    forms: Callable[[], frozenset[str]]
    judge: Callable

    @property
    def definition(self) -> str:
        """Names the rules: their revision and every number they could have used."""
        return f"{self.name}-{self.revision}-{digest(snapshot())[:16]}"


def snapshot() -> dict:
    """The protocol's numbers, as results keep them."""
    return {group: vars(numbers) for group, numbers in vars(parameters()).items()}


def digest(content) -> str:
    """A hash of JSON content, equal when it is."""
    text = json.dumps(content, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def due(purpose: Purpose, at: datetime) -> list[int]:
    """Ids of the subjects whose computation is due."""
    with connection.cursor() as cursor:
        named = {"purpose": purpose.name, "definition": purpose.definition, "at": at}
        cursor.execute(DUE, named)
        return [subject_id for (subject_id,) in cursor.fetchall()]


def assess_due(purpose: Purpose, at: datetime | None = None) -> int:
    """Bring every subject that is due up to date; how many outcomes were new."""
    at = at or timezone.now()
    through = newest()
    ids = due(purpose, at)
    return sum(
        _assess(purpose, ids[start : start + AT_ONCE], through, at)
        for start in range(0, len(ids), AT_ONCE)
    )


def _assess(purpose, ids, through, at) -> int:
    """One batch, one transaction; subjects that another worker has in hand are left to it."""
    with transaction.atomic():
        subjects = list(Subject.objects.filter(pk__in=_locked(purpose, ids)).select_related("site"))
        loaded = charts.load(subjects, purpose.forms(), at=at)
        judged = {pk: purpose.judge(chart) for pk, chart in loaded.items()}
        made = [
            _assessment(purpose, loaded[pk], outcome, through, at)
            for pk, (outcome, _) in judged.items()
            if outcome is not None
        ]
        stored = Assessment.objects.bulk_create(_that_differ(purpose, made), ignore_conflicts=True)
        _stand(purpose, {pk: day for pk, (_, day) in judged.items()}, through)
    return len(stored)


def _locked(purpose, ids) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM unnest(%s::int[]) AS id"
            " WHERE pg_try_advisory_xact_lock(hashtext(%s), id)",
            [ids, purpose.name],
        )
        return [subject_id for (subject_id,) in cursor.fetchall()]


def _assessment(purpose, chart, outcome, through, at) -> Assessment:
    records = sorted(
        (answers._envelope.id, answers._envelope.form, answers._envelope.version)
        for filed in chart.records.values()
        for answers in filed
    )
    basis = {"records": records, "parameters": snapshot()}
    return Assessment(
        subject=chart.subject,
        site=chart.site,
        purpose=purpose.name,
        definition=purpose.definition,
        outcome=outcome,
        basis=json.loads(json.dumps(basis, cls=DjangoJSONEncoder)),
        fingerprint=digest([outcome, records]),
        position=through,
        computed_at=at,
    )


def latest(purpose_name: str, subjects: Iterable[int] | None = None):
    """The newest assessment of each subject."""
    found = Assessment.objects.filter(purpose=purpose_name)
    if subjects is not None:
        found = found.filter(subject__in=subjects)
    return found.order_by("subject_id", "-id").distinct("subject_id")


def _that_differ(purpose, made) -> list[Assessment]:
    """Those that say something else than the one before, or by other rules."""
    before = {a.subject_id: a for a in latest(purpose.name, [a.subject_id for a in made])}

    def is_new(assessment):
        last = before.get(assessment.subject_id)
        return last is None or (last.outcome, last.definition) != (
            assessment.outcome,
            assessment.definition,
        )

    return [assessment for assessment in made if is_new(assessment)]


def _stand(purpose, next_looks: dict[int, date | None], through) -> None:
    standings = [
        Standing(
            subject_id=pk,
            purpose=purpose.name,
            through=through,
            definition=purpose.definition,
            next_look_on=day,
        )
        for pk, day in next_looks.items()
    ]
    Standing.objects.bulk_create(
        standings,
        update_conflicts=True,
        unique_fields=["subject", "purpose"],
        update_fields=["through", "definition", "next_look_on"],
    )


def nudge() -> None:
    """Ask the workers to look now, once this write is committed; beat would find it anyway."""
    transaction.on_commit(_send, robust=True)


def _send():
    try:
        for work in settings.CELERY_BEAT_SCHEDULE.values():
            current_app.send_task(work["task"], expires=30, retry=False)
    except OperationalError:
        log.warning("the broker cannot be reached; the next round of beat finds the work")
