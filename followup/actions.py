"""Computing times to event of subjects, and the trial's estimates from them."""

from django.utils import timezone

from edc.actions.assessing import Purpose, digest, latest
from edc.chart import forms_read
from edc.facts import facts
from edc.logic import Unknown
from edc.models import Result
from followup import estimates
from mrd.actions import WEEK2

NEEDED = ("survival", "populations", "in_hsct_main", "hsct_d0", "week2", "marrows")


def forms_needed() -> frozenset[str]:
    """The forms that the outcome is read from."""
    return frozenset().union(*(forms_read(facts()[name]) for name in NEEDED))


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
    }
    return outcome, next_look


SURVIVAL = Purpose("SURVIVAL", 1, forms_needed, judge)


def estimate(at=None) -> int:
    """Estimate every endpoint in every population; how many results were new."""
    at = at or timezone.now()
    assessed = {purpose.name: list(latest(purpose.name)) for purpose in (WEEK2, SURVIVAL)}
    stored = 0
    for population, member in estimates.MRD_POPULATIONS.items():
        own = contributions(assessed["WEEK2"], lambda outcome, m=member: outcome[m])
        stored += _store("MRD", population, own, assessed["WEEK2"], WEEK2, at)
    for population in estimates.HSCT_POPULATIONS:
        own = contributions(assessed["SURVIVAL"], lambda o, p=population: p in o["populations"])
        for endpoint in ("OS", "RFS", "NRM", "CIR"):
            stored += _store(endpoint, population, own, assessed["SURVIVAL"], SURVIVAL, at)
    return stored


def contributions(assessments, belongs) -> list[dict]:
    """What each subject of a population adds, and the assessment it comes from."""
    return [
        {"subject_id": a.subject_id, "assessment_id": a.pk, **a.outcome}
        for a in assessments
        if belongs(a.outcome)
    ]


def _store(endpoint, population, own, assessed, purpose, at) -> int:
    fingerprint = digest(sorted(c["assessment_id"] for c in own))
    same = {"endpoint": endpoint, "population": population}
    newest = Result.objects.filter(**same).order_by("-id").first()
    if newest and (newest.fingerprint, newest.definition) == (fingerprint, purpose.definition):
        return 0
    made = (
        estimates.remission_rate(own) if endpoint == "MRD" else estimates.over_time(endpoint, own)
    )
    _, is_new = Result.objects.get_or_create(
        **same,
        definition=purpose.definition,
        fingerprint=fingerprint,
        defaults={
            "method": estimates.METHODS[endpoint],
            "estimates": made,
            "contributions": own,
            "position": max((a.position for a in assessed), default=0),
            "computed_at": at,
        },
    )
    return int(is_new)
