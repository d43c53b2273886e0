"""From the facts of sixty fictional patients to the estimates: R's answers, every one of them."""

import pytest

from followup import actions, estimates
from mrd.actions import WEEK2
from tests.followup import sixty
from tests.statistics.reference_cases import agree, expected, manifest

WANTED = expected(next(case for case in manifest() if case["case"] == "patients"))
CAUSES = {"RELAPSE": 1, "NRM": 2, "CENSORED": 0}
ANALYSIS_SETS = {"ITT": "itt", "TREATED": "treated", "EVALUABLE": "evaluable_with_early_failures"}


@pytest.fixture(scope="module")
def charts():
    return sixty.charts()


@pytest.fixture(scope="module")
def judged(charts):
    """The outcomes of each patient, as the workers find them."""
    return {
        patient: actions.SURVIVAL.judge(chart)[0] | WEEK2.judge(chart)[0]
        for patient, chart in charts.items()
    }


def members(judged, belongs):
    return [outcome for outcome in judged.values() if belongs(outcome)]


@pytest.mark.parametrize("wanted", WANTED["patients"], ids=lambda row: row["patient_id"])
def test_week_2_is_that_of_r(judged, wanted):
    found = judged[wanted["patient_id"]]

    assert found["in_itt"] is wanted["in_itt"]
    assert found["in_treated"] is wanted["treated"]
    assert found["week2_status"] == wanted["week2_status"]
    assert (found["week2_reason"] in {"DEATH", "RELAPSE"}) is wanted["early_failure"]
    assert found["mrd_remission_date"] == wanted["mrd_remission_date"]


@pytest.mark.parametrize("wanted", WANTED["patients"], ids=lambda row: row["patient_id"])
def test_the_course_after_transplantation_is_that_of_r(judged, wanted):
    found = judged[wanted["patient_id"]]

    assert found["populations"] == [
        name
        for name, flag in {
            "ALL_TRANSPLANTED": "in_all_transplanted",
            "REMISSION_BEFORE_HSCT": "in_remission_before_hsct",
            "WEEK2_REMISSION": "in_week2_remission",
        }.items()
        if wanted[flag]
    ]
    assert (found["os_days"], found["os_event"]) == event(wanted, "os")
    assert (found["rfs_days"], found["rfs_event"]) == event(wanted, "rfs")
    assert found["first_event_days"] == wanted.get("cr_time")
    assert CAUSES.get(found["first_event"]) == wanted.get("cr_status")


def event(wanted, endpoint):
    """Days and whether an event ended them; neither for somebody who was not transplanted."""
    status = wanted.get(f"{endpoint}_status")
    return wanted.get(f"{endpoint}_time"), None if status is None else status == 1


@pytest.mark.parametrize("population", ANALYSIS_SETS)
def test_the_rate_of_remission_is_that_of_r(judged, population):
    wanted = WANTED["week2_remission"][ANALYSIS_SETS[population]]
    flag = estimates.MRD_POPULATIONS[population]

    [found] = estimates.remission_rate(members(judged, lambda outcome: outcome[flag]))

    assert (found["n"], found["events"], found["pending"]) == (wanted["n"], wanted["remission"], 0)
    assert agree(wanted["rate"], found["estimate"])
    low, high = wanted["ci95"]["clopper_pearson"]
    assert agree(low, found["ci_low"])
    assert agree(high, found["ci_high"])


def rows_of_r(endpoint, population):
    """R's answers by day, each with its estimate under one name."""
    after = WANTED["after_hsct"][population]
    if endpoint in estimates.CAUSE_OF:
        rows = after["cr"]["causes"][str(estimates.CAUSE_OF[endpoint])]["at_times"]
        return {row["t"]: (row["cif"], row["ci"]["cloglog"], row) for row in rows}
    rows = after[endpoint.lower()]["at_times"]
    return {row["t"]: (row["surv"], row["ci"]["loglog"], row) for row in rows}


@pytest.mark.parametrize("population", estimates.HSCT_POPULATIONS)
@pytest.mark.parametrize("endpoint", ["OS", "RFS", "NRM", "CIR"])
def test_the_estimates_after_transplantation_are_those_of_r(judged, endpoint, population):
    own = members(judged, lambda outcome: population in outcome["populations"])

    found = estimates.over_time(endpoint, own)

    assert [row["day"] for row in found] == [30, 100, 180, 364, 365, 366, 730]
    for row in found:
        value, (low, high), wanted = rows_of_r(endpoint, population)[row["day"]]
        assert (row["n"], row["supported"]) == (WANTED["after_hsct"][population]["n"], True)
        assert (row["events"], row["at_risk"]) == (wanted["n_event_cum"], wanted["n_risk"])
        assert agree(value, row["estimate"])
        assert agree(wanted["se"], row["se"], standard_error=True)
        assert agree(low, row["ci_low"])
        assert agree(high, row["ci_high"])


@pytest.mark.parametrize("population", estimates.HSCT_POPULATIONS)
def test_median_follow_up_is_that_of_r(judged, population):
    own = members(judged, lambda outcome: population in outcome["populations"])
    wanted = WANTED["after_hsct"][population]["median_follow_up_reverse_km"]

    found = estimates.median_follow_up(own)

    assert [found.value, found.low, found.high] == [wanted["est"], *wanted["ci_loglog"]]


@pytest.mark.parametrize("wanted", WANTED["patients"], ids=lambda row: row["patient_id"])
def test_the_specimens_of_a_remission_are_those_of_r(charts, judged, wanted):
    specimens = charts[wanted["patient_id"]].value("mrd_specimens")
    outcome = judged[wanted["patient_id"]]
    used = {outcome.get("pcr_specimen"), outcome.get("flow_specimen")}

    names = [specimen.specimen_id for specimen in specimens if specimen._envelope.id in used]

    assert sorted(names) == sorted(wanted["week2_samples"])
