"""Infusions of inotuzumab ozogamicin: what cannot be, and what is asked about."""

from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace as Form

import pytest

from dosing.checks.ino_infusion import (
    body_surface_area_is_that_of_the_cycle,
    dose_given_is_the_dose_calculated,
    dose_is_at_most_the_largest_single_dose,
    dose_is_at_most_the_planned_dose,
    infusion_ends_after_it_starts,
    infusion_follows_enrolment,
    infusion_is_given_on_its_planned_day,
    infusion_is_recorded_once,
    infusion_not_given_is_a_change,
    infusion_precedes_hsct,
    infusion_starts_on_its_date,
    infusions_are_6_days_apart,
    no_change_stands_alone,
    premedication_is_complete,
    reaction_has_its_adverse_event,
    reduced_dose_is_called_reduced,
    severe_reaction_ends_treatment,
    week_2_marrow_precedes_the_infusion,
)
from dosing.models import InoInfusion
from edc.logic import PartialDate, Unknown
from safety.models import AdverseEvent
from tests.enrollment.paper import SHANGHAI, blank_chart, failing, fill, january
from trial.protocol import PARAMETERS

NINE = datetime(2026, 1, 5, 9, 0, tzinfo=SHANGHAI)
TEN = datetime(2026, 1, 5, 10, 0, tzinfo=SHANGHAI)
MIDNIGHT = datetime(2026, 1, 6, 0, 0, tzinfo=SHANGHAI)


def mg(dose):
    return Decimal(dose)


@pytest.mark.parametrize(("end", "holds"), [(TEN, True), (NINE, False), (Unknown, Unknown)])
def test_an_infusion_ends_after_it_starts(end, holds):
    assert infusion_ends_after_it_starts(infusion_start=NINE, infusion_end=end) is holds


@pytest.mark.parametrize(("start", "holds"), [(NINE, True), (MIDNIGHT, False), (Unknown, Unknown)])
def test_an_infusion_starts_on_its_date(start, holds):
    truth = infusion_starts_on_its_date(infusion_date=january(5), infusion_start=start)

    assert truth is holds


@pytest.mark.parametrize(
    ("other", "holds"),
    [
        (Form(cycle_number=1, planned_day="D1"), True),
        (Form(cycle_number=2, planned_day="D8"), True),
        (Form(cycle_number=1, planned_day="D8"), False),
        (Form(cycle_number=1, planned_day=Unknown), Unknown),
    ],
)
def test_an_infusion_is_recorded_once(other, holds):
    truth = infusion_is_recorded_once(cycle_number=1, planned_day="D8", ino_infusions=[other])

    assert truth is holds


@pytest.mark.parametrize(
    ("given", "calculated", "holds"),
    [
        (mg("1.47"), mg("1.40"), True),
        (mg("1.33"), mg("1.40"), True),
        (mg("1.48"), mg("1.40"), False),
        (mg("1.32"), mg("1.40"), False),
        (mg("1.40"), Unknown, Unknown),
        (mg("1.40"), mg(0), Unknown),
    ],
)
def test_the_dose_given_is_within_5_percent_of_the_calculated(given, calculated, holds):
    truth = dose_given_is_the_dose_calculated(
        calculated_dose_mg=calculated, actual_dose_mg=given, param=PARAMETERS
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("dose", "holds"), [(mg("0.85"), True), (mg("0.851"), False), (Unknown, Unknown)]
)
def test_no_dose_is_above_the_largest_single_dose(dose, holds):
    truth = dose_is_at_most_the_largest_single_dose(actual_dose_mg_m2=dose, param=PARAMETERS)

    assert truth is holds


