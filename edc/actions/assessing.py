"""Computing what is due: a level that is looked at, never a message that can be lost.

A computation of a subject is due when the subject, or its site's account of itself, has an event
newer than the position it was followed to, when its definition changed, or when the day came on
which a window passes. Doing it twice, or on two workers at once, stores nothing twice.
"""

import hashlib
import json
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from celery import current_app
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from edc import charts
from edc.chart import Chart, facts_behind, forms_named, parameters
from edc.models import Assessment, Subject
from edc.positions import newest

log = logging.getLogger(__name__)

DUE = """
WITH told AS MATERIALIZED (
    SELECT e.site_id, max(p.position) AS newest
    FROM audit.event e JOIN audit.position p ON p.event_id = e.id
    WHERE e.subject_id IS NULL AND e.record_id IS NOT NULL
    GROUP BY e.site_id
), seen AS MATERIALIZED (
    SELECT s.id, greatest(told.newest, own.newest) AS newest,
           (%(at)s AT TIME ZONE site.time_zone)::date AS today
    FROM edc_subject s
    JOIN edc_site site ON site.id = s.site_id
    LEFT JOIN told ON told.site_id = s.site_id
    LEFT JOIN LATERAL (
        SELECT max(p.position) AS newest FROM audit.position p WHERE p.subject_id = s.id
    ) own ON true
)
SELECT asked.purpose, seen.id, st.through, st.definition
FROM seen CROSS JOIN unnest(%(purposes)s::text[], %(definitions)s::text[])
    asked(purpose, definition)
LEFT JOIN edc_standing st ON st.subject_id = seen.id AND st.purpose = asked.purpose
WHERE st.id IS NULL OR st.definition <> asked.definition OR st.through < seen.newest
   OR st.next_look_on <= seen.today
ORDER BY seen.id
"""
LOCK = """
SELECT purpose, id FROM unnest(%s::text[], %s::int[]) AS asked(purpose, id)
WHERE pg_try_advisory_xact_lock(hashtext(purpose), id)
"""
STANDS = """
SELECT purpose, subject_id, through, definition FROM edc_standing
WHERE (purpose, subject_id) IN (SELECT * FROM unnest(%s::text[], %s::bigint[]))
"""
NOWHERE = [None, None]
DEFINE = """
INSERT INTO edc_definition (name, parameters) VALUES (%s, %s::jsonb) ON CONFLICT DO NOTHING
"""
# The basis names every record of the forms that are read, drafts and removed ones too: removing a
# record leads back to an earlier outcome, not to the earlier assessment.
STORE = """
INSERT INTO edc_assessment (subject_id, site_id, purpose, definition, outcome, basis, fingerprint,
                            position, computed_at)
SELECT found.subject_id, found.site_id, %(purpose)s, %(definition)s, found.outcome, found.basis,
       encode(sha256(convert_to(found.outcome::text || found.basis::text, 'UTF8')), 'hex'),
       %(position)s, %(at)s
FROM json_to_recordset(%(found)s::json)
    found(subject_id bigint, site_id bigint, outcome jsonb, basis jsonb)
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

    ``facts`` are what it is found from. ``judge`` takes a chart and gives the outcome and the next
    day on which it can change without an event; an outcome of None is not stored. ``revision`` is
    raised when the rules in code change; the parameters count by themselves. ``at_once``: how many
    subjects share a transaction.
    """

    name: str
    revision: int
    facts: tuple[str, ...]
    judge: Callable
    at_once: int = 200

    @property
    def definition(self) -> str:
        """Names the rules: their revision and every number they could have used."""
        return f"{self.name}-{self.revision}-{digest(snapshot())[:16]}"

    def forms(self) -> frozenset[str]:
        """The forms that the outcome is read from."""
        return frozenset().union(*(forms_named(name) for name in self.facts))


def snapshot() -> dict:
    """The protocol's numbers, as results keep them."""
    return {group: vars(numbers) for group, numbers in vars(parameters()).items()}


