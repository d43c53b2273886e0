"""Acute GVHD: what is asked, what the checks say, and the days it gives to the outcomes."""

from decimal import Decimal

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from followup import facts
from followup.checks.acute_gvhd import (
    gvhd_begins_after_transplantation,
    gvhd_from_grade_2_on_is_treated,
    gvhd_involves_an_organ,
    gvhd_is_worst_from_its_onset_on,
    liver_stage_is_not_below_that_of_bilirubin,
    lower_gut_stage_is_not_below_that_of_stool,
    no_treatment_stands_alone,
    onset_after_day_100_is_called_late,
    onset_is_the_same_at_every_assessment,
    skin_stage_is_that_of_the_rash,
)
from followup.models import AcuteGvhd
from tests.enrollment.paper import failing, fill, owed, same, shows
from tests.followup.paper import DAY_0, day, said, transplanted, treated

HARD, SOFT = Severity.HARD, Severity.SOFT
PRESENT, ABSENT = {"present": "Y"}, {"present": "N"}
ABOUT_GVHD = {
    "onset_date",
    "worst_date",
    "rash_bsa_percent",
    "skin_stage",
    "bilirubin_umol_l",
    "liver_stage",
    "upper_gi_stage",
    "stool_volume_ml",
    "lower_gi_stage",
    "biopsy",
    "late_onset",
    "first_line",
    "steroid_refractory",
    "outcome",
}
MEASURED = {"rash_bsa_percent", "bilirubin_umol_l", "stool_volume_ml"}


def test_the_checks_of_acute_gvhd_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(AcuteGvhd)}

    assert checks == {
        "AGV-001": (HARD, "onset_date"),
        "AGV-002": (HARD, "present"),
        "AGV-003": (SOFT, "skin_stage"),
        "AGV-004": (SOFT, "liver_stage"),
        "AGV-005": (SOFT, "lower_gi_stage"),
        "AGV-006": (SOFT, "late_onset"),
        "AGV-007": (SOFT, "first_line"),
        "AGV-008": (SOFT, "onset_date"),
        "AGV-009": (HARD, "worst_date"),
        "AGV-010": (HARD, "first_line"),
    }


def test_without_gvhd_an_assessment_owes_only_that_there_was_none():
    assert owed(AcuteGvhd) == {"assessment_date", "present"}
    assert owed(AcuteGvhd, **ABSENT) == {"assessment_date"}


def test_gvhd_owes_its_dates_stages_and_treatment_but_no_measurement():
    asked = owed(AcuteGvhd, **PRESENT) - {"assessment_date"}

    assert asked == ABOUT_GVHD - MEASURED - {"steroid_refractory"}


@pytest.mark.parametrize("question", sorted(ABOUT_GVHD))
def test_a_question_about_gvhd_is_asked_where_there_was_some(question):
    assert shows(AcuteGvhd, question, **PRESENT)
    assert not shows(AcuteGvhd, question, **ABSENT)
    assert not shows(AcuteGvhd, question)


def test_gvhd_treated_with_steroids_owes_whether_they_helped():
    with_steroids = owed(AcuteGvhd, **PRESENT, first_line=["MP", "RUX"])

    assert "steroid_refractory" in with_steroids
    assert "steroid_refractory" not in owed(AcuteGvhd, **PRESENT, first_line=["RUX"])


@pytest.mark.parametrize(
    ("onset", "day_0", "holds"),
    [
        (day(1), DAY_0, True),
        (DAY_0, DAY_0, False),
        (day(-1), DAY_0, False),
        (day(1), Unknown, Unknown),
        (Unknown, DAY_0, Unknown),
    ],
)
def test_gvhd_begins_after_transplantation(onset, day_0, holds):
    assert gvhd_begins_after_transplantation(onset, day_0) is holds


@pytest.mark.parametrize(
    ("present", "stages", "holds"),
    [
        ("Y", ("0", "0", "0", "0"), False),
        ("Y", ("1", "0", "0", "0"), True),
        ("Y", ("0", "1", "0", "0"), True),
        ("Y", ("0", "0", "1", "0"), True),
        ("Y", ("0", "0", "0", "1"), True),
        ("Y", ("0", "0", "NE", "0"), True),
        ("Y", ("0", "0", Unknown, "0"), Unknown),
        ("N", ("0", "0", "0", "0"), True),
        (Unknown, ("0", "0", "0", "0"), Unknown),
    ],
)
def test_gvhd_involves_an_organ(present, stages, holds):
    assert gvhd_involves_an_organ(present, *stages) is holds


