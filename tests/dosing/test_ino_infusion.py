"""Infusions of inotuzumab ozogamicin: what is asked, and what is computed."""

from decimal import Decimal
from types import SimpleNamespace as Form

import pytest

from dosing.models import DosingCycle, InoInfusion
from dosing.models.ino_infusion import third_infusion_is_planned
from edc.logic import Unknown
from tests.enrollment.paper import (
    blank_chart,
    failing,
    fill,
    owed,
    shows,
)


def test_an_infusion_not_given_owes_its_plan_the_reason_and_the_change():
    assert owed(InoInfusion, given="N") == {
        "cycle_number",
        "planned_day",
        "planned_dose_mg_m2",
        "not_given_reason",
        "modification",
    }


def test_an_infusion_that_was_given_owes_all_about_it():
    assert owed(InoInfusion, given="Y", modification=["NONE"]) == {
        "cycle_number",
        "planned_day",
        "planned_dose_mg_m2",
        "liver_tests_ok",
        "premed_steroid",
        "premed_antipyretic",
        "premed_antihistamine",
        "infusion_date",
        "infusion_start",
        "infusion_end",
        "bsa_used_m2",
        "actual_dose_mg_m2",
        "actual_dose_mg",
        "lot_number",
        "interrupted",
        "infusion_reaction",
        "observed_1h",
    }


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("not_given_reason", {"given": "N"}, {"given": "Y"}),
        ("actual_dose_mg", {"given": "Y"}, {"given": "N"}),
        (
            "modification_reason",
            {"given": "Y", "modification": ["REDUCED"]},
            {"given": "Y", "modification": ["NONE"]},
        ),
        (
            "modification_reason",
            {"given": "Y", "modification": ["DELAYED", "SLOWED"]},
            {"given": "N", "modification": ["OMITTED"]},
        ),
        (
            "related_ae",
            {"given": "Y", "modification": ["SLOWED"], "modification_reason": "IR"},
            {"given": "Y", "modification": ["DELAYED"], "modification_reason": "SUPPLY"},
        ),
        (
            "related_ae",
            {"given": "N", "not_given_reason": "AE_HEP"},
            {"given": "N", "not_given_reason": "PATIENT"},
        ),
        (
            "related_ae",
            {"given": "N", "not_given_reason": "IR"},
            {"given": "N", "not_given_reason": "HSCT"},
        ),
        (
            "reaction_grade",
            {"given": "Y", "infusion_reaction": "Y"},
            {"given": "Y", "infusion_reaction": "N"},
        ),
        (
            "reaction_signs",
            {"given": "Y", "infusion_reaction": "Y"},
            {"given": "N", "infusion_reaction": "Y"},
        ),
    ],
)
def test_a_question_is_asked_only_when_it_applies(question, applies, does_not):
    assert shows(InoInfusion, question, **applies)
    assert question in owed(InoInfusion, **applies)
    assert not shows(InoInfusion, question, **does_not)
    assert not shows(InoInfusion, question)


@pytest.mark.parametrize(
    ("day", "cycle", "given", "is_shown", "is_owed"),
    [
        ("D15", 1, "Y", True, True),
        ("D15", 1, "N", True, False),
        ("D15", 2, "Y", False, False),
        ("D8", 1, "Y", False, False),
    ],
)
def test_the_week_2_marrow_is_asked_about_at_the_third_infusion(
    day, cycle, given, is_shown, is_owed
):
    answers = {"planned_day": day, "cycle_number": cycle, "given": given}

    assert shows(InoInfusion, "marrow_before_infusion", **answers) is is_shown
    assert ("marrow_before_infusion" in owed(InoInfusion, **answers)) is is_owed


@pytest.mark.parametrize(
    ("regimen", "is_planned"),
    [
        ("LABEL_INDUCTION", True),
        ("LABEL_CR", True),
        ("LOW_MRD", False),
        ("OTHER", False),
        (Unknown, Unknown),
    ],
)
def test_a_third_infusion_in_cycle_1_depends_on_the_planned_regimen(regimen, is_planned):
    assert third_infusion_is_planned(Form(planned_ino_regimen=regimen)) is is_planned


def test_the_dose_in_mg_is_the_dose_per_surface_times_the_surface():
    infusion = fill(
        blank_chart(), InoInfusion, given="Y", actual_dose_mg_m2="0.8", bsa_used_m2="1.75"
    )

    assert infusion.calculated_dose_mg == Decimal("1.4")


def test_the_dose_in_mg_is_rounded_to_a_hundredth():
    sizes = {"actual_dose_mg_m2": "0.45", "bsa_used_m2": "1.67"}

    assert fill(blank_chart(), InoInfusion, given="Y", **sizes).calculated_dose_mg == Decimal(
        "0.75"
    )


def test_a_dose_that_was_not_given_is_not_calculated():
    leftovers = {"actual_dose_mg_m2": "0.8", "bsa_used_m2": "1.75"}

    assert fill(blank_chart(), InoInfusion, given="N", **leftovers).calculated_dose_mg is Unknown


def test_the_duration_is_counted_in_minutes():
    infusion = fill(
        blank_chart(),
        InoInfusion,
        given="Y",
        infusion_start="2026-01-05T09:00:00+08:00",
        infusion_end="2026-01-05T10:05:00+08:00",
    )

    assert infusion.duration_minutes == 65


def test_an_infusion_without_an_end_has_no_duration():
    begun = {"given": "Y", "infusion_start": "2026-01-05T09:00:00+08:00"}

    assert fill(blank_chart(), InoInfusion, **begun).duration_minutes is Unknown


def test_an_infusion_is_held_against_the_cycle_with_its_number():
    chart = blank_chart()
    fill(chart, DosingCycle, cycle_number=1, height_cm=170, weight_kg=65)
    fill(chart, DosingCycle, cycle_number=2, height_cm=170, weight_kg=80)
    infusion = fill(chart, InoInfusion, cycle_number=2, given="Y", bsa_used_m2="1.75")

    assert failing(chart, infusion, beside="bsa_used_m2") == ["INO-020"]


def test_an_infusion_recorded_twice_is_said_once():
    chart = blank_chart()
    fill(chart, InoInfusion, cycle_number=1, planned_day="D8")
    fill(chart, InoInfusion, cycle_number=1, planned_day="D15")
    again = fill(chart, InoInfusion, cycle_number=1, planned_day="D8")

    assert failing(chart, again, beside="cycle_number") == ["INO-003"]


def test_a_long_infusion_is_asked_about_and_never_refused():
    chart = blank_chart()
    slow = fill(
        chart,
        InoInfusion,
        given="Y",
        infusion_start="2026-01-05T09:00:00+08:00",
        infusion_end="2026-01-05T11:01:00+08:00",
    )

    assert failing(chart, slow, beside="duration_minutes") == ["GEN-RANGE-SOFT"]
