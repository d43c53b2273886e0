"""Computing what is due: a level that is looked at, never a message that can be lost.

A computation of a subject is due when the subject, or its site's account of itself, has an event
newer than the position it was followed to, when its definition changed, or when the day came on
which a window passes. Doing it twice, or on two workers at once, stores nothing twice.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
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
from edc.models import Assessment, Subject
from edc.positions import newest

log = logging.getLogger(__name__)

DUE = """
WITH told AS MATERIALIZED (
    SELECT e.site_id, max(p.position) AS newest
    FROM audit.event e JOIN audit.position p ON p.event_id = e.id
    WHERE e.subject_id IS NULL AND e.record_id IS NOT NULL
    GROUP BY e.site_id
)
SELECT s.id, st.through, st.definition
FROM edc_subject s
JOIN edc_site site ON site.id = s.site_id
LEFT JOIN told ON told.site_id = s.site_id
LEFT JOIN edc_standing st ON st.subject_id = s.id AND st.purpose = %(purpose)s
LEFT JOIN LATERAL (
    SELECT max(p.position) AS newest FROM audit.position p WHERE p.subject_id = s.id
) seen ON true
WHERE st.id IS NULL OR st.definition <> %(definition)s OR st.through < seen.newest
   OR st.through < told.newest
   OR st.next_look_on <= (%(at)s AT TIME ZONE site.time_zone)::date
ORDER BY s.id
"""
LOCK = """
SELECT id FROM unnest(%s::int[]) AS id WHERE pg_try_advisory_xact_lock(hashtext(%s), id)
"""
STANDS = """
SELECT subject_id, through, definition FROM edc_standing WHERE purpose = %s AND subject_id = ANY(%s)
"""
NOWHERE = [None, None]
# The basis names every record of the forms that are read, drafts and removed ones too: removing a
# record leads back to an earlier outcome, not to the earlier assessment. The fingerprint leaves the
# parameters to the definition.
STORE = """
INSERT INTO edc_assessment (subject_id, site_id, purpose, definition, outcome, basis, fingerprint,
                            position, computed_at)
SELECT found.subject_id, found.site_id, %(purpose)s, %(definition)s, found.outcome,
       own.basis || jsonb_build_object('parameters', %(parameters)s::jsonb),
       encode(sha256(convert_to(found.outcome::text || own.basis::text, 'UTF8')), 'hex'),
       %(position)s, %(at)s
FROM json_to_recordset(%(found)s::json)
    found(subject_id bigint, site_id bigint, outcome jsonb, facts jsonb, after bigint)
CROSS JOIN LATERAL (
    SELECT jsonb_build_object(
        'facts', found.facts, 'after', found.after, 'records', coalesce(jsonb_agg(
            jsonb_build_array(r.id, r.form, r.version, r.state) ORDER BY r.id), '[]')
    ) AS basis
    FROM edc_record r WHERE r.subject_id = found.subject_id AND r.form = ANY(%(forms)s)
) own
ON CONFLICT DO NOTHING
"""
STAND = """
INSERT INTO edc_standing (subject_id, purpose, through, definition, next_look_on)
SELECT followed.id, %s, %s, %s, followed.next_look_on
FROM unnest(%s::bigint[], %s::date[]) followed(id, next_look_on)
ON CONFLICT (subject_id, purpose) DO UPDATE
SET through = excluded.through, definition = excluded.definition,
    next_look_on = excluded.next_look_on
"""


class InHand(Exception):
    """Somebody is at work on the subject's records; the computation stays due."""


@dataclass(frozen=True)
class Purpose:
    """A computation about each subject.

    ``judge`` takes a chart and gives the outcome and the next day on which it can change without
    an event; an outcome of None is not stored. ``revision`` is raised when the rules in code
    change; the parameters count by themselves. ``at_once``: how many subjects share a transaction.
    ``read_before``: the questions that it was seen to read, which charts then bring.
    """

    name: str
    revision: int
    forms: Callable[[], frozenset[str]]
    judge: Callable
    at_once: int = 200
    read_before: charts.ReadBefore = field(default_factory=dict, compare=False)

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
    return list(_due(purpose, at))


