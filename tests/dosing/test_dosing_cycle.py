"""Treatment cycles: what is asked, what is computed, and what cannot be."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace as Form

import pytest

from dosing.checks.dosing_cycle import (
    cycle_ends_after_it_starts,
    cycle_follows_enrolment,
    cycle_is_recorded_once,
    cycle_starts_20_days_after_the_previous_or_later,
    cycle_starts_within_8_weeks_of_the_previous,
    earlier_cycles_start_earlier,
    first_cycle_follows_the_plan,
    ino_is_not_given_in_more_cycles_than_advised_before_hsct,
    ino_is_not_given_in_more_cycles_than_allowed,
    ino_is_withheld_unless_every_check_is_met,
    no_prophylaxis_stands_alone,
    previous_cycle_is_recorded,
    weight_is_that_of_the_vital_signs,
)
from dosing.models import DosingCycle, InoInfusion
from edc.logic import Unknown
from enrollment.models import VitalSigns
from tests.enrollment.paper import (
    blank_chart,
    dies,
    failing,
    fill,
    january,
    owed,
    same,
    shows,
)
from trial.protocol import PARAMETERS


def cycle(number, start=Unknown):
    return Form(cycle_number=number, cycle_start_date=start)


def doses(planned, *, given):
    return {"planned_dose_mg_m2": planned, "given": "Y", "actual_dose_mg_m2": given}


def test_an_empty_cycle_owes_what_every_cycle_answers():
    assert owed(DosingCycle) == {
        "cycle_number",
        "cycle_start_date",
        "ino_regimen",
        "olv_dose_planned",
        "height_cm",
        "weight_kg",
        "anc_ok",
        "plt_ok",
        "liver_ok",
        "vod_prophylaxis",
        "cycle_status",
    }


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        (
            "third_cycle_reason",
            {"cycle_number": 3, "ino_regimen": "LABEL_CR"},
            {"cycle_number": 2, "ino_regimen": "LABEL_CR"},
        ),
        (
            "third_cycle_reason",
            {"cycle_number": 4, "ino_regimen": "OTHER"},
            {"cycle_number": 4, "ino_regimen": "NONE"},
        ),
        ("delayed", {"cycle_number": 2}, {"cycle_number": 1}),
        (
            "delay_reason",
            {"cycle_number": 2, "delayed": "Y"},
            {"cycle_number": 2, "delayed": "N"},
        ),
        ("cycle_end_date", {"cycle_status": "STOPPED"}, {"cycle_status": "ONGOING"}),
        ("cycle_end_date", {"cycle_status": "COMPLETED"}, {"cycle_status": "ONGOING"}),
    ],
)
def test_a_question_is_asked_only_when_it_applies(question, applies, does_not):
    assert shows(DosingCycle, question, **applies)
    assert question in owed(DosingCycle, **applies)
    assert not shows(DosingCycle, question, **does_not)
    assert not shows(DosingCycle, question)


def test_the_body_surface_of_a_cycle_is_computed_from_its_height_and_weight():
    measured = fill(blank_chart(), DosingCycle, height_cm=170, weight_kg=65)
    unmeasured = fill(blank_chart(), DosingCycle, height_cm=170)

    assert measured.bsa_m2 == Decimal("1.75")
    assert unmeasured.bsa_m2 is Unknown


def test_the_doses_of_a_cycle_are_those_of_its_own_infusions():
    chart = blank_chart()
    first = fill(chart, DosingCycle, cycle_number=1)
    fill(chart, InoInfusion, cycle_number=1, **doses("0.8", given="0.76"))
    fill(chart, InoInfusion, cycle_number=1, **doses("0.5", given="0.5") | {"given": "N"})
    fill(chart, InoInfusion, cycle_number=2, **doses("0.3", given="0.3"))

    assert first.ino_total_mg_m2 == Decimal("0.76")
    assert first.ino_total_planned_mg_m2 == Decimal("1.3")
    assert first.ino_relative_dose == Decimal(58)


def test_a_relative_dose_is_rounded_half_up_to_whole_percents():
    chart = blank_chart()
    first = fill(chart, DosingCycle, cycle_number=1)
    fill(chart, InoInfusion, cycle_number=1, **doses("0.8", given="0.5"))

    assert str(first.ino_relative_dose) == "63"


def test_a_cycle_without_infusions_got_nothing_of_nothing():
    first = fill(blank_chart(), DosingCycle, cycle_number=1)

    assert first.ino_total_mg_m2 == 0
    assert first.ino_total_planned_mg_m2 == 0
    assert first.ino_relative_dose is Unknown


def test_an_infusion_of_a_cycle_unknown_leaves_the_doses_of_the_cycle_unknown():
    chart = blank_chart()
    first = fill(chart, DosingCycle, cycle_number=1)
    fill(chart, InoInfusion, **doses("0.8", given="0.8"))

    assert first.ino_total_mg_m2 is Unknown
    assert first.ino_total_planned_mg_m2 is Unknown


@pytest.mark.parametrize(
    ("number", "regimen", "holds"),
    [
        (3, "LABEL_CR", True),
        (4, "LABEL_CR", False),
        (4, "NONE", True),
        (4, Unknown, Unknown),
        (Unknown, "LABEL_CR", Unknown),
    ],
)
def test_ino_is_given_in_three_cycles_at_most(number, regimen, holds):
    truth = ino_is_not_given_in_more_cycles_than_allowed(
        ino_regimen=regimen, cycle_number=number, param=PARAMETERS
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("number", "regimen", "holds"),
    [
        (2, "LABEL_CR", True),
        (3, "LABEL_CR", False),
        (3, "NONE", True),
        (3, Unknown, Unknown),
    ],
)
def test_a_third_ino_cycle_before_hsct_is_asked_about(number, regimen, holds):
    truth = ino_is_not_given_in_more_cycles_than_advised_before_hsct(
        ino_regimen=regimen, cycle_number=number, param=PARAMETERS
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("number", "others", "holds"),
    [
        (1, [], True),
        (2, [1], True),
        (2, [], False),
        (3, [1], False),
        (3, [1, Unknown], Unknown),
        (Unknown, [1], Unknown),
    ],
)
def test_no_cycle_is_skipped(number, others, holds):
    truth = previous_cycle_is_recorded(
        cycle_number=number, dosing_cycles=[cycle(other) for other in others]
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("others", "holds"), [([1], True), ([1, 2], False), ([], True), ([Unknown], Unknown)]
)
def test_a_cycle_is_recorded_once(others, holds):
    truth = cycle_is_recorded_once(cycle_number=2, dosing_cycles=[cycle(other) for other in others])

    assert truth is holds


@pytest.mark.parametrize(
    ("other", "holds"),
    [
        (cycle(1, january(21)), True),
        (cycle(1, january(22)), False),
        (cycle(3, january(1)), True),
        (cycle(2, january(22)), True),
        (cycle(1, Unknown), Unknown),
    ],
)
def test_earlier_cycles_start_earlier(other, holds):
    truth = earlier_cycles_start_earlier(
        cycle_number=2, cycle_start_date=january(22), dosing_cycles=[other]
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("start", "holds"), [(january(5), True), (january(4), False), (Unknown, Unknown)]
)
def test_a_cycle_follows_enrolment(start, holds):
    assert cycle_follows_enrolment(cycle_start_date=start, enrol_date=january(5)) is holds


@pytest.mark.parametrize(
    ("end", "holds"), [(january(5), True), (january(4), False), (Unknown, Unknown)]
)
def test_a_cycle_ends_after_it_starts(end, holds):
    assert cycle_ends_after_it_starts(cycle_start_date=january(5), cycle_end_date=end) is holds


@pytest.mark.parametrize(
    ("anc", "plt", "liver", "regimen", "holds"),
    [
        ("MET", "BASELINE", "Y", "LABEL_CR", True),
        ("NOTMET", "MET", "Y", "LABEL_CR", False),
        ("MET", "NOTMET", "Y", "LABEL_CR", False),
        ("DISEASE", "MET", "N", "LABEL_CR", False),
        ("NOTMET", "NOTMET", "N", "NONE", True),
        ("MET", Unknown, "Y", "LABEL_CR", Unknown),
        ("NOTMET", Unknown, Unknown, "LABEL_CR", False),
    ],
)
def test_ino_is_withheld_unless_every_check_is_met(anc, plt, liver, regimen, holds):
    truth = ino_is_withheld_unless_every_check_is_met(
        ino_regimen=regimen, anc_ok=anc, plt_ok=plt, liver_ok=liver
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("number", "other", "holds"),
    [
        (2, cycle(1, january(11)), True),
        (2, cycle(1, january(12)), False),
        (3, cycle(1, january(30)), True),
        (1, cycle(0, january(30)), True),
        (2, cycle(1, Unknown), Unknown),
    ],
)
def test_a_cycle_starts_20_days_after_the_previous_or_later(number, other, holds):
    truth = cycle_starts_20_days_after_the_previous_or_later(
        cycle_number=number, cycle_start_date=january(31), dosing_cycles=[other]
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("number", "start", "holds"),
    [
        (2, "2026-02-26", True),
        (2, "2026-02-27", False),
        (3, "2026-02-27", True),
        (1, "2026-02-27", True),
    ],
)
def test_a_cycle_starts_within_8_weeks_of_the_previous(number, start, holds):
    truth = cycle_starts_within_8_weeks_of_the_previous(
        cycle_number=number,
        cycle_start_date=date.fromisoformat(start),
        dosing_cycles=[cycle(0, january(1)), cycle(1, january(1))],
    )

    assert truth is holds


def test_a_cycle_without_a_start_is_not_measured_from_the_previous():
    truth = cycle_starts_within_8_weeks_of_the_previous(
        cycle_number=2, cycle_start_date=Unknown, dosing_cycles=[cycle(1, january(1))]
    )

    assert truth is Unknown


@pytest.mark.parametrize(
    ("chosen", "holds"),
    [
        (["NONE"], True),
        (["UDCA", "HEPARIN"], True),
        (["UDCA", "NONE"], False),
        (Unknown, Unknown),
    ],
)
def test_no_prophylaxis_stands_alone(chosen, holds):
    assert no_prophylaxis_stands_alone(vod_prophylaxis=chosen) is holds


@pytest.mark.parametrize(
    ("weight", "measured", "holds"),
    [
        ("60.0", "54.0", True),
        ("60.0", "66.0", True),
        ("60.0", "53.9", False),
        ("60.0", "66.1", False),
        ("60.0", None, Unknown),
        (None, "60.0", Unknown),
        ("0.0", "60.0", Unknown),
    ],
)
def test_the_weight_for_the_doses_is_that_of_the_vital_signs(weight, measured, holds):
    used, found = (Unknown if text is None else Decimal(text) for text in (weight, measured))
    vitals = Form(_crf=VitalSigns, assessment_date=january(5), weight_kg=found)

    truth = weight_is_that_of_the_vital_signs(january(5), used, [vitals], PARAMETERS)

    assert truth is holds


@pytest.mark.parametrize(
    ("day", "failing_checks"), [("2026-01-04", []), ("2026-01-05", ["CYC-012"])]
)
def test_only_a_weight_measured_up_to_the_cycle_is_compared(day, failing_checks):
    chart = blank_chart()
    weighed = {"performed": "Y", "weight_kg_unit": "kg"}
    fill(chart, VitalSigns, **weighed, assessment_date="2026-01-03", weight_kg="60.0")
    fill(chart, VitalSigns, **weighed, assessment_date="2026-01-05", weight_kg="70.0")

    cycle = fill(chart, DosingCycle, cycle_number=1, cycle_start_date=day, weight_kg="60.0")

    assert failing(chart, cycle, beside="weight_kg") == failing_checks


@pytest.mark.parametrize(
    ("number", "regimen", "planned", "holds"),
    [
        (1, "LABEL_INDUCTION", "LABEL_INDUCTION", True),
        (1, "LABEL_CR", "LABEL_INDUCTION", False),
        (1, "LABEL_INDUCTION", "LABEL_CR", False),
        (1, "OTHER", "OTHER", True),
        (1, "OTHER", "LOW_MRD", False),
        (1, "LOW_MRD_C1", "LOW_MRD", True),
        (1, "LOW_MRD_C1", "LABEL_CR", False),
        (1, "LOW_MRD_C2", "LOW_MRD", False),
        (1, "REDUCED", "LABEL_CR", False),
        (1, "NONE", "LABEL_CR", False),
        (2, "NONE", "LABEL_CR", True),
        (1, "LABEL_CR", Unknown, Unknown),
        (1, "REDUCED", Unknown, False),
        (1, Unknown, "LABEL_CR", Unknown),
    ],
)
def test_the_first_cycle_follows_the_plan(number, regimen, planned, holds):
    truth = first_cycle_follows_the_plan(
        cycle_number=number,
        ino_regimen=regimen,
        enrolment=Form(planned_ino_regimen=planned),
    )

    assert truth is holds


def test_a_cycle_recorded_twice_is_said_once():
    chart = blank_chart()
    fill(chart, DosingCycle, cycle_number=1, cycle_start_date="2026-01-05")
    again = fill(chart, DosingCycle, cycle_number=1, cycle_start_date="2026-01-06")

    assert failing(chart, again, beside="cycle_number") == ["CYC-004"]


def test_a_body_surface_out_of_range_is_asked_about_and_never_refused():
    giant = fill(blank_chart(), DosingCycle, height_cm=230, weight_kg=250)

    assert same(giant.bsa_m2, Decimal("4.00"))
    assert failing(giant._chart, giant, beside="bsa_m2") == ["GEN-RANGE-SOFT"]


def test_no_cycle_starts_after_death():
    chart = blank_chart()
    dies(chart, on="2026-01-05")
    ghost = fill(chart, DosingCycle, cycle_number=1, cycle_start_date="2026-01-06")

    assert failing(chart, ghost, beside="cycle_start_date") == ["GEN-DEATH"]
