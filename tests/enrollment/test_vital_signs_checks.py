"""Each check of vital signs: a case that holds, the boundary, one with a value missing."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace as Form

import pytest

from edc.checking import checks_on, findings
from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from enrollment.checks.vital_signs import (
    assessment_is_near_its_visit,
    blood_pressure_is_below_160_to_100,
    height_is_that_of_before,
    liver_shows_no_sign_of_vod,
    systolic_is_above_diastolic,
    weight_gain_does_not_point_to_vod,
    weight_is_about_that_of_before,
    who_is_scored_dead_died,
)
from enrollment.models import VisitRecord, VitalSigns
from tests.enrollment.paper import blank_chart, dies, fill, january
from tests.mrd.paper import knowing
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT
DAY_0 = date(2026, 1, 5)


def earlier(**answers):
    """Another assessment of the subject, on 5 January unless told otherwise."""
    unanswered = {"height_cm": Unknown, "weight_kg": Unknown, "assessment_date": january(5)}
    return Form(_crf=VitalSigns, **unanswered | answers)


def told(chart, vitals, *, beside):
    """The checks that fail beside a question."""
    there = [check for check in checks_on(VitalSigns) if check.question == beside]
    return [found.check.id for found in findings(chart, vitals, there)]


def test_the_checks_of_vital_signs_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(VitalSigns)}

    assert checks == {
        "VS-001": (HARD, "diastolic_mmhg"),
        "VS-002": (SOFT, "systolic_mmhg"),
        "VS-003": (SOFT, "height_cm"),
        "VS-004": (SOFT, "weight_kg"),
        "VS-005": (SOFT, "weight_change_percent"),
        "VS-006": (SOFT, "ascites"),
        "VS-007": (SOFT, "ecog"),
        "VS-008": (SOFT, "assessment_date"),
    }


@pytest.mark.parametrize(
    ("systolic", "diastolic", "holds"),
    [
        (120, 80, True),
        (81, 80, True),
        (80, 80, False),
        (79, 80, False),
        (Unknown, 80, Unknown),
        (120, Unknown, Unknown),
    ],
)
def test_systolic_is_above_diastolic(systolic, diastolic, holds):
    assert systolic_is_above_diastolic(systolic, diastolic) is holds


@pytest.mark.parametrize(
    ("systolic", "diastolic", "holds"),
    [
        (159, 99, True),
        (160, 99, False),
        (159, 100, False),
        (160, Unknown, False),
        (Unknown, 100, False),
        (159, Unknown, Unknown),
        (Unknown, 99, Unknown),
    ],
)
def test_blood_pressure_is_below_160_to_100(systolic, diastolic, holds):
    assert blood_pressure_is_below_160_to_100(systolic, diastolic) is holds


@pytest.mark.parametrize(
    ("height", "others", "holds"),
    [
        ("173.0", [earlier(height_cm=Decimal("170.0"))], True),
        ("167.0", [earlier(height_cm=Decimal("170.0"))], True),
        ("173.1", [earlier(height_cm=Decimal("170.0"))], False),
        ("166.9", [earlier(height_cm=Decimal("170.0"))], False),
        ("173.1", [earlier(height_cm=Decimal("170.0"), assessment_date=january(8))], False),
        ("173.1", [earlier(height_cm=Decimal("170.0"), assessment_date=january(9))], Unknown),
        ("173.1", [earlier(height_cm=Decimal("170.0")), earlier()], False),
        ("173.1", [earlier(height_cm=Decimal(170)), earlier(height_cm=Decimal(173))], True),
        ("173.1", [], Unknown),
        (None, [earlier(height_cm=Decimal("170.0"))], Unknown),
    ],
)
def test_the_height_is_that_of_before(height, others, holds):
    height_now = Unknown if height is None else Decimal(height)

    assert height_is_that_of_before(january(8), height_now, others) is holds


@pytest.mark.parametrize(
    ("weight", "others", "holds"),
    [
        ("69.0", [earlier(weight_kg=Decimal(60))], True),
        ("51.0", [earlier(weight_kg=Decimal(60))], True),
        ("69.1", [earlier(weight_kg=Decimal(60))], False),
        ("50.9", [earlier(weight_kg=Decimal(60))], False),
        ("69.1", [earlier(weight_kg=Decimal(60), assessment_date=january(9))], Unknown),
        ("69.1", [], Unknown),
        (None, [earlier(weight_kg=Decimal(60))], Unknown),
    ],
)
def test_the_weight_is_about_that_of_before(weight, others, holds):
    weight_now = Unknown if weight is None else Decimal(weight)

    assert weight_is_about_that_of_before(january(8), weight_now, others) is holds


def test_a_change_since_before_cannot_be_told_on_a_day_not_told():
    others = [earlier(height_cm=Decimal(170), weight_kg=Decimal(60))]

    assert height_is_that_of_before(Unknown, Decimal(180), others) is Unknown
    assert weight_is_about_that_of_before(Unknown, Decimal(80), others) is Unknown


@pytest.mark.parametrize(
    ("day", "change", "day_0", "holds"),
    [
        (10, "5.0", DAY_0, True),
        (10, "5.1", DAY_0, False),
        (10, "5.1", Unknown, False),
        (-10, "5.1", DAY_0, False),
        (100, "5.1", DAY_0, False),
        (101, "5.1", DAY_0, True),
        (101, "5.0", DAY_0, True),
        (101, "5.1", Unknown, False),
        (10, None, DAY_0, Unknown),
        (101, None, DAY_0, True),
    ],
)
def test_a_gain_in_weight_points_to_vod_until_day_100(day, change, day_0, holds):
    gained = Unknown if change is None else Decimal(change)
    on = DAY_0 + timedelta(days=day)

    assert weight_gain_does_not_point_to_vod(on, gained, day_0, PARAMETERS) is holds


def test_a_gain_on_a_day_not_told_may_be_past_vod_only_after_a_transplant():
    gained = Decimal("5.1")

    assert weight_gain_does_not_point_to_vod(Unknown, gained, DAY_0, PARAMETERS) is Unknown
    assert weight_gain_does_not_point_to_vod(Unknown, gained, Unknown, PARAMETERS) is False


@pytest.mark.parametrize(
    ("liver", "ascites", "holds"),
    [
        ("NONE", "NONE", True),
        ("PAINLESS", "NE", True),
        ("NE", "NONE", True),
        ("PAINFUL", "NONE", False),
        ("NONE", "CLIN", False),
        ("NONE", "IMAG", False),
        ("PAINFUL", Unknown, False),
        (Unknown, "CLIN", False),
        (Unknown, "NONE", Unknown),
        ("NONE", Unknown, Unknown),
    ],
)
def test_the_liver_shows_no_sign_of_vod(liver, ascites, holds):
    assert liver_shows_no_sign_of_vod(liver, ascites) is holds


@pytest.mark.parametrize(
    ("ecog", "death", "holds"),
    [
        ("4", Unknown, True),
        ("5", january(8), True),
        ("5", Unknown, False),
        (Unknown, january(8), True),
        (Unknown, Unknown, Unknown),
    ],
)
def test_who_is_scored_dead_died(ecog, death, holds):
    assert who_is_scored_dead_died(ecog, death) is holds


@pytest.mark.parametrize(
    ("code", "on", "holds"),
    [
        ("C1D8", january(15), True),
        ("C1D8", january(16), False),
        ("C1D8", january(1), True),
        ("SCR", january(30), True),
        ("PRE_HSCT", january(30), True),
        ("REL", january(30), True),
        ("C1D8", Unknown, Unknown),
        ("C1D15", january(30), Unknown),
        (Unknown, january(30), Unknown),
    ],
)
def test_an_assessment_is_near_its_visit(code, on, holds):
    visits = dict.fromkeys([("SCR", 1), ("C1D8", 1), ("PRE_HSCT", 1), ("REL", 1)], january(8))

    assert assessment_is_near_its_visit(on, Form(code=code, sequence=1), visits) is holds


def test_the_day_of_a_repeated_visit_is_that_of_its_own_sequence():
    visits = {("CXD1", 2): january(8), ("CXD1", 3): january(29)}
    second = Form(code="CXD1", sequence=2)

    assert assessment_is_near_its_visit(january(29), second, visits) is False


def test_an_assessment_is_compared_with_the_record_of_its_visit():
    chart = blank_chart()
    fill(chart, VisitRecord, visit=("C1D8", 1), occurred="Y", visit_date="2026-01-08")
    day = {"performed": "Y", "assessment_date": "2026-01-16"}

    at_day_8 = fill(chart, VitalSigns, visit=("C1D8", 1), **day)
    at_day_15 = fill(chart, VitalSigns, visit=("C1D15", 1), **day)

    assert told(chart, at_day_8, beside="assessment_date") == ["VS-008"]
    assert told(chart, at_day_15, beside="assessment_date") == []


def test_height_and_weight_are_compared_with_the_assessment_before():
    chart = blank_chart()
    known = {"performed": "Y", "height_cm": "170.0", "weight_kg": "60.0"}
    fill(chart, VitalSigns, assessment_date="2026-01-05", **known)

    now = fill(
        chart,
        VitalSigns,
        performed="Y",
        assessment_date="2026-01-08",
        height_cm="173.5",
        weight_kg="69.5",
        weight_kg_unit="kg",
    )

    assert told(chart, now, beside="height_cm") == ["VS-003"]
    assert told(chart, now, beside="weight_kg") == ["VS-004"]


@pytest.mark.parametrize(
    ("kilograms", "failing"), [("63.0", []), ("63.1", ["VS-005"]), ("70.0", ["VS-005"])]
)
def test_a_gain_in_weight_is_asked_about_once(kilograms, failing):
    chart = knowing(c1d1_date=january(5), conditioning_start=Unknown, hsct_d0=Unknown)
    fill(chart, VitalSigns, performed="Y", assessment_date="2026-01-05", weight_kg="60.0")

    later = fill(
        chart, VitalSigns, performed="Y", assessment_date="2026-01-08", weight_kg=kilograms
    )

    assert told(chart, later, beside="weight_change_percent") == failing


def test_a_loss_of_weight_beyond_the_usual_is_asked_about_too():
    chart = knowing(c1d1_date=january(5), conditioning_start=Unknown, hsct_d0=Unknown)
    fill(chart, VitalSigns, performed="Y", assessment_date="2026-01-05", weight_kg="60.0")

    later = fill(chart, VitalSigns, performed="Y", assessment_date="2026-01-08", weight_kg="44.0")

    assert told(chart, later, beside="weight_change_percent") == ["GEN-RANGE-SOFT"]


def test_a_high_pressure_is_asked_about_once_and_a_low_one_too():
    chart = blank_chart()
    high = fill(chart, VitalSigns, performed="Y", systolic_mmhg=170, diastolic_mmhg=90)
    low = fill(chart, VitalSigns, performed="Y", systolic_mmhg=85, diastolic_mmhg=60)

    assert told(chart, high, beside="systolic_mmhg") == ["VS-002"]
    assert told(chart, low, beside="systolic_mmhg") == ["GEN-RANGE-SOFT"]


def test_a_score_of_5_is_settled_by_the_death():
    chart = blank_chart()
    dead = fill(chart, VitalSigns, performed="Y", ecog="5")
    assert told(chart, dead, beside="ecog") == ["VS-007"]

    dies(chart, on="2026-01-08")
    chart.forget()

    assert told(chart, dead, beside="ecog") == []
