"""Every path through the trial has patients in the demonstration."""

import pytest

from edc import charts
from edc.crf import crfs
from edc.models import Subject

# Whom to open to see a path; the others on it are not listed.
PATHS = {
    "screen failure": ["03-010"],
    "withdrawal": ["02-009"],
    "no remission at week 2": ["01-010", "02-003", "03-005"],
    "remission without transplantation": ["03-001", "03-008"],
    "alive at one year": ["01-004", "02-005", "05-010"],
    "relapse after transplantation": ["01-001", "02-006", "03-002"],
    "relapse before transplantation": ["05-007"],
    "death without relapse": ["01-003", "02-008", "06-008"],
    "VOD": ["01-002", "01-006", "03-003"],
    "second cycle": ["01-010", "02-010", "05-010"],
    "lost to follow-up": ["03-009", "04-008", "06-001"],
    "early death": ["06-009"],
    "acute GVHD": ["01-003", "02-006"],
    "chronic GVHD": ["01-009", "06-004"],
    "pause for low counts": ["01-007", "03-001"],
}


def is_on(path, chart):
    """Whether the records of a patient lead along a path."""
    facts = {
        "screen failure": ("subject_state", "SCREEN_FAILED"),
        "withdrawal": ("subject_state", "WITHDRAWN"),
        "lost to follow-up": ("subject_state", "LOST"),
        "no remission at week 2": ("week2_status", "NO_REMISSION"),
    }
    if path in facts:
        name, wanted = facts[path]
        return getattr(chart.fact(name), "code", chart.fact(name)) == wanted
    return TOLD_BY[path](chart)


def outcome(chart):
    return chart.fact("survival").first_event


def any_of_them(chart, form, question, value):
    return any(getattr(record, question) == value for record in chart.records.get(form, ()))


TOLD_BY = {
    "remission without transplantation": lambda chart: (
        chart.fact("mrd_remission_date") and not chart.fact("hsct_d0")
    ),
    "alive at one year": lambda chart: chart.fact("seen_at_one_year"),
    "relapse after transplantation": lambda chart: outcome(chart) == "RELAPSE",
    "relapse before transplantation": lambda chart: (
        chart.fact("first_relapse_date") < chart.fact("hsct_d0")
    ),
    "death without relapse": lambda chart: outcome(chart) == "NRM",
    "VOD": lambda chart: any_of_them(chart, "vod_sos", "diagnosis_confirmed", "Y"),
    "second cycle": lambda chart: chart.fact("ino_cycles_given") == 2,
    "early death": lambda chart: chart.fact("week2").reason == "DEATH",
    "acute GVHD": lambda chart: chart.fact("acute_gvhd_ii_iv_date"),
    "chronic GVHD": lambda chart: chart.fact("chronic_gvhd_date"),
    "pause for low counts": lambda chart: any_of_them(
        chart, "olverembatinib_period", "change_reason", "AE_HAEM"
    ),
}


@pytest.fixture(scope="module")
def by_number(demonstration):
    subjects = Subject.objects.select_related("site")
    loaded = charts.load(subjects, [crf.form for crf in crfs()])
    return {c.subject.screening_number.removeprefix("S"): c for c in loaded.values()}


@pytest.mark.parametrize("path", PATHS)
def test_the_path_has_patients(path, by_number):
    for number in PATHS[path]:
        assert is_on(path, by_number[number]), number


@pytest.mark.parametrize("path", PATHS)
def test_not_everybody_is_on_the_path(path, by_number):
    assert not all(is_on(path, chart) for chart in by_number.values())
