"""Chronic GVHD: what is asked, what the checks say, and the days it gives to the outcomes."""

from decimal import Decimal

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from followup import facts
from followup.checks.chronic_gvhd import (
    gvhd_after_acute_gvhd_is_not_de_novo,
    gvhd_begins_after_transplantation,
    gvhd_from_moderate_on_is_treated_systemically,
    gvhd_involves_an_organ,
    lung_score_is_not_below_that_of_fev1,
    skin_features_are_not_scored_1,
    systemic_treatment_starts_from_onset_on,
)
from followup.models import AcuteGvhd, ChronicGvhd
from tests.enrollment.paper import failing, fill, owed, same, shows
from tests.followup.paper import DAY_0, day, said, transplanted

HARD, SOFT = Severity.HARD, Severity.SOFT
PRESENT, ABSENT = {"present": "Y"}, {"present": "N"}
ORGANS = ["skin", "skin_feature", "mouth", "eye", "gi", "liver", "lung", "joint", "genital"]
SCORES = [f"{organ}_score" for organ in ORGANS]
ABOUT_GVHD = {
    "onset_date",
    "onset_type",
    "overlap",
    *SCORES,
    "systemic_treatment",
    "outcome",
}


def test_the_checks_of_chronic_gvhd_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(ChronicGvhd)}

    assert checks == {
        "CGV-001": (HARD, "onset_date"),
        "CGV-002": (SOFT, "present"),
        "CGV-003": (SOFT, "lung_score"),
        "CGV-004": (HARD, "systemic_start_date"),
        "CGV-005": (SOFT, "systemic_treatment"),
        "CGV-006": (SOFT, "onset_type"),
        "CGV-007": (HARD, "skin_feature_score"),
    }


def test_without_gvhd_an_assessment_owes_only_that_there_was_none():
    assert owed(ChronicGvhd) == {"assessment_date", "present"}
    assert owed(ChronicGvhd, **ABSENT) == {"assessment_date"}


def test_gvhd_owes_its_onset_every_score_and_its_treatment():
    assert owed(ChronicGvhd, **PRESENT) == {"assessment_date"} | ABOUT_GVHD


@pytest.mark.parametrize("question", sorted(ABOUT_GVHD | {"fev1_percent"}))
def test_a_question_about_gvhd_is_asked_where_there_was_some(question):
    assert shows(ChronicGvhd, question, **PRESENT)
    assert not shows(ChronicGvhd, question, **ABSENT)
    assert not shows(ChronicGvhd, question)


def test_systemic_treatment_owes_its_start():
    start, treated = "systemic_start_date", PRESENT | {"systemic_treatment": "Y"}

    assert start in owed(ChronicGvhd, **treated)
    assert not shows(ChronicGvhd, start, **PRESENT | {"systemic_treatment": "N"})
    assert not shows(ChronicGvhd, start, **treated | ABSENT)


@pytest.mark.parametrize(
    ("onset", "day_0", "holds"),
    [
        (day(1), DAY_0, True),
        (DAY_0, DAY_0, False),
        (day(1), Unknown, Unknown),
        (Unknown, DAY_0, Unknown),
    ],
)
def test_gvhd_begins_after_transplantation(onset, day_0, holds):
    assert gvhd_begins_after_transplantation(onset, day_0) is holds


@pytest.mark.parametrize("organ", SCORES)
@pytest.mark.parametrize(
    ("score", "holds"), [("0", False), ("1", True), ("NE", True), (Unknown, Unknown)]
)
def test_gvhd_involves_an_organ(organ, score, holds):
    scores = dict.fromkeys(SCORES, "0") | {organ: score}

    assert gvhd_involves_an_organ("Y", **scores) is holds


def test_absent_gvhd_need_not_involve_an_organ():
    assert gvhd_involves_an_organ("N", *["0"] * 9) is True
    assert gvhd_involves_an_organ(Unknown, *["0"] * 9) is Unknown


