"""Exposure to both drugs: planned and given, cycle by cycle and in all."""

from datetime import date
from decimal import Decimal

import pytest

from dosing.models import DosingCycle, InoInfusion, OlverembatinibPeriod
from edc.logic import Unknown
from enrollment.models import Ecg, LabChemistry, LabHematology, VitalSigns
from safety.models import AdverseEvent
from tests.dosing.watching import (
    cycle,
    day,
    infused,
    left_out,
    pauses,
    plan,
    stops,
    subject,
    takes,
)
from tests.enrollment.paper import blank_chart, fill, same

OLV, INO = "olverembatinib", "inotuzumab ozogamicin"


def exposure(chart, drug, number=None):
    """The exposure to a drug in a cycle, or in all of them."""
    return next(e for e in chart.fact("dose_exposure") if (e.drug, e.cycle) == (drug, number))


def one_cycle(*, planned="40"):
    chart = subject()
    cycle(chart, 1, 0, olv_dose_planned=planned)
    return chart


def test_without_doses_there_is_no_exposure():
    assert blank_chart().fact("dose_exposure") == ()


@pytest.mark.parametrize(("last", "doses"), [(0, 1), (1, 1), (2, 2), (20, 11), (21, 11), (27, 14)])
def test_every_other_day_is_planned_and_given(last, doses):
    chart = one_cycle()
    takes(chart, 0, last)

    whole = exposure(chart, OLV)

    assert (whole.planned_doses, whole.given_doses, whole.missed_doses) == (doses, doses, 0)
    assert whole.planned_amount == whole.given_amount == doses * 40
    assert whole.relative_dose == 100


@pytest.mark.parametrize(
    ("missed", "given", "relative"), [(0, 11, 100), (2, 9, 82), (None, Unknown, Unknown)]
)
def test_missed_doses_were_planned_and_not_given(missed, given, relative):
    chart = one_cycle()
    takes(chart, 0, 20, missed=missed)

    whole = exposure(chart, OLV)

    assert whole.planned_doses == 11
    assert same(whole.given_doses, given)
    assert same(whole.relative_dose, relative)


def test_an_interruption_and_a_reduction_lower_the_dose_intensity():
    chart = one_cycle()
    takes(chart, 0, 9)
    pauses(chart, 10, 19)
    takes(chart, 20, 39, dose="30", change_type="RESUMED_LOWER")
    stops(chart, 40)

    whole = exposure(chart, OLV)

    assert (whole.planned_doses, whole.given_doses) == (20, 15)
    assert (whole.planned_amount, whole.given_amount) == (800, 500)
    assert whole.relative_dose == Decimal(63)
    assert (whole.interruptions, whole.days_lost, whole.reductions) == (1, 10, 1)


def test_what_is_still_taken_counts_until_today():
    chart = one_cycle()
    chart.today = day(20)
    takes(chart, 0)

    assert exposure(chart, OLV).given_doses == 11


def test_an_interruption_that_goes_on_counts_until_today():
    chart = one_cycle()
    chart.today = day(20)
    takes(chart, 0, 9)
    pauses(chart, 10)

    whole = exposure(chart, OLV)

    assert (whole.planned_doses, whole.given_doses, whole.days_lost) == (11, 5, 11)


def two_cycles(*, missed=0, planned="40"):
    """One period from day 0 to day 41 over two cycles, the second from day 21 on."""
    chart = one_cycle()
    cycle(chart, 2, 21, olv_dose_planned=planned)
    takes(chart, 0, 41, missed=missed)
    return chart


def test_a_period_over_two_cycles_is_divided_by_its_days():
    chart = two_cycles(planned="30")

    first, second, whole = (exposure(chart, OLV, number) for number in (1, 2, None))

    assert (first.given_doses, second.given_doses, whole.given_doses) == (11, 10, 21)
    assert (first.planned_amount, second.planned_amount) == (440, 300)
    assert whole.planned_amount == 740
    assert second.relative_dose == 133


def test_of_which_cycle_a_missed_dose_was_is_not_known():
    chart = two_cycles(missed=1)

    first, second, whole = (exposure(chart, OLV, number) for number in (1, 2, None))

    assert first.given_doses is second.given_doses is Unknown
    assert whole.given_doses == 20


