"""Grade of acute and severity of chronic GVHD against the published tables, case by case.

Acute: Harris et al., Biol Blood Marrow Transplant 2016;22:4 (MAGIC), overall clinical grade by most
severe target organ involvement. Chronic: Jagasia et al., Biol Blood Marrow Transplant 2015;21:389
(NIH 2014), global severity. The protocol's own examples are marked.
"""

from itertools import product

import pytest

from edc.logic import Unknown
from followup.gvhd import global_severity, overall_grade
from followup.models import AcuteGvhd, ChronicGvhd
from tests.enrollment.paper import blank_chart, fill

# What the stage of one organ alone makes the grade, by the published table.
GRADES = ["0", "I", "II", "III", "IV"]
GRADE_BY_SKIN = dict(zip("01234", ["0", "I", "I", "II", "IV"], strict=True))
GRADE_BY_LIVER_OR_LOWER_GUT = dict(zip("01234", ["0", "II", "III", "III", "IV"], strict=True))
GRADE_BY_UPPER_GUT = {"0": "0", "1": "II"}

# Stages of skin, liver, upper gut, lower gut.
ACUTE = [
    ("no organ", "0", "0", "0", "0", "0"),
    ("skin 1 alone", "1", "0", "0", "0", "I"),
    ("skin 2 alone (protocol)", "2", "0", "0", "0", "I"),
    ("skin 3 alone (protocol)", "3", "0", "0", "0", "II"),
    ("skin 4 alone", "4", "0", "0", "0", "IV"),
    ("liver 1 alone", "0", "1", "0", "0", "II"),
    ("liver 2 alone", "0", "2", "0", "0", "III"),
    ("liver 3 alone", "0", "3", "0", "0", "III"),
    ("liver 4 alone", "0", "4", "0", "0", "IV"),
    ("upper gut alone", "0", "0", "1", "0", "II"),
    ("lower gut 1 alone", "0", "0", "0", "1", "II"),
    ("lower gut 2 alone", "0", "0", "0", "2", "III"),
    ("lower gut 3 alone", "0", "0", "0", "3", "III"),
    ("lower gut 4 alone", "0", "0", "0", "4", "IV"),
    ("skin 1 with upper gut (protocol)", "1", "0", "1", "0", "II"),
    ("skin 2 with liver 1", "2", "1", "0", "0", "II"),
    ("skin 2 with lower gut 1", "2", "0", "0", "1", "II"),
    ("skin 3 with everything at 1", "3", "1", "1", "1", "II"),
    ("skin 2, liver 2, gut 1 (protocol)", "2", "2", "1", "1", "III"),
    ("skin 3 with lower gut 2", "3", "0", "0", "2", "III"),
    ("skin 3, liver 3, upper gut 1, lower gut 3", "3", "3", "1", "3", "III"),
    ("upper gut 1 with lower gut 4 (protocol)", "0", "0", "1", "4", "IV"),
    ("skin 4 with upper gut 1", "4", "0", "1", "0", "IV"),
    ("skin 1 with liver 4", "1", "4", "0", "0", "IV"),
    ("every organ at its highest", "4", "4", "1", "4", "IV"),
    ("skin 1, the others not evaluable", "1", "NE", "NE", "NE", "I"),
    ("liver 2, the skin not evaluable", "NE", "2", "0", "0", "III"),
    ("no organ evaluable", "NE", "NE", "NE", "NE", "0"),
    ("lower gut 1, the others not entered", Unknown, Unknown, Unknown, "1", "II"),
]

