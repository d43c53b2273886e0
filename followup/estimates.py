"""From the subjects' contributions to the estimates of the endpoints (protocol section 6)."""

from dataclasses import asdict, dataclass
from datetime import date

from edc.chart import parameters
from edc.statistics import aalen_johansen, clopper_pearson, kaplan_meier, reverse_kaplan_meier

# Raised when what is stored of an estimate changes although the subjects' outcomes do not.
REVISION = 1

DAYS = (30, 100, 180, 364, 365, 366, 730)
HSCT_POPULATIONS = ("ALL_TRANSPLANTED", "REMISSION_BEFORE_HSCT", "WEEK2_REMISSION")
MRD_POPULATIONS = {"ITT": "in_itt", "TREATED": "in_treated", "EVALUABLE": "in_evaluable"}
CAUSES = {"RELAPSE": 1, "NRM": 2, "CENSORED": 0}
CAUSE_OF = {"CIR": 1, "NRM": 2}
ENDPOINTS = ("OS", "RFS", "NRM", "CIR")

# By the parameters' names: what the statistics call it, and what a report does.
TRANSFORMS = {
    "LOG_LOG": ("loglog", "log-log"),
    "CLOGLOG": ("cloglog", "complementary log-log"),
    "LOG_LOG_F": ("loglog", "log-log of F"),
}


@dataclass(frozen=True)
class Estimated:
    """An endpoint in a population at a day; None where no number is right.

    ``day`` is None for a proportion. ``pending``: subjects left out because their result is still
    awaited. ``supported``: whether follow-up reaches the day, or the curve had ended before; else
    there is no estimate, and ``last_day`` says how far follow-up goes (protocol 6.4).
    """

    day: int | None
    n: int
    events: int
    at_risk: int
    estimate: float | None
    se: float | None
    ci_low: float | None
    ci_high: float | None
    supported: bool = True
    pending: int = 0
    last_day: int | None = None


def level() -> float:
    """The confidence level of every interval."""
    return float(parameters().analysis.ci_level)


def transform_of(endpoint: str) -> tuple[str, str]:
    """The transform of the endpoint's interval, and its name in reports."""
    analysis = parameters().analysis
    is_incidence = endpoint in CAUSE_OF
    return TRANSFORMS[analysis.cif_ci_transform if is_incidence else analysis.km_ci_transform]


def method(endpoint: str) -> str:
    """How the endpoint is estimated, in one line."""
    interval = f"{100 * level():g} % CI"
    if endpoint == "MRD":
        return f"Clopper-Pearson {interval}"
    estimator = "Aalen-Johansen" if endpoint in CAUSE_OF else "Kaplan-Meier, Greenwood"
    return f"{estimator}, {transform_of(endpoint)[1]} {interval}"


def remission_rate(contributions: list[dict]) -> list[dict]:
    """Share in remission at week 2; awaited results are in neither numerator nor denominator."""
    decided = [c for c in contributions if c["week2_status"] != "PENDING"]
    responders = sum(c["week2_status"] == "REMISSION" for c in decided)
    n = len(decided)
    low, high = clopper_pearson(responders, n, level())
    rate = responders / n if n else None
    waiting = len(contributions) - n
    return [asdict(Estimated(None, n, responders, n, rate, None, low, high, n > 0, waiting))]


def survival_curve(endpoint: str, contributions: list[dict]):
    """The Kaplan-Meier curve of OS or RFS."""
    prefix = endpoint.lower()
    times = [c[f"{prefix}_days"] for c in contributions]
    return kaplan_meier(times, [c[f"{prefix}_event"] for c in contributions], level())


def incidence_curve(contributions: list[dict]):
    """Cumulative incidences of relapse (cause 1) and of death without relapse (cause 2)."""
    times = [c["rfs_days"] for c in contributions]
    return aalen_johansen(times, [CAUSES[c["first_event"]] for c in contributions], level())


def over_time(endpoint: str, contributions: list[dict]) -> list[dict]:
    """The endpoint at each of the days."""
    transform, _ = transform_of(endpoint)
    if endpoint in CAUSE_OF:
        curve = incidence_curve(contributions)
        at = [curve.at(CAUSE_OF[endpoint], day, transform) for day in DAYS]
    else:
        curve = survival_curve(endpoint, contributions)
        at = [curve.at(day, transform) for day in DAYS]
    return [_row(curve, estimate) for estimate in at]


def _row(curve, estimate) -> dict:
    """What is stored of a curve at a day; no number that looks like an answer beyond follow-up."""
    is_supported = curve.supported_at(estimate.day)
    return asdict(
        Estimated(
            day=estimate.day,
            n=curve.subjects,
            events=estimate.events,
            at_risk=estimate.at_risk,
            estimate=estimate.value if is_supported else None,
            se=estimate.se if is_supported else None,
            ci_low=estimate.low if is_supported else None,
            ci_high=estimate.high if is_supported else None,
            supported=is_supported,
            last_day=None if curve.last_time is None else int(curve.last_time),
        )
    )


def median_follow_up(contributions: list[dict]):
    """Median time to the end of observation, deaths taken as censored (reverse Kaplan-Meier)."""
    times = [c["os_days"] for c in contributions]
    events = [c["os_event"] for c in contributions]
    return reverse_kaplan_meier(times, events, level()).quantile(0.5)


def one_year_status(contribution: dict, today: date) -> str:
    """Where a transplanted subject is one year after day 0 (protocol 6.4).

    ALIVE, DIED, or, when neither is known, NOT_YET before the year is over and LOST after it.
    """
    year = parameters().analysis.one_year_days
    days, died = contribution["os_days"], contribution["os_event"]
    if days <= year and died:
        return "DIED"
    if days >= year:
        return "ALIVE"
    passed = (today - date.fromisoformat(contribution["hsct_d0"])).days
    return "NOT_YET" if passed < year else "LOST"
