"""What our estimators say, in the shape of R's answers, to the questions that those answer."""

import numpy as np

from edc.statistics import (
    aalen_johansen,
    clopper_pearson,
    exact_p_value,
    gray_test,
    kaplan_meier,
    logrank,
    rate,
    reverse_kaplan_meier,
    simon_two_stage,
    wilson,
)

QUANTILES = {"q25": 0.25, "median": 0.5, "q75": 0.75}


def survival_case(asked, subjects):
    """Kaplan-Meier of everybody and by group, and the log-rank test of the groups."""
    grouped = [row for row in subjects if row.get("group")]
    answer = {"overall": survival_of(subjects, asked["overall"], asked["conf_level"])}
    if grouped:
        groups = [row["group"] for row in grouped]
        answer["logrank"] = logrank_of(logrank(*columns(grouped), groups))
        answer["by_group"] = by_group(survival_of, grouped, asked)
    return answer


def competing_risks_case(asked, subjects):
    """Aalen-Johansen of everybody and by group, and Gray's test for each cause."""
    causes = len(asked["status_codes"]) - 1
    grouped = [row for row in subjects if row.get("group")]
    answer = {"overall": incidence_of(subjects, asked["overall"], asked["conf_level"], causes)}
    if grouped:
        groups = [row["group"] for row in grouped]
        answer["gray"] = {
            str(cause): gray_of(gray_test(*columns(grouped), groups, cause, causes))
            for cause in range(1, causes + 1)
        }
        answer["by_group"] = by_group(incidence_of, grouped, asked, causes)
    return answer


def after_transplantation(asked, patients):
    """All three endpoints of a population, from each patient's times."""
    answer = {
        "os": survival_of(of_endpoint("os", patients), asked["os"]),
        "rfs": survival_of(of_endpoint("rfs", patients), asked["rfs"]),
        "cr": incidence_of(of_endpoint("cr", patients), asked["cr"]),
    }
    if "median_follow_up_reverse_km" in asked:
        follow_up = reverse_kaplan_meier(*columns(of_endpoint("os", patients))).quantile(0.5)
        answer["median_follow_up_reverse_km"] = {
            "est": follow_up.value,
            "ci_loglog": [follow_up.low, follow_up.high],
        }
        answer["n"] = len(patients)
    return answer


def proportion_row(asked):
    """Estimate, both intervals at both levels and the p-values for x of n."""
    x, n = asked["x"], asked["n"]
    p_values = {key: exact_p_value(x, n, float(key)) for key in asked["p_greater"]}
    return {"x": x, "n": n, "estimate": rate(x, n), **intervals(x, n), "p_greater": p_values}


def remission_rate(asked):
    x, n = asked["remission"], asked["n"]
    return {"n": n, "remission": x, "rate": rate(x, n), **intervals(x, n)}


def two_stage_row(asked):
    errors = {key: asked[key] for key in ("p0", "p1", "alpha", "beta")}
    designs = simon_two_stage(**errors)
    both = {"optimal": designs.optimal, "minimax": designs.minimax}
    return {**errors, **{name: design_of(design) for name, design in both.items()}}


def columns(subjects):
    return [row["time"] for row in subjects], [row["status"] for row in subjects]


def of_endpoint(name, patients):
    return [{"time": row[f"{name}_time"], "status": row[f"{name}_status"]} for row in patients]


def by_group(answer_of, subjects, asked, *more):
    return {
        group: answer_of(
            [row for row in subjects if row["group"] == group],
            asked["by_group"][group],
            asked["conf_level"],
            *more,
        )
        for group in sorted({row["group"] for row in subjects})
    }


def survival_of(subjects, asked, level=0.95):
    curve = kaplan_meier(*columns(subjects), level)
    answer = {
        **extent_of(curve),
        "n_events": int(curve.events.sum()),
        "at_times": [survival_at(curve, row["t"]) for row in asked["at_times"]],
        "quantiles": {name: quantile_of(curve, p) for name, p in QUANTILES.items()},
    }
    if "curve" in asked:
        answer["curve"] = {
            "time": curve.time.tolist(),
            "n_risk": curve.at_risk.tolist(),
            "n_event": curve.events.tolist(),
            "n_censor": curve.censored.tolist(),
            "surv": curve.survival.tolist(),
            "se": none_where_undefined(curve.se),
        }
    return answer


