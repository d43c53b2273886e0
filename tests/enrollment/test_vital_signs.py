"""Vital signs: what is asked, where the height and the baselines come from, what is computed."""

from decimal import Decimal

import pytest

from edc.logic import Unknown
from enrollment.models import VitalSigns
from tests.enrollment.paper import blank_chart, failing, fill, january, owed, same, shows
from tests.mrd.paper import knowing
from trial.protocol import EOS, FU, REL, SCHEDULE, UNS

FIRST_DOSE, CONDITIONING, DAY_0 = january(10), january(20), january(25)

MEASURED = {
    "assessment_date",
    "temperature_c",
    "systolic_mmhg",
    "diastolic_mmhg",
    "pulse_bpm",
    "weight_kg",
    "ecog",
    "hepatomegaly",
    "ascites",
    "ruq_pain",
    "oedema",
}


def assess(chart, on=Unknown, **answers):
    """An assessment on a day of January, or on a day not told."""
    dated = {} if on is Unknown else {"assessment_date": january(on)}
    return fill(chart, VitalSigns, performed="Y", **dated, **answers)


def weighing(*weights):
    """The chart of a subject treated, conditioned and transplanted, weighed on these days."""
    chart = knowing(c1d1_date=FIRST_DOSE, conditioning_start=CONDITIONING, hsct_d0=DAY_0)
    for day, kilograms in weights:
        assess(chart, day, weight_kg=kilograms)
    return chart


def test_an_assessment_owes_first_whether_it_took_place():
    assert owed(VitalSigns) == {"performed"}
    assert owed(VitalSigns, performed="Y") == MEASURED
    assert owed(VitalSigns, performed="N") == {"not_done_reason"}


@pytest.mark.parametrize("visit", ["SCR", "C1D1"])
def test_the_height_is_owed_at_screening_and_at_the_first_dose(visit):
    assert owed(VitalSigns, visit=(visit, 1), performed="Y") == {*MEASURED, "height_cm"}


@pytest.mark.parametrize("visit", ["C1D8", "CXD1", "UNS"])
def test_the_height_is_not_owed_later(visit):
    assert owed(VitalSigns, visit=(visit, 1), performed="Y") == MEASURED


@pytest.mark.parametrize("question", [name for name in VitalSigns.asked if name != "performed"])
def test_every_question_waits_for_whether_it_was_done(question):
    asks_why = question == "not_done_reason"

    assert shows(VitalSigns, question, performed="Y") is not asks_why
    assert shows(VitalSigns, question, performed="N") is asks_why
    assert not shows(VitalSigns, question)


def test_vital_signs_are_owed_wherever_the_subject_is_seen():
    visits = {(collected.visit, str(collected.need)) for collected in VitalSigns.visits}

    assert visits == {
        (visit, "optional" if visit is UNS else "required")
        for visit in SCHEDULE
        if visit not in {FU, REL, EOS}
    }


@pytest.mark.parametrize(
    ("question", "typed", "unit", "value"),
    [
        ("weight_kg", "135.0", "jin", "67.5"),
        ("weight_kg", "67.5", "kg", "67.5"),
        ("temperature_c", "98.6", "[degF]", "37"),
        ("temperature_c", "37.0", "Cel", "37"),
    ],
)
def test_what_is_measured_in_another_unit_is_converted(question, typed, unit, value):
    vitals = assess(blank_chart(), **{question: typed, f"{question}_unit": unit})

    assert getattr(vitals, question) == Decimal(value)


@pytest.mark.parametrize(
    ("unit", "weight", "surface"), [("jin", "135", "1.73"), ("kg", "67.5", "1.73")]
)
def test_the_body_surface_does_not_depend_on_the_unit_of_the_weight(unit, weight, surface):
    vitals = assess(blank_chart(), 5, height_cm="158.7", weight_kg=weight, weight_kg_unit=unit)

    assert str(vitals.bsa_m2) == surface


def test_the_height_is_carried_forward_from_the_latest_assessment_that_measured_it():
    chart = blank_chart()
    assess(chart, 1, height_cm="150.0")
    assess(chart, 5, height_cm="170.0")
    assess(chart, 6, weight_kg="64.0")
    now = assess(chart, 8, weight_kg="65.0")
    assess(chart, 9, height_cm="190.0")

    assert now.bsa_m2 == Decimal("1.75")


def test_a_height_of_the_same_day_is_carried_over_and_one_of_the_assessment_comes_first():
    chart = blank_chart()
    assess(chart, 5, height_cm="170.0")

    assert assess(chart, 5, weight_kg="65.0").bsa_m2 == Decimal("1.75")
    assert assess(chart, 5, weight_kg="65.0", height_cm="160.0").bsa_m2 == Decimal("1.70")


