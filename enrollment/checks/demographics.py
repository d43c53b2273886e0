"""Checks of demographics: the date of birth and the age."""

from edc.checks import Severity, check
from edc.logic import any_of
from edc.text import T
from enrollment.criteria import age_is_within_limits
from enrollment.models import Demographics

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "DM-001",
    Demographics,
    HARD,
    T("Date of birth is after the consent date.", "出生日期晚于知情同意日期。"),
)
def birth_precedes_consent(birth_date, consent_date):
    return birth_date <= consent_date


@check(
    "DM-002",
    Demographics,
    SOFT,
    T(
        "The age is outside the limits for entry. Check the date of birth and the eligibility "
        "form.",
        "年龄超出入选范围，请核对出生日期及入排标准。",
    ),
    instead_of="GEN-RANGE-SOFT",
)
def age_is_that_of_the_trial(age_at_consent, param):
    return age_is_within_limits(age_at_consent, param.screening)


@check(
    "DM-003",
    Demographics,
    SOFT,
    T("Postmenopausal below 45 years: please confirm.", "年龄<45岁且已绝经，请核实。"),
    beside="childbearing_potential",
)
def menopause_comes_from_45(sex, childbearing_potential, age_at_consent):
    return any_of(sex != "F", childbearing_potential != "N_POSTMENO", age_at_consent >= 45)
