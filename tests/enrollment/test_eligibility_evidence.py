"""The evidence of eligibility: what the data say about each criterion, and where they say it."""

from datetime import date
from decimal import Decimal

import pytest

from edc.logic import Unknown
from enrollment.evidence import Finding, Source
from enrollment.models import Eligibility
from tests.enrollment.paper import blank_chart, fill, same, takes_olverembatinib
from tests.enrollment.screening import (
    ASSESSED,
    CONSENT,
    THE_DAY_AFTER,
    a_person,
    cd22,
    chemistry,
    consents,
    ecog,
    finding,
    given,
    history,
    illness,
    is_open,
    lvef,
    marrow,
    pregnancy_test,
    qtcf,
    ranges,
    screened,
    therapy,
    verdict,
    virology,
)

DAY = date(2026, 1, 20)
OLVEREMBATINIB = {"tki_name": "OLVEREMBATINIB", "ongoing": "N"}
RECENT = {"start_date": "2025-12", "ongoing": "N"}


def told(criterion, *papers):
    """What the evidence quotes: form, question, value."""
    return [(s.form, s.question, s.value) for s in finding(criterion, *papers).evidence]


def test_a_criterion_says_fulfilled_and_what_the_question_would_be_answered():
    assert Finding("inc01", True, ()).verdict == "MET"
    assert Finding("inc01", False, ()).verdict == "NOT_MET"
    assert Finding("inc01", Unknown, ()).verdict is Unknown
    assert Finding("inc01", True, ()).answer == "Y"
    assert Finding("inc01", False, ()).answer == "N"


def test_an_exclusion_is_met_when_the_question_is_answered_no():
    assert Finding("exc01", True, ()).verdict == "MET"
    assert Finding("exc01", True, ()).answer == "N"
    assert Finding("exc01", False, ()).answer == "Y"
    assert Finding("exc01", Unknown, ()).answer is Unknown


def test_findings_stand_in_the_order_of_the_form_each_once():
    findings = blank_chart().fact("eligibility_evidence")

    names = [found.criterion for found in findings]
    assert names == [name for name in Eligibility.asked if name in names]
    assert len(set(names)) == len(names) == 29


def test_an_empty_chart_decides_nothing_and_quotes_nothing():
    findings = blank_chart().fact("eligibility_evidence")

    assert {found.verdict is Unknown for found in findings} == {True}
    assert {found.evidence for found in findings} == {()}


def test_a_finding_leads_to_the_record_the_question_and_the_day():
    chart = blank_chart()
    form, answers = ecog("2")
    vitals = fill(chart, form, **answers)

    performance = next(f for f in chart.fact("eligibility_evidence") if f.criterion == "inc08")

    source = Source(vitals._envelope.id, "vital_signs", "ecog", "2", DAY)
    assert performance == Finding("inc08", True, (source,))


def test_a_laboratory_value_is_quoted_with_its_multiple_of_the_upper_limit():
    papers = [a_person(birth_date="1980"), chemistry(lipase="90"), *ranges()]

    (source,) = finding("inc11", *papers).evidence

    assert (source.value, source.times_uln) == (Decimal(90), Decimal("1.5"))
    assert source.on == DAY


def test_the_criteria_are_judged_on_the_day_of_the_latest_assessment():
    papers = [
        ecog("3", on="2026-01-19"),
        ecog("1", on="2026-01-20"),
        ecog("4", on=THE_DAY_AFTER),
        given(Eligibility, assessment_date="2026-01-19"),
    ]

    assert told("inc08", *papers) == [("vital_signs", "ecog", "1")]
    assert finding("inc08", *papers, assessed="2026-01-18").verdict == "NOT_MET"
    assert finding("inc08", ecog("1"), assessed="2026-01-18").verdict is Unknown


def test_the_criteria_are_judged_today_while_nobody_has_assessed_them():
    chart = screened(ecog("3"), ecog("1", on="2026-06-01"), ecog("4", on="2026-06-02"))

    assert chart.today == date(2026, 6, 1)
    assert chart.fact("eligibility_day") == chart.today
    performance = next(f for f in chart.fact("eligibility_evidence") if f.criterion == "inc08")
    assert performance.evidence[0].value == "1"


