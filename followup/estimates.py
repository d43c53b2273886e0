"""From the subjects' contributions to the estimates of the endpoints (protocol section 6)."""

from dataclasses import asdict, dataclass

from edc.statistics import aalen_johansen, clopper_pearson, kaplan_meier, reverse_kaplan_meier

DAYS = (30, 100, 180, 364, 365, 366, 730)
HSCT_POPULATIONS = ("ALL_TRANSPLANTED", "REMISSION_BEFORE_HSCT", "WEEK2_REMISSION")
MRD_POPULATIONS = {"ITT": "in_itt", "TREATED": "in_treated", "EVALUABLE": "in_evaluable"}
CAUSES = {"RELAPSE": 1, "NRM": 2, "CENSORED": 0}
CAUSE_OF = {"CIR": 1, "NRM": 2}
METHODS = {
    "MRD": "Clopper-Pearson",
    "OS": "Kaplan-Meier, Greenwood, log-log",
    "RFS": "Kaplan-Meier, Greenwood, log-log",
    "NRM": "Aalen-Johansen, complementary log-log",
    "CIR": "Aalen-Johansen, complementary log-log",
}


@dataclass(frozen=True)
class Estimated:
    """An endpoint in a population at a day; None where no number is right.

    ``day`` is None for a proportion. ``pending``: subjects left out because their result is still
    awaited. ``supported``: whether follow-up bears a printed estimate (protocol 6.4).
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


def remission_rate(contributions: list[dict], level=0.95) -> list[dict]:
    """Share in remission at week 2; awaited results are in neither numerator nor denominator."""
    decided = [c for c in contributions if c["week2_status"] != "PENDING"]
    responders = sum(c["week2_status"] == "REMISSION" for c in decided)
    n = len(decided)
    low, high = clopper_pearson(responders, n, level)
    rate = responders / n if n else None
    waiting = len(contributions) - n
    one = Estimated(None, n, responders, n, rate, None, low, high, n > 0, waiting)
    return [asdict(one)]


def survival_curve(endpoint: str, contributions: list[dict], level=0.95):
    """The Kaplan-Meier curve of OS or RFS."""
    prefix = endpoint.lower()
    times = [c[f"{prefix}_days"] for c in contributions]
    return kaplan_meier(times, [c[f"{prefix}_event"] for c in contributions], level)


def incidence_curve(contributions: list[dict], level=0.95):
    """Cumulative incidences of relapse (cause 1) and of death without relapse (cause 2)."""
    times = [c["rfs_days"] for c in contributions]
    return aalen_johansen(times, [CAUSES[c["first_event"]] for c in contributions], level)


def over_time(endpoint: str, contributions: list[dict], level=0.95) -> list[dict]:
    """The endpoint at each of the days."""
    if endpoint in CAUSE_OF:
        curve = incidence_curve(contributions, level)
        at = [curve.at(CAUSE_OF[endpoint], day) for day in DAYS]
    else:
        curve = survival_curve(endpoint, contributions, level)
        at = [curve.at(day) for day in DAYS]
    n = len(contributions)
    return [
        asdict(
            Estimated(
                estimate.day,
                n,
                estimate.events,
                estimate.at_risk,
                estimate.value,
                estimate.se,
                estimate.low,
                estimate.high,
                curve.supported_at(estimate.day),
            )
        )
        for estimate in at
    ]


def median_follow_up(contributions: list[dict], level=0.95):
    """Median time to the end of observation, deaths taken as censored (reverse Kaplan-Meier)."""
    times = [c["os_days"] for c in contributions]
    return reverse_kaplan_meier(times, [c["os_event"] for c in contributions], level).quantile(0.5)
