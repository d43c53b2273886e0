"""Computing times to event of subjects, and the trial's estimates from them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from edc import charts
from edc.actions.assessing import Purpose, digest, latest
from edc.chart import forms_read
from edc.cutoff import until
from edc.facts import facts
from edc.logic import Unknown
from edc.models import Assessment, Result, Subject
from followup import estimates
from mrd.actions import WEEK2

NEEDED = ("survival", "populations", "in_hsct_main", "hsct_d0", "died_of_relapse_unrecorded")


def forms_needed() -> frozenset[str]:
    """The forms that the outcome is read from."""
    read = (forms_read(facts()[name]) for name in NEEDED)
    return WEEK2.forms().union(*read)


def judge(chart):
    """Survival of a chart; membership of its populations can change when week 2 does."""
    found = chart.fact("survival")
    _, next_look = WEEK2.judge(chart)
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
    return outcome, next_look


SURVIVAL = Purpose("SURVIVAL", 1, forms_needed, judge)


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
    stored = 0
    for endpoint in population.endpoints:
        fingerprint = _new_fingerprint(population, endpoint, own)
        if fingerprint:
            result = _result(population, endpoint, own, at)
            result.fingerprint = fingerprint
            result.position = max((a.position for a in assessed), default=0)
            result.save(force_insert=True)
            stored += 1
    return stored


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


def at_cutoff(cutoff_date: date, at: datetime | None = None) -> list[Result]:
    """Every estimate as if nothing had happened after a day; computed afresh, not stored."""
    at = at or timezone.now()
    loaded = charts.load(Subject.objects.select_related("site"), SURVIVAL.forms(), at=at)
    seen = {pk: until(chart, cutoff_date) for pk, chart in loaded.items()}
    outcomes = [
        {"subject_id": pk} | SURVIVAL.judge(chart)[0] | WEEK2.judge(chart)[0]
        for pk, chart in seen.items()
    ]
    results = [
        _result(each, endpoint, [outcome for outcome in outcomes if each.has(outcome)], at)
        for each in POPULATIONS
        for endpoint in each.endpoints
    ]
    for result in results:
        result.cutoff_date = cutoff_date
    return results