@pytest.mark.parametrize(
    ("criterion", "papers"),
    [
        ("inc01", [consents, a_person(birth_date="1980-03")]),
        ("inc02", [history(transcript_type="P190")]),
        ("inc02", [history(ph_by_karyotype="N", ph_by_fish="Y", transcript_type="UNK")]),
        ("inc03", [marrow(bm_blasts_percent="4.9", pb_blasts="N", extramedullary="NONE")]),
        ("inc05", [therapy("CHEMO"), therapy("TKI", tki_name="IMATINIB")]),
        ("inc06", [cd22("20")]),
        ("inc08", [ecog("2")]),
        ("inc12", [lvef("50"), qtcf(480)]),
        ("exc01", [marrow(bm_blasts_percent="4.9", pb_blasts="N", extramedullary="NONE")]),
        ("exc04", [therapy("TKI"), therapy("CART")]),
        ("exc05", [therapy("CHEMO"), therapy("TKI", tki_name="PONATINIB")]),
        ("exc05", [therapy("TKI", **OLVEREMBATINIB, stop_reason="COMPLETED")]),
        ("exc06", [history(prior_vod="N")]),
        ("exc08", [virology(hbsag="NEG", anti_hcv="NEG", hiv="NEG")]),
        ("exc09", [history(prior_hsct="NONE")]),
        ("exc09", [history(prior_hsct="AUTO")]),
        ("exc17", [a_person(sex="M")]),
    ],
)
def test_the_data_show_that_a_criterion_is_met(criterion, papers):
    assert verdict(criterion, *papers) == "MET"


@pytest.mark.parametrize(
    ("criterion", "papers"),
    [
        ("inc01", [consents, a_person(birth_date="2009-03")]),
        ("inc02", [history(ph_by_karyotype="N", ph_by_fish="U", transcript_type="UNK")]),
        ("inc03", [marrow(bm_blasts_percent="5")]),
        ("inc03", [marrow(bm_blasts_percent="1", pb_blasts="Y")]),
        ("inc03", [marrow(bm_blasts_percent="1", extramedullary="OTHER")]),
        ("inc06", [cd22("19.9")]),
        ("inc08", [ecog("3")]),
        ("inc12", [lvef("49")]),
        ("inc13", [a_person(sex="F", childbearing_potential="Y"), pregnancy_test("POS")]),
        ("inc14", [given(consents[0], consent_type="MAIN", consent_date=THE_DAY_AFTER)]),
        ("exc01", [marrow(bm_blasts_percent="5")]),
        ("exc02", [marrow(extramedullary="CNS")]),
        ("exc04", [therapy("ANTI_CD22")]),
        ("exc05", [therapy("TKI", **OLVEREMBATINIB, stop_reason="RESISTANCE")]),
        ("exc05", [therapy("TKI", **OLVEREMBATINIB, stop_reason="INTOLERANCE")]),
        ("exc08", [virology(hiv="POS")]),
        ("exc10", [consents, illness("VENOUS", **RECENT)]),
        ("exc12", [qtcf(481)]),
        ("exc13", [consents, illness("PANCREAS", **RECENT)]),
        ("exc17", [a_person(sex="F"), pregnancy_test("POS")]),
    ],
)
def test_the_data_show_that_a_criterion_is_not_met(criterion, papers):
    assert verdict(criterion, *papers) == "NOT_MET"


@pytest.mark.parametrize(
    ("criterion", "papers"),
    [
        ("inc02", [history(ph_by_karyotype="N")]),
        ("inc03", [marrow(bm_blasts_percent="1", pb_blasts="U", extramedullary="NONE")]),
        ("inc03", [marrow(bm_blasts_percent="1", pb_blasts="N", extramedullary="NE")]),
        ("inc05", [therapy("CHEMO")]),
        ("inc13", [a_person(sex="F", childbearing_potential="Y"), pregnancy_test("NEG")]),
        ("inc13", [a_person(sex="F", childbearing_potential="Y"), pregnancy_test("ND")]),
        ("inc13", [a_person(sex="F", childbearing_potential="N_STERILE")]),
        ("inc13", [a_person(sex="M")]),
        ("inc14", [consents]),
        ("exc02", [marrow(extramedullary="NONE", cns_status="CNS1")]),
        ("exc05", [therapy("TKI", tki_name="OLVEREMBATINIB", ongoing="Y")]),
        ("exc05", [therapy("TKI", **OLVEREMBATINIB, stop_reason="RELAPSE")]),
        ("exc05", [therapy("TKI")]),
        ("exc06", [history(prior_vod="Y")]),
        ("exc09", [history(prior_hsct="ALLO", prior_hsct_date="2025-12")]),
        ("exc10", [consents, illness("ARTERIAL", **RECENT)]),
        ("exc10", [consents, illness("VENOUS", start_date="2020", ongoing="N")]),
        ("exc12", [qtcf(480)]),
        ("exc13", [consents, illness("PANCREAS", start_date="2019", ongoing="N")]),
        ("exc17", [a_person(sex="F"), pregnancy_test("NEG")]),
        ("exc16", [consents, illness("MALIGNANCY", **RECENT)]),
    ],
)
def test_what_the_data_do_not_decide_is_left_to_the_investigator(criterion, papers):
    assert is_open(criterion, *papers)
    assert is_open(criterion)


