"""Computing times to event of subjects, and the trial's estimates from them."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from edc import charts
from edc.actions.assessing import Purpose, digest, latest
from edc.cutoff import until
from edc.logic import Unknown
from edc.models import Assessment, Result, Subject
from followup import estimates
from mrd.actions import AWAITED, WEEK2, as_text, next_look


def judge(chart):
    """Survival of a chart; membership of its populations can change when week 2 does."""
    found = chart.fact("survival")
    is_transplanted = found is not Unknown
    outcome = {
        "hsct_d0": chart.fact("hsct_d0").isoformat() if is_transplanted else None,
        "populations": list(chart.fact("populations")),
        "in_hsct_all": is_transplanted,
        "in_hsct_main": chart.fact("in_hsct_main"),
        **dict.fromkeys(("os_days", "os_event", "rfs_days", "rfs_event", "first_event")),
        **(found._asdict() if is_transplanted else {}),
        "first_event_days": found.rfs_days if is_transplanted else None,
        "died_of_relapse_unrecorded": chart.fact("died_of_relapse_unrecorded"),
    }
    return outcome, next_look(chart)


def judge_state(chart):
    """Where the subject of a chart is in the trial; it can move when week 2 passes."""
    found = chart.fact("subject_state")
    return {"state": found.code, "state_since": as_text(found.since)}, next_look(chart)


SURVIVAL = Purpose("SURVIVAL", 2, ("in_hsct_main", "died_of_relapse_unrecorded", *AWAITED), judge)
STATE = Purpose("STATE", 1, ("subject_state", *AWAITED), judge_state)
# What is computed of each subject, in one pass.
PURPOSES = (WEEK2, SURVIVAL, STATE)


KEEP = """
WITH shared AS MATERIALIZED (SELECT %s::jsonb AS contributions)
INSERT INTO edc_result (endpoint, population, definition, method, estimates, fingerprint, position,
                        computed_at, contributions)
SELECT made.*, shared.contributions
FROM shared, json_to_recordset(%s::json) made(
    endpoint text, population text, definition text, method text, estimates jsonb,
    fingerprint text, position bigint, computed_at timestamptz)
"""


@dataclass(frozen=True)
class Population:
    """The subjects of an estimate: whose assessments they are, and which of them belong."""

    name: str
    purpose: Purpose
    endpoints: tuple[str, ...]

    @property
    def definition(self) -> str:
        """Names the rules of the subjects' outcomes and of the estimates from them."""
        return f"{self.purpose.definition}/{estimates.REVISION}"

    def has(self, outcome: dict) -> bool:
        """Whether the outcome is that of a subject in the population."""
        if self.name in estimates.MRD_POPULATIONS:
            return outcome[estimates.MRD_POPULATIONS[self.name]]
        return self.name in outcome["populations"]


POPULATIONS = (
    *(Population(name, WEEK2, ("MRD",)) for name in estimates.MRD_POPULATIONS),
    *(Population(name, SURVIVAL, estimates.ENDPOINTS) for name in estimates.HSCT_POPULATIONS),
)


def estimate(at: datetime | None = None) -> int:
    """Estimate every endpoint in every population; how many results were new.

    One worker at a time: what another finds meanwhile is there when beat looks again.
    """
    at = at or timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('estimates'))")
        if not cursor.fetchone()[0]:
            return 0
        assessed = {
            purpose.name: list(latest(purpose.name).defer("basis")) for purpose in (WEEK2, SURVIVAL)
        }
        return sum(_store(each, assessed[each.purpose.name], at) for each in POPULATIONS)


def contributions(assessments: list[Assessment], population: Population) -> list[dict]:
    """What each subject of the population adds, and the assessment it comes from.

    The assessment holds the records it was read from, with their versions.
    """
    return [
        {"subject_id": a.subject_id, "assessment_id": a.pk, **a.outcome}
        for a in assessments
        if population.has(a.outcome)
    ]


def _store(population: Population, assessed: list[Assessment], at) -> int:
    """Keep what differs from the newest result of each endpoint; how many did."""
    own = contributions(assessed, population)
    results = []
    for endpoint in population.endpoints:
        fingerprint = _new_fingerprint(population, endpoint, own)
        if fingerprint:
            results.append(_result(population, endpoint, own, at))
            results[-1].fingerprint = fingerprint
            results[-1].position = max((a.position for a in assessed), default=0)
    if results:
        _keep(results, own)
    return len(results)


def _keep(results: list[Result], own: list[dict]) -> None:
    """Store the results of a population; the contributions, which they share, travel once."""
    told = ("endpoint", "population", "definition", "method", "estimates", "fingerprint")
    rows = [
        {name: getattr(result, name) for name in (*told, "position", "computed_at")}
        for result in results
    ]
    with connection.cursor() as cursor:
        texts = [json.dumps(content, cls=DjangoJSONEncoder) for content in (own, rows)]
        cursor.execute(KEEP, texts)


def _new_fingerprint(population: Population, endpoint: str, own: list[dict]) -> str:
    """Names the assessments behind a result and the result it follows; empty when nothing differs.

    The one it follows is part of it: a correction may lead back to the same subjects.
    """
    inputs = sorted(c["assessment_id"] for c in own)
    stored = Result.objects.filter(endpoint=endpoint, population=population.name).order_by("-id")
    nothing = (None, "", "")
    last_two = [*stored.values_list("pk", "definition", "fingerprint")[:2], nothing, nothing]
    (newest, definition, fingerprint), (before, *_) = last_two[:2]
    if (definition, fingerprint) == (population.definition, digest([inputs, before])):
        return ""
    return digest([inputs, newest])


def _result(population: Population, endpoint: str, own: list[dict], at) -> Result:
    made = (
        estimates.remission_rate(own) if endpoint == "MRD" else estimates.over_time(endpoint, own)
    )
    return Result(
        endpoint=endpoint,
        population=population.name,
        definition=population.definition,
        method=estimates.method(endpoint),
        estimates=made,
        contributions=own,
        computed_at=at,
    )


_read_before: charts.ReadBefore = {}


def at_cutoff(cutoff_date: date, at: datetime | None = None) -> list[Result]:
    """Every estimate as if nothing had happened after a day; computed afresh, not stored."""
    at = at or timezone.now()
    everybody = Subject.objects.prefetch_related("site")
    with charts.at_one_moment():
        outcomes = [
            {"subject_id": pk} | SURVIVAL.judge(seen)[0] | WEEK2.judge(seen)[0]
            for pk, chart in charts.each(everybody, SURVIVAL.forms(), _read_before, at=at)
            for seen in [until(chart, cutoff_date)]
        ]
    results = [
        _result(each, endpoint, [outcome for outcome in outcomes if each.has(outcome)], at)
        for each in POPULATIONS
        for endpoint in each.endpoints
    ]
    for result in results:
        result.cutoff_date = cutoff_date
    return results