@pytest.mark.parametrize(
    ("given", "other", "holds"),
    [
        ("Y", Form(given="Y", infusion_date=january(4)), True),
        ("Y", Form(given="Y", infusion_date=january(5)), False),
        ("Y", Form(given="Y", infusion_date=january(15)), False),
        ("Y", Form(given="Y", infusion_date=january(16)), True),
        ("Y", Form(given="N", infusion_date=january(5)), True),
        ("N", Form(given="Y", infusion_date=january(5)), True),
        ("Y", Form(given="Y", infusion_date=Unknown), Unknown),
    ],
)
def test_infusions_are_6_days_apart(given, other, holds):
    truth = infusions_are_6_days_apart(
        given=given, infusion_date=january(10), ino_infusions=[other], param=PARAMETERS
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("planned", "day", "holds"),
    [
        ("D1", january(2), True),
        ("D1", january(3), False),
        ("D8", january(6), True),
        ("D8", january(5), False),
        ("D8", january(10), True),
        ("D8", january(11), False),
        ("D15", january(13), True),
        ("D15", january(12), False),
        ("D15", january(17), True),
        ("D15", january(18), False),
        ("D8", Unknown, Unknown),
        (Unknown, january(8), Unknown),
    ],
)
def test_an_infusion_is_given_on_its_planned_day(planned, day, holds):
    truth = infusion_is_given_on_its_planned_day(
        given="Y",
        planned_day=planned,
        infusion_date=day,
        parent=Form(cycle_start_date=january(1)),
        param=PARAMETERS,
    )

    assert truth is holds


def test_an_infusion_that_was_not_given_has_no_day_to_keep():
    truth = infusion_is_given_on_its_planned_day(
        given="N",
        planned_day="D8",
        infusion_date=january(30),
        parent=Form(cycle_start_date=january(1)),
        param=PARAMETERS,
    )

    assert truth is True


@pytest.mark.parametrize(
    ("given", "steroid", "antipyretic", "antihistamine", "holds"),
    [
        ("Y", "Y", "Y", "Y", True),
        ("Y", "N", "Y", "Y", False),
        ("Y", "Y", "N", Unknown, False),
        ("Y", "Y", "Y", "N", False),
        ("N", "N", "N", "N", True),
        ("Y", "Y", "Y", Unknown, Unknown),
    ],
)
def test_premedication_is_complete(given, steroid, antipyretic, antihistamine, holds):
    truth = premedication_is_complete(
        given=given,
        premed_antihistamine=antihistamine,
        premed_antipyretic=antipyretic,
        premed_steroid=steroid,
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("given", "chosen", "holds"),
    [
        ("N", ["OMITTED"], True),
        ("N", ["NONE"], False),
        ("Y", ["NONE"], True),
        ("N", Unknown, Unknown),
    ],
)
def test_an_infusion_that_was_not_given_is_a_change(given, chosen, holds):
    assert infusion_not_given_is_a_change(given=given, modification=chosen) is holds


@pytest.mark.parametrize(
    ("chosen", "holds"),
    [
        (["NONE"], True),
        (["REDUCED", "DELAYED"], True),
        (["NONE", "REDUCED"], False),
        (Unknown, Unknown),
    ],
)
def test_no_change_stands_alone(chosen, holds):
    assert no_change_stands_alone(modification=chosen) is holds


@pytest.mark.parametrize(
    ("chosen", "dose", "holds"),
    [
        (["NONE"], mg("0.75"), True),
        (["NONE"], mg("0.749"), False),
        (["DELAYED", "REDUCED"], mg("0.5"), True),
        (Unknown, mg("0.5"), Unknown),
        (["NONE"], Unknown, Unknown),
    ],
)
def test_a_reduced_dose_is_called_reduced(chosen, dose, holds):
    truth = reduced_dose_is_called_reduced(
        modification=chosen, planned_dose_mg_m2=mg("0.8"), actual_dose_mg_m2=dose
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("dose", "holds"), [(mg("0.55"), True), (mg("0.551"), False), (Unknown, Unknown)]
)
def test_no_dose_is_above_the_planned(dose, holds):
    truth = dose_is_at_most_the_planned_dose(planned_dose_mg_m2=mg("0.5"), actual_dose_mg_m2=dose)

    assert truth is holds


