"""VOD/SOS: when it began, whether it is one, and how severe it is, by EBMT 2023 (Mohty 2023).

A sign that was not looked for is not there. A number printed with ``<`` or ``>`` may leave open
whether it is one; what depends on that is Unknown.
"""

from decimal import Decimal
from typing import NamedTuple

from edc.logic import Unknown, all_of, any_of, blank, coalesce, days, ratio
from edc.series import last_before

PORTAL_HYPERTENSION_MMHG = 10
RISK_FACTORS_THAT_RAISE_A_GRADE = 2


class Signs(NamedTuple):
    """The signs of a grade: bilirubin (µmol/L), weight gain (%) and creatinine (multiple of the
    value before) from these on, transaminases (multiple of the upper limit) above.

    A rapid course is symptoms for at most so many days, or bilirubin doubled within 48 hours.
    """

    bilirubin: int
    transaminases: int
    weight_gain: int
    creatinine: Decimal
    days_of_symptoms: int | None = None


VERY_SEVERE = Signs(136, transaminases=8, weight_gain=10, creatinine=Decimal("2"))
SEVERE = Signs(85, transaminases=5, weight_gain=5, creatinine=Decimal("1.5"), days_of_symptoms=4)
MODERATE = Signs(51, transaminases=2, weight_gain=5, creatinine=Decimal("1.2"), days_of_symptoms=7)


def is_yes(answer):
    """Whether the sign was looked for and found."""
    return coalesce(answer, "N") == "Y"


def reaches(measured, limit):
    return False if blank(measured) else measured >= limit


def exceeds(measured, limit):
    return False if blank(measured) else measured > limit


def lasts_at_most(measured, limit):
    return False if blank(measured) else measured <= limit


def two_of(*signs):
    """Whether two signs or more are there; Unknown when it turns on signs left open."""
    certain = sum(sign is True for sign in signs)
    possible = sum(sign is not False for sign in signs)
    if certain >= 2:
        return True
    return Unknown if possible >= 2 else False


def first_that_holds(*grades, otherwise):
    """The first grade whose condition holds; Unknown when one before it cannot be excluded."""
    for grade, condition in grades:
        if condition is not False:
            return grade if condition is True else Unknown
    return otherwise


def is_from_conditioning_on(onset_date, conditioning_start, hsct_d0):
    """Day 0 stands for the start of conditioning where none was given."""
    return onset_date >= coalesce(conditioning_start, hsct_d0)


def context(onset_date, conditioning_start, hsct_d0):
    """Without a transplant VOD/SOS is one of study treatment."""
    is_of_transplant = is_from_conditioning_on(onset_date, conditioning_start, hsct_d0)
    return "POST_HSCT" if is_of_transplant is True else "PRE_HSCT"


def days_after_hsct(hsct_d0, onset_date):
    return days(hsct_d0, onset_date)


def onset_class(context, days_after_hsct, param):
    """Classical VOD/SOS begins by day 21, that day included."""
    if context == "PRE_HSCT":
        return "NO_HSCT"
    is_classical = days_after_hsct <= param.safety.vod_classic_days
    return "CLASSICAL" if is_classical is True else "LATE"


def criteria_category(
    histology_proven,
    hvpg_mmhg,
    bilirubin_max,
    painful_hepatomegaly,
    weight_gain_percent,
    ascites,
    ultrasound_suggestive,
    param,
):
    """EBMT 2023: proven by tissue or pressure, clinical with raised bilirubin, else probable."""
    jaundice = reaches(bilirubin_max, param.safety.bilirubin_vod_umol_l)
    clinical_signs = (
        is_yes(painful_hepatomegaly),
        exceeds(weight_gain_percent, param.safety.weight_gain_vod_percent),
        is_yes(ascites),
    )
    pressure_is_raised = reaches(hvpg_mmhg, PORTAL_HYPERTENSION_MMHG)
    return first_that_holds(
        ("PROVEN", any_of(is_yes(histology_proven), pressure_is_raised)),
        ("CLINICAL", all_of(jaundice, two_of(*clinical_signs))),
        ("PROBABLE", two_of(jaundice, *clinical_signs, is_yes(ultrasound_suggestive))),
        otherwise="NOT_MET",
    )


def days_of_symptoms(onset_date, assessment_date):
    return days(onset_date, assessment_date)


def creatinine_ratio(
    onset_date,
    assessment_date,
    lab_chemistries,
    c1d1_date,
    conditioning_start,
    hsct_d0,
    hsct_baseline_creatinine,
):
    """The latest creatinine as a multiple of that before conditioning, or before treatment."""
    before = last_before(lab_chemistries, "creatinine", c1d1_date)
    if is_from_conditioning_on(onset_date, conditioning_start, hsct_d0) is True:
        before = coalesce(hsct_baseline_creatinine, before)
    return ratio(last_before(lab_chemistries, "creatinine", assessment_date), before)


def severity(
    multi_organ_dysfunction,
    bilirubin_max,
    bilirubin_doubled_48h,
    transaminase_x_uln,
    weight_gain_percent,
    creatinine_ratio,
    days_of_symptoms,
    risk_factor_count,
):
    """EBMT: the highest grade with two signs; risk factors raise mild and moderate by one."""

    def has_two(signs):
        may_be_rapid = signs.days_of_symptoms is not None
        return two_of(
            may_be_rapid and lasts_at_most(days_of_symptoms, signs.days_of_symptoms),
            any_of(
                reaches(bilirubin_max, signs.bilirubin),
                may_be_rapid and is_yes(bilirubin_doubled_48h),
            ),
            exceeds(transaminase_x_uln, signs.transaminases),
            reaches(weight_gain_percent, signs.weight_gain),
            reaches(creatinine_ratio, signs.creatinine),
        )

    is_moderate = has_two(MODERATE)
    is_at_risk = reaches(risk_factor_count, RISK_FACTORS_THAT_RAISE_A_GRADE)
    return first_that_holds(
        ("VERY_SEVERE", any_of(is_yes(multi_organ_dysfunction), has_two(VERY_SEVERE))),
        ("SEVERE", any_of(has_two(SEVERE), all_of(is_moderate, is_at_risk))),
        ("MODERATE", any_of(is_moderate, is_at_risk)),
        otherwise="MILD",
    )