PERSISTS = {
    "mrd1_date": "2025-12-01",
    "mrd1_pcr_percent": "0.5",
    "mrd2_date": "2026-01-10",
    "mrd2_pcr_percent": "0.2",
}


@pytest.mark.parametrize(
    ("marrows", "expected"),
    [
        (PERSISTS, "MET"),
        (PERSISTS | {"mrd2_date": "2025-12-23"}, "MET"),
        (PERSISTS | {"mrd2_date": "2025-12-22"}, "NOT_MET"),
        (PERSISTS | {"mrd2_pcr_percent": "0.001", "mrd2_flow_percent": "0"}, "NOT_MET"),
        (PERSISTS | {"mrd2_pcr_percent": None}, Unknown),
        ({}, Unknown),
    ],
)
def test_residual_disease_is_persistent_and_recent_on_the_day_of_assessment(marrows, expected):
    assert same(verdict("inc04", history(**marrows)), expected)


@pytest.mark.parametrize(
    ("first_dose", "expected"), [("2026-02-07", "MET"), ("2026-02-08", "NOT_MET")]
)
def test_after_the_first_dose_residual_disease_is_as_old_as_it_was_then(first_dose, expected):
    chart = screened(history(**PERSISTS), given(Eligibility, assessment_date=ASSESSED))
    takes_olverembatinib(chart, since=first_dose)

    found = next(f for f in chart.fact("eligibility_evidence") if f.criterion == "inc04")

    assert found.verdict == expected


@pytest.mark.parametrize(
    ("criterion", "papers", "quoted"),
    [
        (
            "inc04",
            [history(**PERSISTS)],
            [
                ("disease_history", "mrd1_date", date(2025, 12, 1)),
                ("disease_history", "mrd2_date", date(2026, 1, 10)),
                ("disease_history", "mrd1_pcr_percent", Decimal("0.5")),
                ("disease_history", "mrd2_pcr_percent", Decimal("0.2")),
                ("disease_history", "persistent_mrd_met", "Y"),
            ],
        ),
        (
            "inc05",
            [therapy("CHEMO"), therapy("TKI", tki_name="IMATINIB")],
            [("prior_therapy", "tki_name", "IMATINIB")],
        ),
        ("inc14", [consents], [("informed_consent", "consent_date", CONSENT)]),
        (
            "exc04",
            [therapy("CHEMO"), therapy("ANTI_CD22")],
            [
                ("prior_therapy", "therapy_class", "CHEMO"),
                ("prior_therapy", "therapy_class", "ANTI_CD22"),
            ],
        ),
        (
            "exc05",
            [therapy("TKI", **OLVEREMBATINIB, stop_reason="RESISTANCE")],
            [
                ("prior_therapy", "tki_name", "OLVEREMBATINIB"),
                ("prior_therapy", "stop_reason", "RESISTANCE"),
            ],
        ),
        (
            "exc10",
            [illness("CARDIAC", **RECENT), illness("LIPID", **RECENT), illness("VENOUS", **RECENT)],
            [("medical_history", "term", "Cardiac"), ("medical_history", "term", "Venous")],
        ),
        ("exc07", [illness("LIVER", **RECENT)], [("medical_history", "term", "Liver")]),
        ("exc11", [illness("HYPERTENSION")], [("medical_history", "term", "Hypertension")]),
        ("exc18", [illness("ALLERGY")], [("medical_history", "term", "Allergy")]),
    ],
)
def test_the_evidence_quotes_what_bears_on_the_criterion(criterion, papers, quoted):
    assert told(criterion, *papers) == quoted


def test_remission_is_said_once_and_serves_an_inclusion_and_an_exclusion():
    papers = [marrow(bm_blasts_percent="1", pb_blasts="N", extramedullary="NONE")]

    assert told("inc03", *papers) == told("exc01", *papers)
    assert len(told("inc03", *papers)) == 3
