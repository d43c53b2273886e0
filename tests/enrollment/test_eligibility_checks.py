"""Each check of eligibility: answers that agree with the other forms, and answers that do not."""

import pytest

from edc.logic import Unknown
from enrollment.checks.eligibility import (
    assessment_follows_consent,
    enrolled_patients_meet_every_criterion,
    included_patients_are_active_enough,
    included_patients_express_cd22,
    included_patients_have_a_sound_heart,
    included_patients_have_a_sound_liver,
    included_patients_have_a_sound_pancreas,
    included_patients_have_few_blasts,
    included_patients_have_residual_disease,
    included_patients_have_sound_kidneys,
    included_patients_have_the_age,
    included_women_have_a_negative_pregnancy_test,
    infected_patients_are_excluded,
    patients_treated_against_cd22_are_excluded,
    patients_with_a_long_qt_interval_are_excluded,
)
from enrollment.models import Eligibility, Enrolment
from tests.enrollment.paper import blank_chart, failing, fill, january
from tests.enrollment.screening import (
    ASSESSED,
    ELIGIBLE,
    THE_DAY_AFTER,
    a_person,
    agrees,
    cd22,
    chemistry,
    consents,
    ecog,
    given,
    history,
    lvef,
    marrow,
    pregnancy_test,
    qtcf,
    ranges,
    therapy,
    virology,
)


@pytest.mark.parametrize(
    ("assessed", "holds"), [(january(5), True), (january(4), False), (Unknown, Unknown)]
)
def test_assessment_follows_consent(assessed, holds):
    assert assessment_follows_consent(assessed, consent_date=january(5)) is holds


def test_an_assessment_before_consent_is_asked_about_once():
    chart = blank_chart()
    fill(chart, consents[0], **consents[1])
    early = fill(chart, Eligibility, assessment_date="2026-01-04", screening_number=1)

    assert failing(chart, early, beside="assessment_date") == ["IE-001"]


@pytest.mark.parametrize(
    ("born", "answer", "holds"),
    [
        ("2008-01", "Y", False),
        ("2007-12", "Y", True),
        ("1960-02", "Y", True),
        ("1959-12", "Y", False),
        ("1959-12", "N", True),
        ("1959-12", None, Unknown),
        (None, "Y", Unknown),
    ],
)
def test_included_patients_have_the_age(born, answer, holds):
    truth = agrees(
        included_patients_have_the_age, consents, a_person(birth_date=born), inc01=answer
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("papers", "answer", "holds"),
    [
        ([ecog("2")], "Y", True),
        ([ecog("3")], "Y", False),
        ([ecog("3")], "N", True),
        ([ecog("3")], None, Unknown),
        ([ecog(None)], "Y", Unknown),
        ([], "Y", Unknown),
        ([ecog("3", on="2026-01-10"), ecog("2")], "Y", True),
        ([ecog("2"), ecog("3", on=THE_DAY_AFTER)], "Y", True),
    ],
)
def test_included_patients_are_active_enough(papers, answer, holds):
    assert agrees(included_patients_are_active_enough, *papers, inc08=answer) is holds


@pytest.mark.parametrize(
    ("results", "gilbert", "holds"),
    [
        ({"bilirubin_total": "30", "alt": "100", "ast": "100"}, "N", True),
        ({"bilirubin_total": "30.1", "alt": "100", "ast": "100"}, "N", False),
        ({"bilirubin_total": "30.1", "alt": "100", "ast": "100"}, "Y", True),
        ({"bilirubin_total": "30.1", "alt": "100", "ast": "100"}, "U", False),
        ({"bilirubin_total": "30.1", "alt": "100", "ast": "100"}, None, False),
        ({"bilirubin_total": "30", "alt": "101", "ast": "100"}, "Y", False),
        ({"bilirubin_total": "30", "alt": "100", "ast": "101"}, "Y", False),
        ({"alt": "101"}, "N", False),
        ({"alt": "100", "ast": "100"}, "N", Unknown),
        ({}, "N", Unknown),
    ],
)
def test_included_patients_have_a_sound_liver(results, gilbert, holds):
    papers = [a_person(birth_date="1980"), history(gilbert=gilbert), chemistry(**results)]

    truth = agrees(included_patients_have_a_sound_liver, *ranges(), *papers, inc09="Y")

    assert truth is holds


def test_a_diseased_liver_agrees_with_a_no():
    papers = [a_person(birth_date="1980"), chemistry(alt="400"), *ranges()]

    assert agrees(included_patients_have_a_sound_liver, *papers, inc09="N") is True
    assert agrees(included_patients_have_a_sound_liver, *papers) is Unknown


def test_a_liver_value_says_nothing_without_the_range_of_its_laboratory():
    papers = [a_person(birth_date="1980"), chemistry(alt="400")]

    assert agrees(included_patients_have_a_sound_liver, *papers, inc09="Y") is Unknown


