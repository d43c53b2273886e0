"""Infection screening: which further tests a result calls for."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace as Form

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from enrollment.checks.lab_infection import (
    core_antibody_has_its_hbv_dna,
    hepatitis_b_is_held_down,
    hiv_is_not_positive,
)
from enrollment.models import InformedConsent, LabInfection
from safety.models import Conmed
from tests.enrollment.paper import blank_chart, failing, fill, january, owed, shows
from trial.protocol import PARAMETERS

SOFT = Severity.SOFT
OWED = {"lab_name", "sample_date", "hbsag", "anti_hbc", "anti_hcv", "hiv", "syphilis"}
VIRUS = Form(category="ANTIVIRAL_HBV")
FUNGUS = Form(category="ANTIFUNGAL")
UNCLEAR = Form(category=Unknown)


def test_the_checks_of_infection_screening_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(LabInfection)}

    assert checks == {
        "INF-001": (SOFT, "hbsag"),
        "INF-002": (SOFT, "hbv_dna_result"),
        "INF-003": (SOFT, "hiv"),
    }


@pytest.mark.parametrize(
    ("answers", "questions"),
    [
        ({}, {"performed"}),
        ({"performed": "N"}, {"not_done_reason"}),
        ({"performed": "Y"}, OWED),
        ({"performed": "Y", "hbsag": "POS"}, OWED - {"hbsag"} | {"hbv_dna_result"}),
        ({"performed": "Y", "anti_hbc": "POS"}, OWED - {"anti_hbc"} | {"hbv_dna_result"}),
        ({"performed": "Y", "anti_hcv": "POS"}, OWED - {"anti_hcv"} | {"hcv_rna_result"}),
        ({"performed": "Y", "anti_hcv": "NEG"}, OWED - {"anti_hcv"}),
    ],
)
def test_what_is_owed_depends_on_what_was_found(answers, questions):
    assert owed(LabInfection, **answers) == questions


@pytest.mark.parametrize(("visit", "fails"), [("SCR", ["GEN-REQUIRED"]), ("PRE_HSCT", [])])
def test_cmv_is_owed_at_screening_only(visit, fails):
    chart = blank_chart()

    screening = fill(chart, LabInfection, visit=(visit, 1), performed="Y")

    assert failing(chart, screening, beside="cmv_igg") == fails


@pytest.mark.parametrize(
    ("hbsag", "anti_hbc", "is_asked"),
    [
        ("POS", "NEG", True),
        ("NEG", "POS", True),
        ("POS", None, True),
        ("NEG", "NEG", False),
        ("IND", "ND", False),
        ("NEG", None, False),
        (None, None, False),
    ],
)
def test_hbv_dna_is_asked_of_whoever_met_the_virus(hbsag, anti_hbc, is_asked):
    answers = {"performed": "Y", "hbsag": hbsag, "anti_hbc": anti_hbc}

    assert shows(LabInfection, "hbv_dna_result", **answers) is is_asked


def test_the_amount_of_hbv_dna_is_owed_when_it_was_quantified():
    carrier = {"performed": "Y", "hbsag": "POS"}

    assert "hbv_dna_iu_ml" in owed(LabInfection, **carrier, hbv_dna_result="QUANT")
    assert not shows(LabInfection, "hbv_dna_iu_ml", **carrier, hbv_dna_result="BLQ")
    assert not shows(LabInfection, "hbv_dna_iu_ml", performed="Y", hbv_dna_result="QUANT")


def test_the_amount_of_hbv_dna_is_entered_as_it_is_printed():
    screening = fill(
        blank_chart(),
        LabInfection,
        performed="Y",
        hbsag="POS",
        hbv_dna_result="QUANT",
        hbv_dna_iu_ml=Decimal(20),
        hbv_dna_iu_ml_qualifier="<",
    )

    assert str(screening.hbv_dna_iu_ml) == "<20"


@pytest.mark.parametrize(
    ("hbsag", "medicines", "holds"),
    [
        ("POS", [FUNGUS, VIRUS], True),
        ("POS", [FUNGUS], False),
        ("POS", [], False),
        ("POS", [UNCLEAR], Unknown),
        ("NEG", [], True),
        (Unknown, [], Unknown),
        (Unknown, [VIRUS], True),
    ],
)
def test_hepatitis_b_is_held_down(hbsag, medicines, holds):
    assert hepatitis_b_is_held_down(hbsag, medicines) is holds


@pytest.mark.parametrize(
    ("antibody", "dna", "holds"),
    [
        ("POS", "NOT", True),
        ("POS", "BLQ", True),
        ("POS", "QUANT", True),
        ("POS", "ND", False),
        ("NEG", "ND", True),
        (Unknown, "ND", Unknown),
        ("POS", Unknown, Unknown),
    ],
)
def test_a_core_antibody_has_its_hbv_dna(antibody, dna, holds):
    assert core_antibody_has_its_hbv_dna(antibody, dna) is holds


@pytest.mark.parametrize(
    ("result", "holds"), [("NEG", True), ("IND", True), ("POS", False), (Unknown, Unknown)]
)
def test_hiv_is_not_positive(result, holds):
    assert hiv_is_not_positive(result) is holds


def test_a_carrier_of_hepatitis_b_is_queried_until_prophylaxis_is_recorded():
    chart = blank_chart()
    carrier = fill(chart, LabInfection, performed="Y", hbsag="POS")
    without = failing(chart, carrier, beside="hbsag")

    fill(chart, Conmed, category="ANTIVIRAL_HBV")

    assert without == ["INF-001"]
    assert failing(chart, carrier, beside="hbsag") == []


@pytest.mark.parametrize(("later", "fails"), [(0, []), (1, ["GEN-CONSENT"])])
def test_routine_screening_may_precede_consent_by_the_screening_window(later, fails):
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date=january(31))
    longest = timedelta(days=PARAMETERS.screening.window_days + later)

    screening = fill(chart, LabInfection, performed="Y", sample_date=january(31) - longest)

    assert failing(chart, screening, beside="sample_date") == fails