def incidence_of(subjects, asked, level=0.95, causes=2):
    curve = aalen_johansen(*columns(subjects), level, causes)
    answer = {
        **extent_of(curve),
        "event_free": [event_free_at(curve, row["t"]) for row in asked["event_free"]],
        "causes": {
            str(cause): {
                "n_events": int(curve.events[cause - 1].sum()),
                "at_times": [
                    incidence_at(curve, cause, row["t"])
                    for row in asked["causes"][str(cause)]["at_times"]
                ],
            }
            for cause in range(1, causes + 1)
        },
    }
    if "curve" in asked:
        answer["curve"] = incidence_curve(curve, causes)
    return answer


def extent_of(curve):
    return {
        "n": curve.subjects,
        "n_censored": int(curve.censored.sum()),
        "min_time": float(curve.time[0]),
        "max_time": curve.last_time,
    }


def survival_at(curve, day):
    estimates = {name: curve.at(day, name) for name in ("loglog", "log", "plain")}
    estimate = curve.at(day)
    return {
        "t": estimate.day,
        "n_risk": estimate.at_risk,
        "n_event_cum": estimate.events,
        "n_censor_cum": estimate.censored,
        "beyond_last_observation": estimate.beyond_last_observation,
        "surv": estimate.value,
        "se": estimate.se,
        "ci": limits_of(estimates),
    }


def incidence_at(curve, cause, day):
    """cmprsk has no answer about a single subject, or for a cause that nobody had."""
    estimate = curve.at(cause, day)
    answer = {
        "t": estimate.day,
        "n_risk": estimate.at_risk,
        "n_event_cum": estimate.events,
        "beyond_last_observation": estimate.beyond_last_observation,
        "cif": estimate.value,
        "se": estimate.se,
        "ci": incidence_limits(curve, cause, day, "survfit"),
    }
    if curve.subjects > 1 and curve.events[cause - 1].any():
        other = curve.at(cause, day, variance="cmprsk")
        answer["cmprsk"] = {
            "cif": other.value,
            "var": None if other.se is None else other.se**2,
            "se": other.se,
            "ci": incidence_limits(curve, cause, day, "cmprsk"),
        }
    return answer


def incidence_limits(curve, cause, day, variance):
    transforms = ("loglog", "log", "plain", "cloglog")
    return limits_of({name: curve.at(cause, day, name, variance) for name in transforms})


def limits_of(estimates):
    return {name: [estimate.low, estimate.high] for name, estimate in estimates.items()}


def event_free_at(curve, day):
    estimate = curve.event_free.at(day)
    return {"t": day, "prob": estimate.value, "se": estimate.se}


def quantile_of(curve, p):
    quantiles = {name: curve.quantile(p, name) for name in ("loglog", "log", "plain")}
    return {"est": curve.quantile(p).value, "ci": limits_of(quantiles)}


def incidence_curve(curve, causes):
    names = [str(cause) for cause in range(1, causes + 1)]
    return {
        "time": curve.time.tolist(),
        "n_risk": curve.at_risk.tolist(),
        "cif": dict(zip(names, curve.incidence.tolist(), strict=True)),
        "se": dict(zip(names, curve.se.tolist(), strict=True)),
    }


def none_where_undefined(numbers):
    return [None if np.isnan(number) else number for number in numbers.tolist()]


def logrank_of(test):
    groups = {
        name: {"n": group.n, "observed": group.observed, "expected": group.expected}
        for name, group in test.groups.items()
    }
    tested = {"chisq": test.statistic, "df": test.degrees_of_freedom, "p": test.p_value}
    return {**tested, "groups": groups}


def gray_of(test):
    return {"stat": test.statistic, "df": test.degrees_of_freedom, "p": test.p_value}


def intervals(x, n):
    return {
        name: {
            "clopper_pearson": list(clopper_pearson(x, n, level)),
            "wilson": list(wilson(x, n, level)),
        }
        for name, level in (("ci95", 0.95), ("ci90", 0.90))
    }


def design_of(design):
    return {
        **{key: getattr(design, key) for key in ("r1", "n1", "r", "n")},
        "expected_n_p0": design.expected_n,
        "pet_p0": design.early_stopping,
        "attained_alpha": design.alpha,
        "attained_power": design.power,
    }