@pytest.mark.parametrize(
    ("qualifier", "value", "holds"),
    [(">", "100", False), (">", "90", Unknown), ("<", "10", Unknown)],
)
def test_a_liver_value_printed_with_a_sign_counts_only_where_it_is_certain(qualifier, value, holds):
    sample = chemistry(alt=value, alt_qualifier=qualifier)

    truth = agrees(
        included_patients_have_a_sound_liver,
        a_person(birth_date="1980"),
        sample,
        *ranges(),
        inc09="Y",
    )

    assert truth is holds


def cleared(creatinine):
    """A man of 45 years and 80 kg: his clearance is (140 - 45) * 80 * 1.23 / creatinine."""
    person = a_person(birth_date="1980-06", sex="M")
    return [person, ecog("0", weight_kg="80", on="2026-01-10"), chemistry(creatinine=creatinine)]


@pytest.mark.parametrize(
    ("creatinine", "answer", "holds"),
    [
        ("187", "Y", True),
        ("189", "Y", False),
        ("189", "N", True),
        ("189", None, Unknown),
        (None, "Y", Unknown),
    ],
)
def test_included_patients_have_sound_kidneys(creatinine, answer, holds):
    truth = agrees(included_patients_have_sound_kidneys, *cleared(creatinine), inc10=answer)

    assert truth is holds


@pytest.mark.parametrize(
    ("results", "answer", "holds"),
    [
        ({"lipase": "90", "amylase": "150"}, "Y", True),
        ({"lipase": "91", "amylase": "150"}, "Y", False),
        ({"lipase": "90", "amylase": "151"}, "Y", False),
        ({"lipase": "91"}, "Y", False),
        ({"lipase": "90"}, "Y", Unknown),
        ({"lipase": "91"}, "N", True),
        ({"lipase": "91"}, None, Unknown),
        ({}, "Y", Unknown),
    ],
)
def test_included_patients_have_a_sound_pancreas(results, answer, holds):
    papers = [a_person(birth_date="1980"), chemistry(**results), *ranges()]

    assert agrees(included_patients_have_a_sound_pancreas, *papers, inc11=answer) is holds


@pytest.mark.parametrize(
    ("papers", "answer", "holds"),
    [
        ([lvef("50"), qtcf(480)], "Y", True),
        ([lvef("49.9"), qtcf(480)], "Y", False),
        ([lvef("50"), qtcf(481)], "Y", False),
        ([qtcf(481)], "Y", False),
        ([lvef("49")], "Y", False),
        ([lvef("50")], "Y", Unknown),
        ([qtcf(480)], "Y", Unknown),
        ([qtcf(481)], "N", True),
        ([qtcf(481)], None, Unknown),
    ],
)
def test_included_patients_have_a_sound_heart(papers, answer, holds):
    assert agrees(included_patients_have_a_sound_heart, *papers, inc12=answer) is holds


@pytest.mark.parametrize(
    ("papers", "answer", "holds"),
    [
        ([marrow(bm_blasts_percent="4.9")], "Y", True),
        ([marrow(bm_blasts_percent="5")], "Y", False),
        ([marrow(bm_blasts_percent="5")], "N", True),
        ([marrow(bm_blasts_percent="5")], None, Unknown),
        ([marrow(bm_blasts_percent="4.9", pb_blasts="Y", extramedullary="CNS")], "Y", True),
        ([marrow(bm_blasts_percent="40"), marrow(pb_blasts="N")], "Y", False),
        ([], "Y", Unknown),
    ],
)
def test_included_patients_have_few_blasts(papers, answer, holds):
    assert agrees(included_patients_have_few_blasts, *papers, inc03=answer) is holds


PERSISTS = {
    "mrd1_date": "2025-12-20",
    "mrd1_pcr_percent": "0.5",
    "mrd2_date": "2026-01-10",
    "mrd2_pcr_percent": "0.2",
}


@pytest.mark.parametrize(
    ("marrows", "answer", "holds"),
    [
        (PERSISTS, "Y", True),
        (PERSISTS | {"mrd2_pcr_percent": "0.009", "mrd2_flow_percent": "0"}, "Y", False),
        (PERSISTS | {"mrd2_pcr_percent": None}, "Y", False),
        ({}, "Y", False),
        ({}, "N", True),
        ({}, None, Unknown),
    ],
)
def test_included_patients_have_residual_disease(marrows, answer, holds):
    paper = history(**marrows)

    assert agrees(included_patients_have_residual_disease, paper, inc04=answer) is holds


def test_residual_disease_is_not_confirmed_without_a_leukaemia_history():
    assert agrees(included_patients_have_residual_disease, inc04="Y") is False


@pytest.mark.parametrize(
    ("papers", "answer", "holds"),
    [
        ([cd22("20")], "Y", True),
        ([cd22("19.9")], "Y", False),
        ([cd22("19.9")], "N", True),
        ([cd22("19.9")], None, Unknown),
        ([cd22("90", on="2026-01-10"), cd22("19.9")], "Y", False),
        ([], "Y", Unknown),
    ],
)
def test_included_patients_express_cd22(papers, answer, holds):
    assert agrees(included_patients_express_cd22, *papers, inc06=answer) is holds


