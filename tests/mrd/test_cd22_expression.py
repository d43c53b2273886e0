"""CD22 on the leukaemic cells: what is asked, and what is asked about."""

from decimal import Decimal

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from edc.schedule import Need
from enrollment.models import InformedConsent
from mrd.checks.cd22_expression import (
    absent_cd22_is_not_expressed,
    baseline_sample_precedes_treatment,
    cd22_is_enough_for_ino,
)
from mrd.models import Cd22Expression
from tests.enrollment.paper import (
    blank_chart,
    failing,
    fill,
    january,
    owed,
    shows,
    takes_olverembatinib,
)
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT
MEASURED = {"cd22_percent", "cd22_intensity", "cd22_mfi_ratio", "cd19_percent", "cd20_percent"}


def percent(value):
    return value if value is Unknown else Decimal(value)


def test_the_checks_of_cd22_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(Cd22Expression)}

    assert checks == {
        "C22-001": (SOFT, "cd22_percent"),
        "C22-002": (SOFT, "sample_date"),
        "C22-003": (HARD, "cd22_intensity"),
    }


def test_cd22_is_required_at_screening_and_relapse():
    needs = {collected.visit.code: collected.need for collected in Cd22Expression.visits}

    assert needs == {"SCR": Need.REQUIRED, "REL": Need.REQUIRED, "UNS": Need.OPTIONAL}


def test_cells_that_could_be_gated_owe_share_and_intensity():
    always = {"sample_date", "timepoint", "specimen", "evaluable_cells", "lab_name"}

    assert owed(Cd22Expression) == always
    assert owed(Cd22Expression, evaluable_cells="N") == always - {"evaluable_cells"}
    assert owed(Cd22Expression, evaluable_cells="Y") - owed(
        Cd22Expression, evaluable_cells="N"
    ) == {"cd22_percent", "cd22_intensity"}


@pytest.mark.parametrize("question", sorted(MEASURED))
def test_antigens_are_asked_of_cells_that_could_be_gated(question):
    assert shows(Cd22Expression, question, evaluable_cells="Y")
    assert not shows(Cd22Expression, question, evaluable_cells="N")
    assert not shows(Cd22Expression, question)


@pytest.mark.parametrize(
    ("timepoint", "share", "holds"),
    [
        ("DIAGNOSIS", "20.0", True),
        ("DIAGNOSIS", "19.9", False),
        ("LATEST", "19.9", False),
        ("RELAPSE", "0", True),
        ("OTHER", "0", True),
        ("LATEST", Unknown, Unknown),
        (Unknown, "19.9", Unknown),
        (Unknown, "20", True),
    ],
)
def test_cd22_is_enough_for_ino(timepoint, share, holds):
    assert cd22_is_enough_for_ino(timepoint, percent(share), PARAMETERS) is holds


@pytest.mark.parametrize(
    ("timepoint", "day", "holds"),
    [
        ("LATEST", january(5), True),
        ("LATEST", january(6), False),
        ("DIAGNOSIS", january(6), False),
        ("RELAPSE", january(6), True),
        ("LATEST", Unknown, Unknown),
        (Unknown, january(6), Unknown),
    ],
)
def test_a_baseline_sample_precedes_treatment(timepoint, day, holds):
    assert baseline_sample_precedes_treatment(timepoint, day, january(5)) is holds


def test_without_a_first_dose_every_sample_precedes_it():
    assert baseline_sample_precedes_treatment("LATEST", january(6), Unknown) is Unknown


@pytest.mark.parametrize(
    ("intensity", "share", "holds"),
    [
        ("ABSENT", "20", True),
        ("ABSENT", "20.1", False),
        ("DIM", "90", True),
        ("ABSENT", Unknown, Unknown),
        (Unknown, "90", Unknown),
    ],
)
def test_absent_cd22_is_not_expressed(intensity, share, holds):
    assert absent_cd22_is_not_expressed(percent(share), intensity) is holds


def test_a_baseline_sample_taken_on_treatment_is_asked_about():
    chart = blank_chart()
    takes_olverembatinib(chart, since=january(5))

    late = fill(chart, Cd22Expression, sample_date=january(6), timepoint="LATEST")

    assert failing(chart, late, beside="sample_date") == ["C22-002"]


def test_a_sample_of_the_diagnosis_is_older_than_the_consent():
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date=january(31))

    sample = fill(
        chart,
        Cd22Expression,
        sample_date=january(1).replace(year=2024),
        timepoint="DIAGNOSIS",
    )

    assert failing(chart, sample, beside="sample_date") == []