BUT_THE_LUNG = ["skin", "mouth", "eye", "gi", "liver", "joint", "genital"]
CHRONIC = [
    ("no organ", {}, "NONE"),
    ("one organ at 1", {"mouth": 1}, "MILD"),
    ("two organs at 1 (protocol)", {"mouth": 1, "eye": 1}, "MILD"),
    ("liver and genital tract at 1", {"liver": 1, "genital": 1}, "MILD"),
    ("three organs at 1 (protocol)", {"mouth": 1, "eye": 1, "gi": 1}, "MODERATE"),
    ("three other organs at 1", {"skin": 1, "joint": 1, "genital": 1}, "MODERATE"),
    ("every organ but the lung at 1", dict.fromkeys(BUT_THE_LUNG, 1), "MODERATE"),
    ("lung at 1 alone (protocol)", {"lung": 1}, "MODERATE"),
    ("lung and two organs at 1", {"lung": 1, "mouth": 1, "eye": 1}, "MODERATE"),
    ("lung at 2 alone (protocol)", {"lung": 2}, "SEVERE"),
    ("lung at 3 alone", {"lung": 3}, "SEVERE"),
    ("lung at 2 with others at 1", {"lung": 2, "mouth": 1}, "SEVERE"),
    ("skin at 2 alone", {"skin": 2}, "MODERATE"),
    ("mouth at 2 alone", {"mouth": 2}, "MODERATE"),
    ("eyes at 2 alone", {"eye": 2}, "MODERATE"),
    ("gut at 2 alone", {"gi": 2}, "MODERATE"),
    ("liver at 2 alone", {"liver": 2}, "MODERATE"),
    ("joints at 2 alone", {"joint": 2}, "MODERATE"),
    ("genital tract at 2 alone", {"genital": 2}, "MODERATE"),
    ("every organ but the lung at 2", dict.fromkeys(BUT_THE_LUNG, 2), "MODERATE"),
    ("skin at 3 alone", {"skin": 3}, "SEVERE"),
    ("mouth at 3 alone", {"mouth": 3}, "SEVERE"),
    ("eyes at 3 alone", {"eye": 3}, "SEVERE"),
    ("gut at 3 alone", {"gi": 3}, "SEVERE"),
    ("liver at 3 alone", {"liver": 3}, "SEVERE"),
    ("joints at 3 alone (protocol)", {"joint": 3}, "SEVERE"),
    ("genital tract at 3 alone", {"genital": 3}, "SEVERE"),
    ("skin 1 with superficial sclerosis (protocol)", {"skin": 1, "skin_feature": 2}, "MODERATE"),
    ("superficial sclerosis alone", {"skin_feature": 2}, "MODERATE"),
    ("deep sclerosis on little skin", {"skin": 1, "skin_feature": 3}, "SEVERE"),
    ("skin 1 without sclerosis", {"skin": 1, "skin_feature": 0}, "MILD"),
    ("two skin scores, one more organ", {"skin": 1, "skin_feature": 1, "eye": 1}, "MILD"),
    ("lung not examined", {"lung": "NE", "mouth": 1}, "MILD"),
    ("nothing examined", {"lung": "NE", "skin": "NE", "mouth": "NE"}, "NONE"),
]


@pytest.mark.parametrize(("case", "skin", "liver", "upper_gut", "lower_gut", "grade"), ACUTE)
def test_acute_gvhd_has_the_published_grade(case, skin, liver, upper_gut, lower_gut, grade):
    assert overall_grade("Y", skin, liver, upper_gut, lower_gut) == grade, case


def highest_of_the_organs(skin, liver, upper_gut, lower_gut):
    alone = (
        GRADE_BY_SKIN[skin],
        GRADE_BY_LIVER_OR_LOWER_GUT[liver],
        GRADE_BY_UPPER_GUT[upper_gut],
        GRADE_BY_LIVER_OR_LOWER_GUT[lower_gut],
    )
    return max(alone, key=GRADES.index)


def test_all_250_combinations_have_the_grade_of_the_organ_that_makes_it_highest():
    combinations = list(product("01234", "01234", "01", "01234"))

    wrong = [s for s in combinations if overall_grade("Y", *s) != highest_of_the_organs(*s)]

    assert len(combinations) == 250
    assert wrong == []


@pytest.mark.parametrize("present", ["N", Unknown])
def test_without_acute_gvhd_stages_left_behind_make_no_grade(present):
    assert overall_grade(present, "4", "4", "1", "4") == "0"


def test_the_grade_shows_on_the_form():
    answers = dict.fromkeys(["liver_stage", "upper_gi_stage", "lower_gi_stage"], "0")

    form = fill(blank_chart(), AcuteGvhd, present="Y", skin_stage="3", **answers)

    assert form.overall_grade == "II"


@pytest.mark.parametrize(("case", "scores", "severity"), CHRONIC)
def test_chronic_gvhd_has_the_published_severity(case, scores, severity):
    answers = {f"{organ}_score": str(score) for organ, score in scores.items()}

    form = fill(blank_chart(), ChronicGvhd, present="Y", **answers)

    assert form.global_severity == severity, case


@pytest.mark.parametrize("present", ["N", Unknown])
def test_without_chronic_gvhd_scores_left_behind_make_no_severity(present):
    assert global_severity(present, *["3"] * 9) == "NONE"
