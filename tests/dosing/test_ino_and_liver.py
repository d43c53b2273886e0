"""Inotuzumab ozogamicin is given to a sound liver, by tests that are recent."""

from decimal import Decimal
from types import SimpleNamespace as Form

import pytest

from dosing.checks.ino_infusion import infusion_is_given_to_a_sound_liver, liver_tests_are_recent
from dosing.models import InoInfusion
from edc.checks import Severity, listed_checks
from edc.logic import Span, Unknown
from enrollment.models import LabChemistry
from enrollment.ranges import Limits
from tests.enrollment.laboratory import chemistry, known_subject
from tests.enrollment.paper import failing, fill, january
from trial.protocol import PARAMETERS

INFUSION = january(10)
UPPER_LIMIT = Decimal(10)
RANGES = Form(limits=lambda lab_name, *_: lab_name and Limits(Unknown, UPPER_LIMIT))


class Liver:
    """A chemistry on a day; what is not given was not measured."""

    _crf = LabChemistry
    lab_name = "Central"

    def __init__(self, on=INFUSION, *, bilirubin="15", alt="25", ast="25"):
        self.sample_date = on
        self.bilirubin_total, self.alt, self.ast = map(decimal, (bilirubin, alt, ast))


def decimal(value):
    return Decimal(value) if isinstance(value, str) else value


def allowed(*chemistries, given="Y"):
    return infusion_is_given_to_a_sound_liver(given, INFUSION, [*chemistries], RANGES, PARAMETERS)


def test_the_liver_is_asked_about_beside_the_date_of_the_infusion():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(InoInfusion)}

    assert checks["INO-006"] == checks["INO-007"] == (Severity.SOFT, "infusion_date")


@pytest.mark.parametrize(
    ("tests", "holds"),
    [
        (Liver(), True),
        (Liver(bilirubin="15.1"), False),
        (Liver(alt="25.1"), False),
        (Liver(ast="25.1"), False),
        (Liver(bilirubin="15.1", alt=Unknown, ast=Unknown), False),
        (Liver(alt=Unknown), Unknown),
        (Liver(alt=Span(Decimal(0), Decimal(5), high_open=True)), True),
    ],
)
def test_an_infusion_is_given_to_a_sound_liver(tests, holds):
    assert allowed(tests) is holds


def test_the_liver_does_not_matter_to_an_infusion_that_was_not_given():
    assert allowed(Liver(bilirubin="90"), given="N") is True
    assert allowed(Liver(bilirubin="90"), given=Unknown) is Unknown


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        (Liver(january(9), alt="90"), Liver(january(10)), True),
        (Liver(january(9)), Liver(january(10), alt="90"), False),
        (Liver(january(9)), Liver(january(11), alt="90"), True),
        (Liver(january(9), alt="90"), Liver(january(10), alt=Unknown), False),
    ],
)
def test_the_last_value_of_each_test_until_the_infusion_decides(first, second, holds):
    assert allowed(first, second) is holds


def test_without_tests_or_range_nothing_is_known_of_the_liver():
    without_range = Liver(bilirubin="90", alt="90", ast="90")
    without_range.lab_name = Unknown

    assert allowed() is Unknown
    assert allowed(without_range) is Unknown


@pytest.mark.parametrize(
    ("given", "chemistries", "holds"),
    [
        ("Y", [Liver(january(7))], True),
        ("Y", [Liver(january(6))], False),
        ("Y", [Liver(january(6)), Liver(january(9))], True),
        ("Y", [Liver(january(6)), Liver(january(9), bilirubin=Unknown)], False),
        ("Y", [Liver(january(6)), Liver(january(11))], False),
        ("N", [Liver(january(1))], True),
        ("Y", [], Unknown),
        (Unknown, [Liver(january(6))], Unknown),
    ],
)
def test_liver_tests_are_at_most_3_days_old(given, chemistries, holds):
    assert liver_tests_are_recent(given, INFUSION, chemistries, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("on", "bilirubin", "failed"),
    [
        (10, "30", []),
        (10, "31", ["INO-006"]),
        (6, "31", ["INO-006", "INO-007"]),
        (6, "20", ["INO-007"]),
    ],
)
def test_an_infusion_is_asked_about_by_the_last_chemistry(on, bilirubin, failed):
    chart = known_subject(treated=False)
    chemistry(
        chart,
        january(on),
        alt="40",
        alt_unit="U/L",
        ast="40",
        ast_unit="U/L",
        bilirubin_total=bilirubin,
        bilirubin_total_unit="umol/L",
    )

    infusion = fill(chart, InoInfusion, given="Y", infusion_date=INFUSION)

    assert failing(chart, infusion, beside="infusion_date") == failed