@pytest.mark.parametrize(
    "answers",
    [{"weight_kg": "65"}, {"on": 5, "weight_kg": "65"}, {"on": 5, "height_cm": "170"}, {"on": 5}],
)
def test_there_is_no_body_surface_without_height_and_weight(answers):
    assert assess(blank_chart(), **answers).bsa_m2 is Unknown


def test_a_height_is_not_carried_to_a_day_not_told():
    chart = blank_chart()
    assess(chart, 5, height_cm="170.0")

    assert assess(chart, weight_kg="65").bsa_m2 is Unknown


@pytest.mark.parametrize(
    ("weights", "baseline"),
    [
        ([(1, "60"), (5, "62")], "62"),
        ([(5, "62"), (10, "63")], "63"),
        ([(5, "62"), (11, "63")], "62"),
        ([(10, "62"), (10, "63")], "63"),
        ([(11, "63")], None),
        ([], None),
    ],
)
def test_the_baseline_weight_is_the_last_up_to_the_first_dose(weights, baseline):
    found = weighing(*weights).fact("baseline_weight")

    assert same(found, Unknown if baseline is None else Decimal(baseline))


def test_there_is_no_baseline_weight_before_the_first_dose():
    chart = knowing(c1d1_date=Unknown)
    assess(chart, 5, weight_kg="62")

    assert chart.fact("baseline_weight") is Unknown


@pytest.mark.parametrize(
    ("conditioning", "day_0", "baseline"),
    [
        (CONDITIONING, DAY_0, "66"),
        (Unknown, DAY_0, "67"),
        (january(19), DAY_0, "65"),
        (Unknown, Unknown, None),
    ],
)
def test_the_weight_before_transplantation_is_the_last_up_to_conditioning_or_day_0(
    conditioning, day_0, baseline
):
    chart = knowing(conditioning_start=conditioning, hsct_d0=day_0)
    for day, kilograms in [(18, "65"), (20, "66"), (25, "67"), (26, "68")]:
        assess(chart, day, weight_kg=kilograms)

    found = chart.fact("hsct_baseline_weight")

    assert same(found, Unknown if baseline is None else Decimal(baseline))


@pytest.mark.parametrize(
    ("day", "change"),
    [
        (8, "-5.0"),  # from the day of the first dose, the assessments before it too
        (10, "0.0"),
        (19, "5.2"),  # the day before conditioning
        (20, "0.0"),  # conditioning begins: from that day on
        (30, "5.0"),
    ],
)
def test_weight_is_compared_with_that_before_treatment_and_later_with_that_before_conditioning(
    day, change
):
    chart = weighing((8, "57.0"), (10, "60.0"), (19, "63.1"), (20, "66.0"), (30, "69.3"))

    [vitals] = [v for v in chart.records["vital_signs"] if v.assessment_date == january(day)]

    assert str(vitals.weight_change_percent) == change


def test_who_was_not_weighed_before_conditioning_is_compared_with_the_first_dose():
    chart = knowing(
        c1d1_date=FIRST_DOSE, conditioning_start=CONDITIONING, hsct_baseline_weight=Unknown
    )
    assess(chart, 10, weight_kg="60.0")

    assert str(assess(chart, 30, weight_kg="63.0").weight_change_percent) == "5.0"


def test_without_a_transplant_weight_is_compared_with_the_first_dose_for_good():
    chart = knowing(c1d1_date=FIRST_DOSE, conditioning_start=Unknown, hsct_d0=Unknown)
    assess(chart, 10, weight_kg="60.0")

    assert str(assess(chart, 30, weight_kg="63.0").weight_change_percent) == "5.0"


def test_there_is_no_change_of_weight_without_a_weight_or_a_baseline():
    unweighed = assess(weighing((10, "60.0")), 30)
    without_baseline = assess(weighing(), 15, weight_kg="60.0")

    assert unweighed.weight_change_percent is Unknown
    assert without_baseline.weight_change_percent is Unknown


def test_a_subject_may_be_assessed_at_several_times_of_a_visit_but_once_at_each():
    chart = blank_chart()
    morning, evening = "2026-01-05T08:00+08:00", "2026-01-05T20:00+08:00"
    assess(chart, visit=("C1D1", 1), assessment_time=morning)

    elsewhere = assess(chart, visit=("C1D8", 1), assessment_time=morning)
    later = assess(chart, visit=("C1D1", 1), assessment_time=evening)
    again = assess(chart, visit=("C1D1", 1), assessment_time=morning)

    assert failing(chart, elsewhere, beside="assessment_time") == []
    assert failing(chart, later, beside="assessment_time") == []
    assert failing(chart, again, beside="assessment_time") == ["GEN-DUPLICATE"]
