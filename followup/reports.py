"""The stored results as people read them: rates, tables, curves."""

from collections import Counter
from datetime import date

import numpy as np

from edc.models import Result, Subject
from edc.text import T
from followup import curves, estimates
from followup.estimates import HSCT_POPULATIONS
from followup.wording import Endpoint, OneYear, Population

FIGURES = {"OS": ("OS",), "RFS": ("RFS",), "NRM": ("CIR", "NRM")}
TICKS = (0, 90, 180, 270, 365, 545, 730)
__all__ = [
    "FIGURES",
    "HSCT_POPULATIONS",
    "disputed_deaths",
    "follow_up",
    "one_year",
    "picture",
    "rates",
    "tables",
]


def newest(endpoint: str, population: str) -> Result | None:
    """The newest stored result."""
    return Result.objects.filter(endpoint=endpoint, population=population).order_by("-id").first()


def rates() -> list[tuple[Population, Result, dict]]:
    """MRD remission at week 2 by analysis set."""
    found = ((Population(name), newest("MRD", name)) for name in estimates.MRD_POPULATIONS)
    return [(population, result, result.estimates[0]) for population, result in found if result]


def tables(population: str) -> list[tuple[Endpoint, Result]]:
    """The estimates of every time-to-event endpoint in a population."""
    found = ((Endpoint(name), newest(name, population)) for name in ("OS", "RFS", "NRM", "CIR"))
    return [(endpoint, result) for endpoint, result in found if result]


def follow_up(population: str):
    """Median follow-up with its limits, or nothing before the first result."""
    result = newest("OS", population)
    return estimates.median_follow_up(result.contributions) if result else None


def one_year(population: str, today: date) -> list[tuple[OneYear, int]]:
    """How many of the population are alive, dead, or not known one year after day 0."""
    result = newest("OS", population)
    own = result.contributions if result else []
    counts = Counter(estimates.one_year_status(contribution, today) for contribution in own)
    return [(status, counts[status]) for status in OneYear]


def disputed_deaths(population: str) -> list[Subject]:
    """Who died of relapse by the death form and has none on record: NRM until settled."""
    result = newest("NRM", population)
    own = result.contributions if result else []
    ids = [c["subject_id"] for c in own if c["died_of_relapse_unrecorded"]]
    return list(Subject.objects.filter(pk__in=ids))


def picture(figure: str, population: str) -> bytes:
    """The curves of a figure, drawn from the stored contributions."""
    result = newest(FIGURES[figure][0], population)
    own = result.contributions if result else []
    return curves.draw(
        [_step(endpoint, own) for endpoint in FIGURES[figure]],
        title=f"{Endpoint(FIGURES[figure][0]).label if len(FIGURES[figure]) == 1 else _both()}",
        across=str(T("Days after HSCT", "移植后天数")),
        up=str(T("Probability", "概率")),
        risk_title=str(T("Number at risk", "风险人数")),
        ticks=TICKS,
    )


def _both():
    return T("Relapse and non-relapse mortality", "累积复发率与非复发死亡率")


def _step(endpoint: str, own) -> curves.Step:
    transform, _ = estimates.transform_of(endpoint)
    if endpoint in estimates.CAUSE_OF:
        curve, cause = estimates.incidence_curve(own), estimates.CAUSE_OF[endpoint]
        values, (low, high) = curve.incidence[cause - 1], curve.limits(cause, transform)
    else:
        curve = estimates.survival_curve(endpoint, own)
        values, (low, high) = curve.survival, curve.limits(transform)
    at_risk = {tick: int(curve.at_risk_on(tick)) for tick in TICKS}
    starts_at = 0.0 if endpoint in estimates.CAUSE_OF else 1.0
    label = str(Endpoint(endpoint).label)
    return curves.Step(label, np.asarray(curve.time, float), values, low, high, at_risk, starts_at)