def test_days_before_the_header_of_the_first_cycle_belong_to_it():
    chart = subject()
    cycle(chart, 1, 2, olv_dose_planned="40")
    takes(chart, 0, 20)

    assert exposure(chart, OLV, 1).planned_doses == exposure(chart, OLV).planned_doses == 11


def test_after_the_last_day_nothing_is_planned():
    chart = one_cycle()
    cycle(chart, 2, 28, olv_dose_planned="40")
    takes(chart, 0, 20)
    stops(chart, 21)

    second = exposure(chart, OLV, 2)

    assert (second.planned_doses, second.given_doses) == (0, 0)
    assert second.relative_dose is Unknown


@pytest.mark.parametrize("unclear", [{"frequency": "PRN"}, {"dose": None}])
def test_a_period_that_cannot_be_counted_leaves_the_amount_unknown(unclear):
    chart = one_cycle()
    takes(chart, 0, 20, **unclear)

    assert exposure(chart, OLV).given_amount is Unknown


def test_without_a_planned_dose_no_intensity_is_known():
    chart = one_cycle(planned=None)
    takes(chart, 0, 20)

    assert exposure(chart, OLV).relative_dose is Unknown


def on_ino():
    """Two cycles: one dose left out, one late and reduced."""
    chart = subject()
    plan(chart)
    cycle(chart, 1, 0, regimen="LABEL_INDUCTION")
    infused(chart, 0, dose="0.8")
    left_out(chart, planned="D8")
    late = {"change": ("DELAYED", "REDUCED"), "modification_reason": "AE_HEP"}
    infused(chart, 17, planned="D15", dose="0.4", planned_dose_mg_m2=Decimal("0.5"), **late)
    cycle(chart, 2, 28)
    infused(chart, 28, number=2)
    return chart


def test_ino_is_counted_by_infusions_and_milligrams_per_square_metre():
    first = exposure(on_ino(), INO, 1)

    assert (first.planned_doses, first.given_doses, first.missed_doses) == (3, 2, 1)
    assert (first.planned_amount, first.given_amount) == (Decimal("1.8"), Decimal("1.2"))
    assert first.relative_dose == 67
    assert (first.interruptions, first.days_lost, first.reductions) == (2, 3, 1)


def test_the_exposure_of_a_cycle_is_that_of_its_header():
    chart = on_ino()

    for header in chart.records["dosing_cycle"]:
        in_cycle = exposure(chart, INO, header.cycle_number)

        assert in_cycle.planned_amount == header.ino_total_planned_mg_m2
        assert in_cycle.given_amount == header.ino_total_mg_m2
        assert in_cycle.relative_dose == header.ino_relative_dose


def test_all_cycles_of_ino_together():
    whole = exposure(on_ino(), INO)

    assert (whole.planned_doses, whole.given_doses) == (4, 3)
    assert (whole.planned_amount, whole.given_amount) == (Decimal("2.3"), Decimal("1.7"))
    assert whole.relative_dose == 74


EDGES = [date(1, 1, 1), date(9999, 12, 31)]


@pytest.mark.parametrize("edge", EDGES)
def test_a_date_at_the_edge_of_the_calendar_does_no_harm(edge):
    chart = subject()
    plan(chart)
    for number in (1, 2):
        header = {"cycle_number": number, "delayed": "Y", "ino_regimen": "LABEL_CR"}
        fill(chart, DosingCycle, cycle_start_date=edge, **header)
        place = {"cycle_number": number, "planned_day": "D1"}
        fill(chart, InoInfusion, given="Y", infusion_date=edge, modification=["DELAYED"], **place)
    taken = {"frequency": "QOD", "doses_missed": 0, "dose_mg": "40", "ongoing": "N"}
    for status in ("TAKEN", "INTERRUPTED"):
        dates = {"start_date": edge, "end_date": edge}
        fill(chart, OlverembatinibPeriod, period_status=status, **dates, **taken)

    assert chart.fact("expected_actions") == []
    assert chart.fact("dose_exposure") is not Unknown


def test_forms_without_answers_do_no_harm():
    chart = blank_chart()
    forms = (LabHematology, LabChemistry, Ecg, VitalSigns, AdverseEvent)
    for form in (*forms, DosingCycle, InoInfusion, OlverembatinibPeriod):
        fill(chart, form)
    takes(chart)
    cycle(chart, 1, 0)
    infused(chart, 0)

    assert chart.fact("expected_actions") == []
    assert exposure(chart, OLV, 1).interruptions == 0
