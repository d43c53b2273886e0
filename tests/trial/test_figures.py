"""The demonstration's figures, read through the REST interface, are those that R computed."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from edc.actions import accounts, tokens
from edc.actions.assessing import latest
from edc.models import ApiToken, Query, User
from followup.tasks import ask_about_moves, assess, estimate
from mrd.models import MrdSpecimen
from tests.api.programs import Program
from tests.statistics.reference_cases import FOLDER, agree
from trial.demonstration.patients import patients

R = json.loads((FOLDER / "expected" / "patients.json").read_text())
DAYS = [30, 100, 180, 364, 365, 366, 730]
POPULATIONS = ["ALL_TRANSPLANTED", "REMISSION_BEFORE_HSCT", "WEEK2_REMISSION"]
MRD_SETS = {"ITT": "itt", "TREATED": "treated", "EVALUABLE": "evaluable_with_early_failures"}
CAUSES = {"CIR": "1", "NRM": "2"}
FIRST_EVENT = {None: None, "CENSORED": 0, "RELAPSE": 1, "NRM": 2}
NOT_OF_THE_SETS = {"patient_id", "site_id", "week2_samples"} | {
    f"{endpoint}_{what}" for endpoint in ("os", "rfs", "cr") for what in ("time", "status")
}
NUMBERS = {patient.id: patient.id for patient in patients()} | {"03-010": "S03-010"}


@pytest.fixture(scope="module")
def statistician(demonstration):
    """A program of the statistician's, after the workers have done what was due."""
    assess()
    estimate()
    shi, lasts = User.objects.get(username="shi"), timedelta(days=1)
    by = accounts.system_user()
    return Program(tokens.issue(user=shi, name="figures", scope=ApiToken.READ, lasts=lasts, by=by))


def every_row(program, path):
    """All pages of a list."""
    rows, query = [], {"limit": 25}
    while query:
        page = program.get(path, **query).json()
        rows += page["results"]
        query = parse_qs(urlsplit(page["next"] or "").query)
    return rows


@pytest.fixture(scope="module")
def assessments(statistician):
    return {row["subject"]: row for row in every_row(statistician, "assessments/")}


@pytest.fixture(scope="module")
def results(statistician):
    rows = every_row(statistician, "results/")
    found = {(row["endpoint"], row["population"], row["day"]): row for row in rows}
    assert len(found) == len(rows)
    return found


def test_every_patient_is_assessed(assessments):
    assert assessments.keys() == set(NUMBERS.values())


@pytest.mark.parametrize("wanted", R["patients"], ids=lambda patient: patient["patient_id"])
def test_each_patient_is_assessed_as_in_r(assessments, wanted):
    found = assessments[NUMBERS[wanted["patient_id"]]]
    is_transplanted = found["in_hsct_all"]

    assert {
        "in_itt": found["in_itt"],
        "treated": found["in_treated"],
        "week2_status": found["week2_status"],
        "early_failure": found["week2_reason"] == "DEATH",
        "mrd_remission_date": found["mrd_remission_date"],
        "in_all_transplanted": is_transplanted,
        "in_remission_before_hsct": found["in_hsct_main"],
        "in_week2_remission": is_transplanted and found["week2_status"] == "REMISSION",
    } == {name: wanted[name] for name in wanted.keys() - NOT_OF_THE_SETS}


@pytest.mark.parametrize("wanted", R["patients"], ids=lambda patient: patient["patient_id"])
def test_the_times_of_each_patient_are_those_of_r(assessments, wanted):
    found = assessments[NUMBERS[wanted["patient_id"]]]

    assert (
        (found["os_days"], found["os_event"]),
        (found["rfs_days"], found["rfs_event"]),
        (found["first_event_days"], FIRST_EVENT[found["first_event"]]),
    ) == tuple(
        (wanted.get(f"{endpoint}_time"), wanted.get(f"{endpoint}_status"))
        for endpoint in ("os", "rfs", "cr")
    )


def test_the_evaluable_set_counts_early_failures(assessments):
    evaluable = [row for row in assessments.values() if row["in_evaluable"]]

    assert len(evaluable) == R["sets"]["evaluable_with_early_failures"]
    assert assessments["06-009"] in evaluable


def test_where_a_patient_is_found_first_is_no_move_to_ask_about(statistician):
    assess()
    ask_about_moves()

    assert latest("STATE").count() == len(NUMBERS)
    assert not Query.objects.filter(record=None).exists()


def test_nothing_but_what_is_asked_is_estimated(results):
    over_time = {
        (endpoint, population, day)
        for endpoint in ("OS", "RFS", "NRM", "CIR")
        for population in POPULATIONS
        for day in DAYS
    }

    assert results.keys() == over_time | {("MRD", population, None) for population in MRD_SETS}


def different(found, wanted):
    """Which of the figures differ from R's by more than its README allows."""
    return {
        name: (found[name], number)
        for name, number in wanted.items()
        if not agree(number, found[name], standard_error=name == "se")
    }


def share(wanted):
    """R's share in remission by the names of ours."""
    low, high = wanted["ci95"]["clopper_pearson"]
    events, estimate = wanted["remission"], wanted["rate"]
    return {
        "n": wanted["n"], "events": events, "estimate": estimate, "ci_low": low, "ci_high": high
    }  # fmt: skip


@pytest.mark.parametrize("population", MRD_SETS)
def test_the_share_in_remission_is_that_of_r(results, population):
    wanted = R["week2_remission"][MRD_SETS[population]]

    found = results["MRD", population, None]

    assert not different(found, share(wanted))


def figures(row, estimate, interval):
    """R's figures at a day by the names of ours."""
    low, high = row["ci"][interval]
    return {
        "events": row["n_event_cum"],
        "at_risk": row["n_risk"],
        "estimate": row[estimate],
        "se": row["se"],
        "ci_low": low,
        "ci_high": high,
    }


def at(rows, day):
    return next(row for row in rows if row["t"] == day)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("population", POPULATIONS)
@pytest.mark.parametrize("endpoint", ["OS", "RFS"])
def test_survival_is_that_of_r(results, endpoint, population, day):
    wanted = R["after_hsct"][population][endpoint.lower()]

    found = results[endpoint, population, day]

    row = at(wanted["at_times"], day)
    assert not different(found, {"n": wanted["n"], **figures(row, "surv", "loglog")})


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("population", POPULATIONS)
@pytest.mark.parametrize("endpoint", ["NRM", "CIR"])
def test_cumulative_incidence_is_that_of_r(results, endpoint, population, day):
    wanted = R["after_hsct"][population]["cr"]

    found = results[endpoint, population, day]

    row = at(wanted["causes"][CAUSES[endpoint]]["at_times"], day)
    assert not different(found, {"n": wanted["n"], **figures(row, "cif", "cloglog")})


@pytest.mark.parametrize("wanted", R["patients"], ids=lambda patient: patient["patient_id"])
def test_the_samples_that_decided_are_those_of_r(statistician, wanted):
    outcome = latest("WEEK2").get(subject__screening_number=f"S{wanted['patient_id']}").outcome
    deciding = {outcome.get("pcr_specimen"), outcome.get("flow_specimen")} - {None}
    specimens = MrdSpecimen.objects.filter(pk__in=deciding).order_by("collection_date")

    assert [one.specimen_id[3:] for one in specimens] == wanted["week2_samples"]