def _due(purpose, at) -> dict[int, tuple]:
    """How each subject whose computation is due stood when this was asked."""
    with connection.cursor() as cursor:
        named: dict = {"purpose": purpose.name, "definition": purpose.definition, "at": at}
        cursor.execute(DUE, named)
        return {subject_id: stood for subject_id, *stood in cursor.fetchall()}


def assess_due(purpose: Purpose, at: datetime | None = None) -> int:
    """Bring every subject that is due up to date; how many outcomes were new."""
    at = at or timezone.now()
    through = newest()
    waiting = _due(purpose, at)
    ids = list(waiting)
    return sum(
        _assess(purpose, ids[start : start + purpose.at_once], waiting, through, at)
        for start in range(0, len(ids), purpose.at_once)
    )


def _assess(purpose, ids, waiting, through, at) -> int:
    """One batch, one transaction; subjects that another worker has in hand are left to it."""
    with transaction.atomic(), charts.without_collecting():
        own = _locked(purpose, ids, waiting)
        subjects = Subject.objects.filter(pk__in=own).prefetch_related("site")
        loaded = charts.load_sparsely(subjects, purpose.forms(), purpose.read_before, at=at)
        judged = {pk: found for pk, chart in loaded.items() if (found := _judged(purpose, chart))}
        for pk in charts.written_since(loaded, purpose.forms()):
            judged.pop(pk, None)  # half of what was read is from before the write: it stays due
        outcomes = {pk: outcome for pk, (outcome, _) in judged.items() if outcome is not None}
        definition = purpose.definition
        differing = _that_differ(purpose, definition, outcomes)
        found = [_found(loaded[pk], outcomes[pk], before) for pk, before in differing.items()]
        stored = _store(purpose, definition, found, through, at)
        _stand(purpose, definition, {pk: day for pk, (_, day) in judged.items()}, through)
        for chart in loaded.values():
            chart.dissolve()
    return stored


def _judged(purpose, chart):
    """Outcome and next look; nothing when it fails, which must not keep the others waiting."""
    try:
        return purpose.judge(chart)
    except InHand:
        return None
    except Exception:
        log.exception("%s of subject %s failed and stays due", purpose.name, chart.subject.pk)
        return None


def _locked(purpose, ids, waiting) -> list[int]:
    """The subjects that are nobody else's, and stand as they did when they were found due."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [ids, purpose.name])
        locked = [subject_id for (subject_id,) in cursor.fetchall()]
        cursor.execute(STANDS, [purpose.name, locked])
        standing = {subject_id: stands for subject_id, *stands in cursor.fetchall()}
    return [pk for pk in locked if standing.get(pk, NOWHERE) == waiting[pk]]


def _found(chart, outcome, before: Assessment | None) -> dict:
    """An outcome, the facts it was found from, and which assessment it follows."""
    return {
        "subject_id": chart.subject.pk,
        "site_id": chart.site.pk,
        "outcome": outcome,
        "facts": _settled(chart),
        "after": before and before.pk,
    }


def _store(purpose, definition, found: list[dict], through, at) -> int:
    """Keep the outcomes, each with its basis; how many were not there yet."""
    if not found:
        return 0
    named = {
        "purpose": purpose.name,
        "definition": definition,
        "forms": list(purpose.forms()),
        "parameters": json.dumps(snapshot(), cls=DjangoJSONEncoder),
        "found": json.dumps(found, cls=DjangoJSONEncoder),
        "position": through,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(STORE, named)
        return cursor.rowcount


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


def _that_differ(purpose, definition, outcomes) -> dict[int, Assessment | None]:
    """Whose outcome, or its rules, differ from the assessment before; that assessment, if any."""
    before = {a.subject_id: a for a in latest(purpose.name, list(outcomes)).defer("basis")}
    return {
        pk: before.get(pk)
        for pk, outcome in outcomes.items()
        if before.get(pk) is None
        or (before[pk].outcome, before[pk].definition) != (outcome, definition)
    }


def _stand(purpose, definition, next_looks: dict[int, date | None], through) -> None:
    ids, days = list(next_looks), list(next_looks.values())
    with connection.cursor() as cursor:
        cursor.execute(STAND, [purpose.name, through, definition, ids, days])


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
