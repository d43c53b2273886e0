"""Checks of eligibility: whether the answers agree with what the other forms record."""

from edc.checks import Severity, check
from edc.logic import any_of, exists
from edc.text import T
from enrollment import criteria
from enrollment.models import Eligibility

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "IE-001",
    Eligibility,
    SOFT,
    T("Eligibility was assessed before consent.", "入排评估早于知情同意。"),
    instead_of="GEN-CONSENT",
)
def assessment_follows_consent(assessment_date, consent_date):
    return criteria.consent_precedes(assessment_date, consent_date)


@check(
    "IE-002",
    Eligibility,
    SOFT,
    T(
        "Inclusion criterion 1 is Yes but the age on the demographics form is outside the limits.",
        "入选标准1选“是”，但人口统计学年龄不在范围内。",
    ),
)
def included_patients_have_the_age(inc01, demographics, param):
    return any_of(inc01 != "Y", criteria.age(demographics, param.screening).holds)


@check(
    "IE-003",
    Eligibility,
    SOFT,
    T(
        "Inclusion criterion 8 is Yes but the latest ECOG is above the limit.",
        "入选标准8选“是”，但最近ECOG评分超出范围。",
    ),
)
def included_patients_are_active_enough(assessment_date, inc08, vital_signs_records, param):
    performance = criteria.performance(assessment_date, vital_signs_records, param.screening)
    return any_of(inc08 != "Y", performance.holds)


@check(
    "IE-004",
    Eligibility,
    SOFT,
    T(
        "Inclusion criterion 9 is Yes but the latest liver tests exceed the limits.",
        "入选标准9选“是”，但最近肝功能结果超出限值。",
    ),
    origin="label: inotuzumab ozogamicin (US/EU)",
)
def included_patients_have_a_sound_liver(
    assessment_date, inc09, lab_chemistries, disease_history, reference_ranges, param
):
    liver = criteria.liver(
        assessment_date, lab_chemistries, disease_history, reference_ranges, param.screening
    )
    return any_of(inc09 != "Y", liver.holds)


@check(
    "IE-005",
    Eligibility,
    SOFT,
    T(
        "Inclusion criterion 10 is Yes but the latest creatinine clearance is below the limit.",
        "入选标准10选“是”，但最近肌酐清除率低于限值。",
    ),
)
def included_patients_have_sound_kidneys(assessment_date, inc10, lab_chemistries, param):
    kidneys = criteria.kidneys(assessment_date, lab_chemistries, param.screening)
    return any_of(inc10 != "Y", kidneys.holds)


@check(
    "IE-006",
    Eligibility,
    SOFT,
    T(
        "Inclusion criterion 11 is Yes but lipase or amylase exceeds the limit.",
        "入选标准11选“是”，但脂肪酶或淀粉酶超出限值。",
    ),
)
def included_patients_have_a_sound_pancreas(
    assessment_date, inc11, lab_chemistries, reference_ranges, param
):
    pancreas = criteria.pancreas(
        assessment_date, lab_chemistries, reference_ranges, param.screening
    )
    return any_of(inc11 != "Y", pancreas.holds)


@check(
    "IE-007",
    Eligibility,
    SOFT,
    T(
        "Inclusion criterion 12 is Yes but LVEF or QTcF is outside the limits.",
        "入选标准12选“是”，但LVEF或QTcF超出限值。",
    ),
)
def included_patients_have_a_sound_heart(assessment_date, inc12, echocardiographies, ecgs, param):
    heart = criteria.heart(assessment_date, echocardiographies, ecgs, param.screening)
    return any_of(inc12 != "Y", heart.holds)


@check(
    "IE-008",
    Eligibility,
    SOFT,
    T(
        "Inclusion criterion 3 is Yes but the latest marrow has 5 % blasts or more.",
        "入选标准3选“是”，但最近骨髓原始细胞≥5%。",
    ),
    origin="literature: Gokbuget 2024 (ELN)",
)
def included_patients_have_few_blasts(assessment_date, inc03, bm_morphologies, param):
    blasts = criteria.marrow_blasts(assessment_date, bm_morphologies)
    return any_of(inc03 != "Y", criteria.blasts_are_few(blasts.value, param.screening))