@pytest.mark.parametrize(
    ("cycle", "day", "given", "before", "holds"),
    [
        (1, "D15", "Y", "Y", True),
        (1, "D15", "Y", "N", False),
        (1, "D15", "N", "N", True),
        (1, "D8", "Y", "N", True),
        (2, "D15", "Y", "N", True),
        (1, "D15", "Y", "U", True),
        (1, "D15", "Y", Unknown, Unknown),
    ],
)
def test_the_week_2_marrow_precedes_the_infusion(cycle, day, given, before, holds):
    truth = week_2_marrow_precedes_the_infusion(
        cycle_number=cycle, planned_day=day, given=given, marrow_before_infusion=before
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("day", "holds"), [(january(5), True), (january(4), False), (Unknown, Unknown)]
)
def test_an_infusion_follows_enrolment(day, holds):
    assert infusion_follows_enrolment(infusion_date=day, enrol_date=january(5)) is holds


@pytest.mark.parametrize(
    ("day", "holds"), [(january(5), True), (january(6), False), (Unknown, Unknown)]
)
def test_no_infusion_is_given_after_hsct(day, holds):
    assert infusion_precedes_hsct(infusion_date=day, hsct_d0=january(5)) is holds


@pytest.mark.parametrize(
    ("used", "of_cycle", "holds"),
    [
        (mg("1.75"), mg("1.85"), True),
        (mg("1.95"), mg("1.85"), True),
        (mg("1.74"), mg("1.85"), False),
        (mg("1.96"), mg("1.85"), False),
        (mg("1.75"), Unknown, Unknown),
    ],
)
def test_the_body_surface_used_is_that_of_the_cycle(used, of_cycle, holds):
    truth = body_surface_area_is_that_of_the_cycle(bsa_used_m2=used, parent=Form(bsa_m2=of_cycle))

    assert truth is holds


@pytest.mark.parametrize(
    ("reaction", "grade", "chosen", "holds"),
    [
        ("Y", "3", ["DISCONTINUED"], True),
        ("Y", "3", ["STOPPED"], False),
        ("Y", "5", ["STOPPED"], False),
        ("Y", "2", ["STOPPED"], True),
        ("N", "4", ["NONE"], True),
        ("Y", "4", Unknown, Unknown),
        ("Y", Unknown, ["STOPPED"], Unknown),
    ],
)
def test_a_severe_reaction_ends_treatment(reaction, grade, chosen, holds):
    truth = severe_reaction_ends_treatment(
        infusion_reaction=reaction, reaction_grade=grade, modification=chosen
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("reaction", "event", "holds"),
    [
        ("Y", january(5), True),
        ("Y", PartialDate("2026-01-05"), True),
        ("Y", january(6), False),
        ("Y", PartialDate("2026-02"), False),
        ("N", january(6), True),
        ("Y", PartialDate("2026-01"), Unknown),
        ("Y", Unknown, Unknown),
        (Unknown, january(6), Unknown),
    ],
)
def test_a_reaction_has_an_adverse_event_of_the_same_day(reaction, event, holds):
    truth = reaction_has_its_adverse_event(
        infusion_date=january(5),
        infusion_reaction=reaction,
        adverse_events=[Form(start_date=january(1)), Form(start_date=event)],
    )

    assert truth is holds


def test_a_reaction_is_asked_about_until_its_adverse_event_is_recorded():
    chart = blank_chart()
    told = {"infusion_date": january(5), "infusion_reaction": "Y"}
    infusion = fill(chart, InoInfusion, given="Y", **told)

    assert failing(chart, infusion, beside="infusion_reaction") == ["INO-019"]

    fill(chart, AdverseEvent, start_date="2026-01-05")

    assert failing(chart, infusion, beside="infusion_reaction") == []