@pytest.mark.parametrize(
    ("rash", "fitting"),
    [
        ("0", {"0", "1", "2", "3", "4", "NE"}),
        ("1", {"0", "1", "4", "NE"}),
        ("24", {"0", "1", "4", "NE"}),
        ("25", {"2", "3", "4", "NE"}),
        ("50", {"2", "3", "4", "NE"}),
        ("51", {"3", "4", "NE"}),
        ("100", {"3", "4", "NE"}),
    ],
)
def test_the_skin_stage_is_that_of_the_rash(rash, fitting):
    stages = AcuteGvhd.asked["skin_stage"].codelist.values

    holding = {s for s in stages if skin_stage_is_that_of_the_rash(Decimal(rash), s) is True}

    assert holding == fitting


@pytest.mark.parametrize(
    ("bilirubin", "fitting"),
    [
        ("34.1", {"0", "1", "2", "3", "4", "NE"}),
        ("34.2", {"1", "2", "3", "4", "NE"}),
        ("51.3", {"1", "2", "3", "4", "NE"}),
        ("51.4", {"2", "3", "4", "NE"}),
        ("102.6", {"2", "3", "4", "NE"}),
        ("102.7", {"3", "4", "NE"}),
        ("256.5", {"3", "4", "NE"}),
        ("256.6", {"4", "NE"}),
    ],
)
def test_the_liver_stage_is_not_below_that_of_bilirubin(bilirubin, fitting):
    stages = AcuteGvhd.asked["liver_stage"].codelist.values
    measured = Decimal(bilirubin)

    holding = {s for s in stages if liver_stage_is_not_below_that_of_bilirubin(measured, s) is True}

    assert holding == fitting


@pytest.mark.parametrize(
    ("volume", "fitting"),
    [
        ("499", {"0", "1", "2", "3", "4", "NE"}),
        ("500", {"1", "2", "3", "4", "NE"}),
        ("999", {"1", "2", "3", "4", "NE"}),
        ("1000", {"2", "3", "4", "NE"}),
        ("1500", {"2", "3", "4", "NE"}),
        ("1501", {"3", "4", "NE"}),
    ],
)
def test_the_lower_gut_stage_is_not_below_that_of_stool(volume, fitting):
    stages = AcuteGvhd.asked["lower_gi_stage"].codelist.values
    measured = Decimal(volume)

    holding = {s for s in stages if lower_gut_stage_is_not_below_that_of_stool(measured, s) is True}

    assert holding == fitting


@pytest.mark.parametrize(
    "agrees",
    [
        skin_stage_is_that_of_the_rash,
        liver_stage_is_not_below_that_of_bilirubin,
        lower_gut_stage_is_not_below_that_of_stool,
    ],
)
def test_a_stage_cannot_disagree_with_what_was_not_measured_nor_a_measurement_with_no_stage(agrees):
    assert agrees(Unknown, "0") is Unknown
    assert agrees(Decimal(5000), Unknown) is Unknown


def test_bilirubin_may_be_entered_in_either_unit():
    chart = transplanted()
    answers = PRESENT | {"liver_stage": "0", "bilirubin_umol_l": Decimal(2)}

    american = fill(chart, AcuteGvhd, **answers, bilirubin_umol_l_unit="mg/dL")
    metric = fill(chart, AcuteGvhd, **answers, bilirubin_umol_l_unit="umol/L")

    assert failing(chart, american, beside="liver_stage") == ["AGV-004"]
    assert failing(chart, metric, beside="liver_stage") == []


@pytest.mark.parametrize(
    ("onset", "late", "holds"),
    [
        (day(100), "N", True),
        (day(101), "N", False),
        (day(101), "Y", True),
        (day(101), Unknown, Unknown),
        (Unknown, "N", Unknown),
    ],
)
def test_an_onset_after_day_100_is_called_late(onset, late, holds):
    assert onset_after_day_100_is_called_late(DAY_0, onset, late) is holds


