"""How severe graft-versus-host disease is: MAGIC grade when acute, NIH 2014 when chronic."""

from edc.logic import number


def is_present(present):
    return present == "Y"


def degree(code):
    """A stage or score as a number; an organ that was not examined counts as not involved."""
    return number(code, 0)


def overall_grade(present, skin_stage, liver_stage, upper_gi_stage, lower_gi_stage):
    """Grade of acute GVHD by MAGIC (Harris 2016): which organ counts as much as how badly."""
    if is_present(present) is not True:
        return "0"
    skin, liver = degree(skin_stage), degree(liver_stage)
    upper_gut, lower_gut = degree(upper_gi_stage), degree(lower_gi_stage)
    if 4 in (skin, liver, lower_gut):
        return "IV"
    if max(liver, lower_gut) >= 2:
        return "III"
    if skin == 3 or 1 in (liver, upper_gut, lower_gut):
        return "II"
    return "I" if skin >= 1 else "0"


def global_severity(
    present,
    skin_score,
    skin_feature_score,
    mouth_score,
    eye_score,
    gi_score,
    liver_score,
    lung_score,
    joint_score,
    genital_score,
):
    """Severity of chronic GVHD by NIH 2014 (Jagasia 2015): the lung counts a degree more.

    The skin is one organ with two scores, of which the higher counts.
    """
    if is_present(present) is not True:
        return "NONE"
    lung, skin = degree(lung_score), max(degree(skin_score), degree(skin_feature_score))
    others = (mouth_score, eye_score, gi_score, liver_score, joint_score, genital_score)
    organs = [skin, *map(degree, others)]
    involved = sum(organ >= 1 for organ in organs)
    if lung >= 2 or max(organs) == 3:
        return "SEVERE"
    if lung == 1 or max(organs) == 2 or involved >= 3:
        return "MODERATE"
    return "MILD" if involved else "NONE"