@pytest.mark.parametrize(
    ("fev1", "fitting"),
    [
        ("80", {"0", "1", "2", "3", "NE"}),
        ("79.9", {"1", "2", "3", "NE"}),
        ("60", {"1", "2", "3", "NE"}),
        ("59.9", {"2", "3", "NE"}),
        ("40", {"2", "3", "NE"}),
        ("39.9", {"3", "NE"}),
    ],
)
def test_the_lung_score_is_not_below_that_of_fev1(fev1, fitting):
    scores = ChronicGvhd.asked["lung_score"].codelist.values
    measured = Decimal(fev1)

    assert {
        s for s in scores if lung_score_is_not_below_that_of_fev1(measured, s) is True
    } == fitting


def test_a_lung_score_cannot_disagree_with_no_fev1_nor_fev1_with_no_score():
    assert lung_score_is_not_below_that_of_fev1(Unknown, "0") is Unknown
    assert lung_score_is_not_below_that_of_fev1(Decimal(30), Unknown) is Unknown


@pytest.mark.parametrize(
    ("start", "holds"), [(day(120), True), (day(119), False), (Unknown, Unknown)]
)
def test_systemic_treatment_starts_from_onset_on(start, holds):
    assert systemic_treatment_starts_from_onset_on(day(120), start) is holds


@pytest.mark.parametrize(
    ("severity", "treated", "holds"),
    [
        ("MILD", "N", True),
        ("MODERATE", "N", False),
        ("SEVERE", "N", False),
        ("SEVERE", "Y", True),
        ("SEVERE", Unknown, Unknown),
        ("NONE", Unknown, True),
    ],
)
def test_gvhd_from_moderate_on_is_treated_systemically(severity, treated, holds):
    assert gvhd_from_moderate_on_is_treated_systemically(severity, treated) is holds


@pytest.mark.parametrize(
    ("onset_type", "acute", "holds"),
    [
        ("DENOVO", ["Y"], False),
        ("DENOVO", ["N", "Y"], False),
        ("DENOVO", ["N"], True),
        ("DENOVO", [], True),
        ("DENOVO", [Unknown], Unknown),
        ("QUIESCENT", ["Y"], True),
        (Unknown, ["Y"], Unknown),
    ],
)
def test_gvhd_after_acute_gvhd_is_not_de_novo(onset_type, acute, holds):
    assessments = [said(present=present) for present in acute]

    assert gvhd_after_acute_gvhd_is_not_de_novo(onset_type, assessments) is holds


@pytest.mark.parametrize(
    ("score", "holds"), [("0", True), ("1", False), ("2", True), ("3", True), (Unknown, Unknown)]
)
def test_skin_features_are_not_scored_1(score, holds):
    assert skin_features_are_not_scored_1(score) is holds


def test_de_novo_gvhd_is_queried_once_acute_gvhd_is_on_file():
    chart = transplanted()
    chronic = fill(chart, ChronicGvhd, **PRESENT, onset_type="DENOVO")

    assert failing(chart, chronic, beside="onset_type") == []

    fill(chart, AcuteGvhd, **PRESENT)

    assert failing(chart, chronic, beside="onset_type") == ["CGV-006"]


def test_severe_lung_gvhd_without_treatment_is_queried():
    chart = transplanted()

    chronic = fill(chart, ChronicGvhd, **PRESENT, lung_score="2", systemic_treatment="N")

    assert failing(chart, chronic, beside="systemic_treatment") == ["CGV-005"]


def test_the_outcomes_get_the_first_onset_and_the_first_systemic_treatment():
    chart = transplanted()
    answers = PRESENT | {"onset_date": day(120), "systemic_treatment": "Y"}
    fill(chart, ChronicGvhd, **answers, assessment_date=day(270), systemic_start_date=day(200))
    fill(chart, ChronicGvhd, **answers, assessment_date=day(180), systemic_start_date=day(150))
    fill(chart, ChronicGvhd, **ABSENT, onset_date=day(90), systemic_start_date=day(90))

    assert chart.fact("chronic_gvhd_date") == day(120)
    assert chart.fact("chronic_gvhd_systemic_date") == day(150)


@pytest.mark.parametrize(("treated", "counts"), [("Y", True), ("N", False), (Unknown, False)])
def test_only_systemic_treatment_is_an_event_of_grfs(treated, counts):
    assessment = said(systemic_treatment=treated, systemic_start_date=day(150))

    assert same(facts.chronic_gvhd_systemic_date([assessment]), day(150) if counts else Unknown)