@check(
    "IE-009",
    Eligibility,
    SOFT,
    T(
        "Inclusion criterion 4 is Yes but persistent MRD is not confirmed on the disease history "
        "form.",
        "入选标准4选“是”，但“白血病病史”表未确认MRD持续阳性。",
    ),
    origin="registry",
)
def included_patients_have_residual_disease(inc04, disease_history):
    return any_of(inc04 != "Y", criteria.residual_disease_is_confirmed(disease_history))


@check(
    "IE-010",
    Eligibility,
    SOFT,
    T(
        "Inclusion criterion 6 is Yes but CD22 expression is below the limit.",
        "入选标准6选“是”，但CD22表达低于限值。",
    ),
)
def included_patients_express_cd22(assessment_date, inc06, cd22_expressions, param):
    cd22 = criteria.cd22(assessment_date, cd22_expressions, param.screening)
    return any_of(inc06 != "Y", cd22.holds)


@check(
    "IE-011",
    Eligibility,
    SOFT,
    T(
        "Inclusion criterion 13 is Yes but no negative pregnancy test is recorded.",
        "入选标准13选“是”，但未见阴性妊娠试验结果。",
    ),
)
def included_women_have_a_negative_pregnancy_test(
    assessment_date, inc13, demographics, lab_pregnancies
):
    test = criteria.pregnancy_test(assessment_date, lab_pregnancies)
    return any_of(
        inc13 != "Y",
        criteria.needs_no_pregnancy_test(demographics),
        criteria.is_certainly_negative(test.value),
    )


@check(
    "IE-012",
    Eligibility,
    SOFT,
    T(
        "Exclusion criterion 8 is No but virology is positive.",
        "排除标准8选“否”，但病毒学结果为阳性。",
    ),
)
def infected_patients_are_excluded(assessment_date, exc08, lab_infections):
    return any_of(exc08 != "N", criteria.viruses(assessment_date, lab_infections).holds)


@check(
    "IE-013",
    Eligibility,
    SOFT,
    T(
        "Exclusion criterion 4 is No but earlier anti-CD22 treatment is recorded.",
        "排除标准4选“否”，但既往治疗记录有抗CD22治疗。",
    ),
)
def patients_treated_against_cd22_are_excluded(exc04, prior_therapies):
    return any_of(exc04 != "N", criteria.anti_cd22(prior_therapies).holds)


@check(
    "IE-014",
    Eligibility,
    HARD,
    T("Confirmation date is before the assessment date.", "确认日期早于评估日期。"),
)
def confirmation_follows_assessment(assessment_date, confirmation_date):
    return confirmation_date >= assessment_date


@check(
    "IE-015",
    Eligibility,
    SOFT,
    T(
        "Exclusion criterion 12 is No but QTcF exceeds the limit.",
        "排除标准12选“否”，但QTcF超出限值。",
    ),
)
def patients_with_a_long_qt_interval_are_excluded(assessment_date, exc12, ecgs, param):
    qt_interval = criteria.qt_interval(assessment_date, ecgs, param.screening)
    return any_of(exc12 != "N", qt_interval.holds)


@check(
    "IE-016",
    Eligibility,
    SOFT,
    T(
        "The patient is enrolled but not every criterion is met. Record a protocol deviation.",
        "受试者已入组，但入排标准未全部符合，请记录方案偏离。",
    ),
    beside="all_criteria_met",
)
def enrolled_patients_meet_every_criterion(
    assessment_date, all_criteria_met, enrolment, eligibilities
):
    def is_later(other):
        return other.assessment_date > assessment_date

    return any_of(
        all_criteria_met == "Y",
        enrolment.decision != "ENROLLED",
        exists(eligibilities, is_later),
    )
