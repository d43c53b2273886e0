"""Computing what is due: a level that is looked at, never a message that can be lost.

A computation of a subject is due when the subject has an event newer than the position it was
followed to, when its definition changed, or when the day came on which a window passes. Doing it
twice, or on two workers at once, stores nothing twice.
"""

import hashlib
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from celery import current_app
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from edc import charts
from edc.chart import parameters
from edc.models import Assessment, Record, Standing, Subject
from edc.positions import newest

log = logging.getLogger(__name__)

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


class InHand(Exception):
    """Somebody is at work on the subject's records; the computation stays due."""


@dataclass(frozen=True)
class Purpose:
    """A computation about each subject.

    ``judge`` takes a chart and gives the outcome and the next day on which it can change without
    an event; an outcome of None is not stored. ``revision`` is raised when the rules in code
    change; the parameters count by themselves. ``at_once``: how many subjects share a transaction.
    """

    name: str
    revision: int
    forms: Callable[[], frozenset[str]]
    judge: Callable
    at_once: int = 200

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
        named: dict = {"purpose": purpose.name, "definition": purpose.definition, "at": at}
        cursor.execute(DUE, named)
        return [subject_id for (subject_id,) in cursor.fetchall()]


def assess_due(purpose: Purpose, at: datetime | None = None) -> int:
    """Bring every subject that is due up to date; how many outcomes were new."""
    at = at or timezone.now()
    through = newest()
    ids = due(purpose, at)
    return sum(
        _assess(purpose, ids[start : start + purpose.at_once], through, at)
        for start in range(0, len(ids), purpose.at_once)
    )


def _assess(purpose, ids, through, at) -> int:
    """One batch, one transaction; subjects that another worker has in hand are left to it."""
    with transaction.atomic():
        subjects = list(Subject.objects.filter(pk__in=_locked(purpose, ids)).select_related("site"))
        loaded = charts.load(subjects, purpose.forms(), at=at)
        judged = {pk: found for pk, chart in loaded.items() if (found := _judged(purpose, chart))}
        outcomes = {pk: outcome for pk, (outcome, _) in judged.items() if outcome is not None}
        differing = _that_differ(purpose, outcomes)
        records = _records(purpose, differing)
        made = [
            _assessment(purpose, loaded[pk], outcomes[pk], _basis(loaded[pk], records[pk], before))
            for pk, before in differing.items()
        ]
        for assessment in made:
            assessment.position, assessment.computed_at = through, at
        stored = Assessment.objects.bulk_create(made, ignore_conflicts=True)
        _stand(purpose, {pk: day for pk, (_, day) in judged.items()}, through)
    return len(stored)


def _judged(purpose, chart):
    """Outcome and next look; nothing when it fails, which must not keep the others waiting."""
    try:
        return purpose.judge(chart)
    except InHand:
        return None
    except Exception:
        log.exception("%s of subject %s failed and stays due", purpose.name, chart.subject.pk)
        return None


def _locked(purpose, ids) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM unnest(%s::int[]) AS id"
            " WHERE pg_try_advisory_xact_lock(hashtext(%s), id)",
            [ids, purpose.name],
        )
        return [subject_id for (subject_id,) in cursor.fetchall()]


def _assessment(purpose, chart, outcome, basis) -> Assessment:
    return Assessment(
        subject=chart.subject,
        site=chart.site,
        purpose=purpose.name,
        definition=purpose.definition,
        outcome=outcome,
        basis=basis,
        fingerprint=digest([outcome, basis]),
    )


def _basis(chart, records, before: Assessment | None) -> dict:
    """What the outcome was found from, and which assessment it follows."""
    basis = {
        "records": records,
        "facts": _settled(chart),
        "parameters": snapshot(),
        "after": before and before.pk,
    }
    return json.loads(json.dumps(basis, cls=DjangoJSONEncoder))


def _records(purpose, subject_ids) -> dict[int, list[tuple]]:
    """Each subject's records of the forms that are read: drafts and removed ones too.

    Removing a record leads back to an earlier outcome, not to the earlier assessment.
    """
    read = Record.objects.filter(subject__in=subject_ids, form__in=purpose.forms()).order_by("pk")
    records: dict = defaultdict(list)
    for row in read.values_list("subject_id", "pk", "form", "version", "state"):
        records[row[0]].append(row[1:])
    return records


def _settled(chart) -> dict:
    """The facts that were asked for and have a plain value."""
    return {
        name: value
        for name, value in sorted(chart._facts.items())
        if isinstance(value, str | int | Decimal | date)
    }


def latest(purpose_name: str, subjects: Iterable[int] | None = None):
    """The newest assessment of each subject."""
    found = Assessment.objects.filter(purpose=purpose_name)
    if subjects is not None:
        found = found.filter(subject__in=subjects)
    return found.order_by("subject_id", "-id").distinct("subject_id")


def _that_differ(purpose, outcomes: dict[int, dict]) -> dict[int, Assessment | None]:
    """Whose outcome, or its rules, differ from the assessment before; that assessment, if any."""
    before = {a.subject_id: a for a in latest(purpose.name, list(outcomes)).defer("basis")}
    return {
        pk: before.get(pk)
        for pk, outcome in outcomes.items()
        if before.get(pk) is None
        or (before[pk].outcome, before[pk].definition) != (outcome, purpose.definition)
    }


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
    """Ask the workers, once a commit, to look now; beat would find the work anyway."""
    if not any(waiting[1] is _send for waiting in connection.run_on_commit):
        transaction.on_commit(_send, robust=True)


def _send():
    try:
        for work in settings.CELERY_BEAT_SCHEDULE.values():
            current_app.send_task(work["task"], expires=30, retry=False)
    except OperationalError:
        log.warning("the broker cannot be reached; the next round of beat finds the work")