def digest(content) -> str:
    """A hash of JSON content, equal when it is."""
    text = json.dumps(content, sort_keys=True, cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()


def due(purpose: Purpose, at: datetime) -> list[int]:
    """Ids of the subjects whose computation is due."""
    return [subject_id for _, subject_id in _due([purpose], at)]


def _due(purposes, at) -> dict[tuple[str, int], list]:
    """How each subject stood when its computations were found due, by purpose and subject."""
    with connection.cursor() as cursor:
        named = {
            "purposes": [purpose.name for purpose in purposes],
            "definitions": [purpose.definition for purpose in purposes],
            "at": at,
        }
        cursor.execute(DUE, named)
        return {(name, subject_id): stood for name, subject_id, *stood in cursor.fetchall()}


def assess_due(*purposes: Purpose, at: datetime | None = None) -> int:
    """Bring every subject that is due up to date; how many outcomes were new.

    What several purposes need to know of a subject is read, and found, once.
    """
    at = at or timezone.now()
    through = newest()
    waiting: dict[int, dict] = defaultdict(dict)
    for (name, subject_id), stood in _due(purposes, at).items():
        waiting[subject_id][name, subject_id] = stood
    ids, size = iter(waiting), min(purpose.at_once for purpose in purposes)
    stored = 0
    while some := list(islice(ids, size)):
        batch = {due: stood for subject_id in some for due, stood in waiting[subject_id].items()}
        stored += _assess(purposes, batch, through, at)
    return stored


def _assess(purposes, waiting, through, at) -> int:
    """One batch, one transaction; subjects that another worker has in hand are left to it."""
    with transaction.atomic(), charts.without_collecting():
        own = _locked(waiting)
        names = {name for name, _ in own}
        purposes = [purpose for purpose in purposes if purpose.name in names]
        form_names = frozenset().union(*(purpose.forms() for purpose in purposes))
        subjects = Subject.objects.filter(pk__in={pk for _, pk in own}).prefetch_related("site")
        loaded = charts.load_sparsely(subjects, form_names, _read_before(names), at=at)
        found = {purpose: _judge(purpose, loaded, own) for purpose in purposes}
        for pk in charts.written_since(loaded, form_names):
            for judged in found.values():
                judged.pop(pk, None)  # half of what was read is from before: it stays due
        stored = sum(_keep(purpose, judged, through, at) for purpose, judged in found.items())
        for chart in loaded.values():
            chart.dissolve()
    return stored


_read_by: dict[frozenset[str], charts.ReadBefore] = {}


def _read_before(names) -> charts.ReadBefore:
    """The questions that the purposes were seen to read together, which charts then bring."""
    return _read_by.setdefault(frozenset(names), {})


class Judged(NamedTuple):
    """What was found of a subject, from what, and when it has to be looked at again."""

    chart: Chart
    outcome: dict | None
    next_look: date | None


def _judge(purpose, loaded, own) -> dict[int, Judged]:
    """What is found of each of our own subjects."""
    ours = {pk: chart for pk, chart in loaded.items() if (purpose.name, pk) in own}
    return {pk: found for pk, chart in ours.items() if (found := _tried(purpose, chart))}


def _tried(purpose, chart) -> Judged | None:
    """Outcome and next look; nothing when it fails, which must not keep the others waiting."""
    try:
        for name in purpose.facts:
            chart.fact(name)
        return Judged(chart, *purpose.judge(chart))
    except InHand:
        return None
    except Exception:
        log.exception("%s of subject %s failed and stays due", purpose.name, chart.subject.pk)
        return None


def _locked(waiting) -> set[tuple[str, int]]:
    """The computations that are nobody else's, and stand as they did when they were found due."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, _columns(waiting))
        locked = cursor.fetchall()
        cursor.execute(STANDS, _columns(locked))
        standing = {(name, pk): stands for name, pk, *stands in cursor.fetchall()}
    return {due for due in locked if standing.get(due, NOWHERE) == waiting[due]}


def _columns(pairs) -> list[list]:
    """Purposes and subjects, each in a list of its own."""
    return [[name for name, _ in pairs], [pk for _, pk in pairs]]


def _keep(purpose, judged: dict[int, Judged], through, at) -> int:
    """Store what differs from before, and how far the subjects were followed; how many differed."""
    definition = purpose.definition
    outcomes = {pk: each.outcome for pk, each in judged.items() if each.outcome is not None}
    differing = _that_differ(purpose, definition, outcomes)
    forms = purpose.forms()
    found = [_found(purpose, forms, judged[pk], before) for pk, before in differing.items()]
    stored = _store(purpose, definition, found, through, at)
    _stand(purpose, definition, {pk: each.next_look for pk, each in judged.items()}, through)
    return stored


def _found(purpose, forms, judged: Judged, before: Assessment | None) -> dict:
    """An outcome and its basis: the facts, the records read, which assessment it follows."""
    chart = judged.chart
    records = {form: seen for form, seen in chart.versions.items() if form in forms}
    return {
        "subject_id": chart.subject.pk,
        "site_id": chart.site.pk,
        "outcome": judged.outcome,
        "basis": {
            "facts": _settled(chart, purpose),
            "records": records,
            "after": before and before.pk,
        },
    }


def _store(purpose, definition, found: list[dict], through, at) -> int:
    """Keep the outcomes, each with its basis; how many were not there yet."""
    if not found:
        return 0
    named = {
        "purpose": purpose.name,
        "definition": definition,
        "found": json.dumps(found, cls=DjangoJSONEncoder),
        "position": through,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(DEFINE, [definition, json.dumps(snapshot(), cls=DjangoJSONEncoder)])
        cursor.execute(STORE, named)
        return cursor.rowcount


def _settled(chart, purpose) -> dict:
    """The facts behind the outcome that have a plain value."""
    values = {name: chart._facts[name] for name in facts_behind(purpose.facts)}
    return {k: v for k, v in values.items() if isinstance(v, str | int | Decimal | date)}


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