FERTILE = a_person(sex="F", childbearing_potential="Y")


@pytest.mark.parametrize(
    ("papers", "answer", "holds"),
    [
        ([FERTILE, pregnancy_test("NEG")], "Y", True),
        ([FERTILE, pregnancy_test("POS")], "Y", False),
        ([FERTILE, pregnancy_test("IND")], "Y", False),
        ([FERTILE, pregnancy_test("NEG", on=THE_DAY_AFTER)], "Y", False),
        ([FERTILE], "Y", False),
        ([FERTILE], "N", True),
        ([FERTILE], None, Unknown),
        ([a_person(sex="F", childbearing_potential="N_STERILE")], "Y", True),
        ([a_person(sex="M")], "Y", Unknown),
        ([], "Y", Unknown),
    ],
)
def test_included_women_have_a_negative_pregnancy_test(papers, answer, holds):
    truth = agrees(included_women_have_a_negative_pregnancy_test, *papers, inc13=answer)

    assert truth is holds


@pytest.mark.parametrize(
    ("results", "holds"),
    [
        ({"hbsag": "NEG", "anti_hcv": "NEG", "hiv": "NEG"}, True),
        ({"hbsag": "POS", "hbv_dna_result": "QUANT"}, False),
        ({"hbsag": "POS", "hbv_dna_result": "BLQ", "anti_hcv": "NEG", "hiv": "NEG"}, True),
        ({"hbsag": "NEG", "anti_hbc": "POS", "hbv_dna_result": "QUANT"}, Unknown),
        ({"hbsag": "POS", "hbv_dna_result": "ND"}, Unknown),
        ({"hbsag": "NEG", "anti_hcv": "POS", "hcv_rna_result": "QUANT"}, False),
        ({"hbsag": "NEG", "anti_hcv": "POS", "hcv_rna_result": "NOT", "hiv": "NEG"}, True),
        ({"hbsag": "NEG", "anti_hcv": "POS", "hiv": "NEG"}, Unknown),
        ({"hiv": "POS"}, False),
        ({"hiv": "IND"}, Unknown),
        ({}, Unknown),
    ],
)
def test_infected_patients_are_excluded(results, holds):
    assert agrees(infected_patients_are_excluded, virology(**results), exc08="N") is holds


def test_an_infection_agrees_with_an_exclusion():
    assert agrees(infected_patients_are_excluded, virology(hiv="POS"), exc08="Y") is True
    assert agrees(infected_patients_are_excluded, virology(hiv="POS")) is Unknown


@pytest.mark.parametrize(
    ("papers", "answer", "holds"),
    [
        ([therapy("TKI"), therapy("CD20")], "N", True),
        ([therapy("TKI"), therapy("ANTI_CD22")], "N", False),
        ([therapy("ANTI_CD22")], "Y", True),
        ([therapy("ANTI_CD22")], None, Unknown),
        ([therapy(None)], "N", Unknown),
        ([], "N", Unknown),
    ],
)
def test_patients_treated_against_cd22_are_excluded(papers, answer, holds):
    assert agrees(patients_treated_against_cd22_are_excluded, *papers, exc04=answer) is holds


@pytest.mark.parametrize(
    ("papers", "answer", "fails"),
    [
        ([qtcf(481)], "N", True),
        ([qtcf(480)], "N", False),
        ([qtcf(481)], "Y", False),
        ([qtcf(481)], None, False),
        ([], "N", False),
    ],
)
def test_patients_with_a_long_qt_interval_are_excluded(papers, answer, fails):
    truth = agrees(patients_with_a_long_qt_interval_are_excluded, *papers, exc12=answer)

    assert (truth is False) == fails


ENROLLED = given(Enrolment, decision="ENROLLED")


@pytest.mark.parametrize(
    ("papers", "answers", "holds"),
    [
        ([ENROLLED], ELIGIBLE, True),
        ([ENROLLED], ELIGIBLE | {"exc20": "Y"}, False),
        ([given(Enrolment, decision="SCREEN_FAILURE")], {}, True),
        ([given(Enrolment)], {}, Unknown),
        ([], {}, Unknown),
        ([ENROLLED, given(Eligibility, assessment_date=THE_DAY_AFTER)], {}, True),
        ([ENROLLED, given(Eligibility, assessment_date=ASSESSED)], {}, False),
        ([ENROLLED, given(Eligibility, assessment_date="2026-01-19")], {}, False),
        ([ENROLLED, given(Eligibility)], {}, Unknown),
    ],
)
def test_enrolled_patients_meet_every_criterion_of_the_latest_assessment(papers, answers, holds):
    assert agrees(enrolled_patients_meet_every_criterion, *papers, **answers) is holds