@pytest.mark.parametrize(
    ("grade", "treatment", "holds"),
    [
        ("I", ["NONE"], True),
        ("II", ["NONE"], False),
        ("III", ["NONE"], False),
        ("IV", ["NONE"], False),
        ("IV", ["TOPICAL"], True),
        ("IV", Unknown, Unknown),
        ("0", Unknown, True),
    ],
)
def test_gvhd_from_grade_2_on_is_treated(grade, treatment, holds):
    assert gvhd_from_grade_2_on_is_treated(grade, treatment) is holds


@pytest.mark.parametrize(
    ("present", "onset", "others", "holds"),
    [
        ("Y", day(30), [("Y", day(30))], True),
        ("Y", day(30), [("Y", day(31))], False),
        ("Y", day(30), [("Y", day(30)), ("Y", day(29))], False),
        ("Y", day(30), [("N", day(31))], True),
        ("N", day(30), [("Y", day(31))], True),
        ("Y", day(30), [], True),
        ("Y", day(30), [("Y", Unknown)], Unknown),
        ("Y", Unknown, [("Y", day(31))], Unknown),
        (Unknown, day(30), [("Y", day(31))], Unknown),
    ],
)
def test_the_onset_is_the_same_at_every_assessment(present, onset, others, holds):
    assessments = [said(present=was, onset_date=began) for was, began in others]

    assert onset_is_the_same_at_every_assessment(present, onset, assessments) is holds


@pytest.mark.parametrize(
    ("worst", "holds"),
    [(day(30), True), (day(29), False), (day(31), True), (Unknown, Unknown)],
)
def test_gvhd_is_worst_from_its_onset_on(worst, holds):
    assert gvhd_is_worst_from_its_onset_on(day(30), worst) is holds


@pytest.mark.parametrize(
    ("treatments", "holds"),
    [
        (["NONE"], True),
        (["MP", "RUX"], True),
        (["MP", "NONE"], False),
        (Unknown, Unknown),
    ],
)
def test_no_treatment_stands_alone(treatments, holds):
    assert no_treatment_stands_alone(treatments) is holds


def test_two_assessments_that_differ_about_the_onset_are_both_queried():
    chart = transplanted()
    first = fill(chart, AcuteGvhd, **PRESENT, assessment_date=day(28), onset_date=day(20))
    second = fill(chart, AcuteGvhd, **PRESENT, assessment_date=day(60), onset_date=day(21))

    assert failing(chart, first, beside="onset_date") == ["AGV-008"]
    assert failing(chart, second, beside="onset_date") == ["AGV-008"]


def test_gvhd_of_a_subject_without_transplant_is_not_held_against_day_0():
    chart = treated()

    assessment = fill(chart, AcuteGvhd, **PRESENT, onset_date=day(-1))

    assert failing(chart, assessment, beside="onset_date") == []


def assessed(on, **stages):
    none = dict.fromkeys(["skin_stage", "liver_stage", "upper_gi_stage", "lower_gi_stage"], "0")
    return PRESENT | {"assessment_date": on, "worst_date": on} | none | stages


def test_grades_give_the_outcomes_the_first_day_they_were_reached():
    chart = transplanted()
    fill(chart, AcuteGvhd, **assessed(day(14), skin_stage="1"))
    fill(chart, AcuteGvhd, **assessed(day(60), liver_stage="4"))
    fill(chart, AcuteGvhd, **assessed(day(40), lower_gi_stage="2"))
    fill(chart, AcuteGvhd, **assessed(day(28), skin_stage="3"))

    assert chart.fact("acute_gvhd_ii_iv_date") == day(28)
    assert chart.fact("acute_gvhd_iii_iv_date") == day(40)


@pytest.mark.parametrize(("grade", "counts"), [("II", False), ("III", True), ("IV", True)])
def test_only_grade_3_and_4_are_events_of_grfs(grade, counts):
    assessment = said(overall_grade=grade, worst_date=day(40))

    assert same(facts.acute_gvhd_iii_iv_date([assessment]), day(40) if counts else Unknown)


def test_severe_gvhd_without_its_worst_date_has_no_day():
    assert facts.acute_gvhd_iii_iv_date([said(overall_grade="IV", worst_date=Unknown)]) is Unknown
    assert facts.acute_gvhd_iii_iv_date([]) is Unknown
