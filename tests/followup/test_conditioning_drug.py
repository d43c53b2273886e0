"""Medicines of conditioning: what is asked, and what is held against the transplant."""

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from edc.schedule import Need
from followup.checks.conditioning_drug import (
    medicine_ends_after_it_starts,
    medicine_ends_by_day_0,
    medicine_is_entered_once_a_day,
)
from followup.models import ConditioningDrug, Hsct
from followup.models.conditioning_drug import is_alkylator
from tests.enrollment.paper import failing, fill, owed, shows
from tests.followup.paper import DAY_0, belonging_to, day, said, treated

HARD, SOFT = Severity.HARD, Severity.SOFT


def transplant(dual_alkylator, d0=DAY_0):
    """A transplant of a new chart, declared with or without two alkylators."""
    return fill(
        treated(),
        Hsct,
        transplant_number=1,
        hsct_kind="ALLO",
        d0_date=d0,
        conditioning_given="Y",
        dual_alkylator=dual_alkylator,
    )


def test_every_medicine_owes_name_dose_and_days():
    assert owed(ConditioningDrug) == {
        "drug",
        "total_dose",
        "dose_unit",
        "start_date",
        "end_date",
    }


def test_the_name_of_a_medicine_is_asked_when_it_is_not_listed():
    assert "drug_other" in owed(ConditioningDrug, drug="OTHER")
    assert not shows(ConditioningDrug, "drug_other", drug="BU")
    assert not shows(ConditioningDrug, "drug_other")


def test_it_is_collected_at_the_transplant():
    visits = {collected.visit.code: collected.need for collected in ConditioningDrug.visits}

    assert visits == {"HSCT": Need.REQUIRED}


def test_these_medicines_are_alkylators():
    codes = ConditioningDrug.asked["drug"].codelist.values

    assert {code for code in codes if is_alkylator(code)} == {
        "BU",
        "CY",
        "MEL",
        "TT",
        "ME-CCNU",
        "CARM",
        "TREO",
    }
    assert is_alkylator(Unknown) is Unknown


def test_the_checks_of_a_medicine_are_these_and_shown_there():
    listed = listed_checks(ConditioningDrug)

    assert {check.id: (check.severity, check.question) for check in listed} == {
        "CAG-001": (HARD, "end_date"),
        "CAG-002": (HARD, "end_date"),
        "CAG-003": (SOFT, "drug"),
        "CAG-004": (HARD, "drug"),
    }


@pytest.mark.parametrize(
    ("ended", "holds"), [(day(-5), True), (day(-6), False), (Unknown, Unknown)]
)
def test_medicine_ends_after_it_starts(ended, holds):
    assert medicine_ends_after_it_starts(day(-5), ended) is holds


@pytest.mark.parametrize(("ended", "holds"), [(DAY_0, True), (day(1), False), (Unknown, Unknown)])
def test_medicine_ends_by_day_0(ended, holds):
    assert medicine_ends_by_day_0(ended, said(d0_date=DAY_0)) is holds


def test_the_last_day_is_not_judged_before_day_0_is_known():
    assert medicine_ends_by_day_0(day(1), said(d0_date=Unknown)) is Unknown


@pytest.mark.parametrize(
    ("declared", "second", "fails"),
    [
        ("N", "CY", ["CAG-003"]),
        ("Y", "CY", []),
        (None, "CY", []),
        ("N", "FLU", []),
        ("N", "BU", []),
        ("N", None, []),
    ],
)
def test_two_alkylators_are_declared_with_the_transplant(declared, second, fails):
    of_day_0 = transplant(declared)
    belonging_to(of_day_0, ConditioningDrug, drug="BU", start_date=day(-8), end_date=day(-7))

    other = belonging_to(
        of_day_0, ConditioningDrug, drug=second, start_date=day(-4), end_date=day(-3)
    )

    assert failing(of_day_0._chart, other, beside="drug") == fails + (
        [] if second else ["GEN-REQUIRED"]
    )


def test_a_medicine_that_is_no_alkylator_has_nothing_to_declare():
    of_day_0 = transplant("N")
    for drug in ("BU", "CY"):
        belonging_to(of_day_0, ConditioningDrug, drug=drug)

    fludarabine = belonging_to(of_day_0, ConditioningDrug, drug="FLU")

    assert failing(of_day_0._chart, fludarabine, beside="drug") == []


def test_an_alkylator_of_an_earlier_transplant_is_no_second_one():
    first = transplant("N")
    second = fill(first._chart, Hsct, conditioning_given="Y", dual_alkylator="N", d0_date=day(200))
    belonging_to(first, ConditioningDrug, drug="BU")

    melphalan = belonging_to(second, ConditioningDrug, drug="MEL")

    assert failing(first._chart, melphalan, beside="drug") == []


def busulfan(first, last, drug="BU", other=Unknown):
    return said(drug=drug, drug_other=other, start_date=first, end_date=last)


@pytest.mark.parametrize(
    ("earlier", "holds"),
    [
        (busulfan(day(-8), day(-6)), False),
        (busulfan(day(-7), day(-7)), False),
        (busulfan(day(-10), day(-7)), False),
        (busulfan(day(-5), day(-1)), False),
        (busulfan(day(-10), day(-8)), True),
        (busulfan(day(-4), day(-1)), True),
        (busulfan(day(-7), day(-5), drug="CY"), True),
        (busulfan(day(-10), Unknown), Unknown),
        (busulfan(Unknown, day(-1)), Unknown),
        (busulfan(day(-7), day(-5), drug=Unknown), Unknown),
    ],
)
def test_a_medicine_is_entered_once_a_day(earlier, holds):
    truth = medicine_is_entered_once_a_day("BU", Unknown, day(-7), day(-5), [earlier])

    assert truth is holds


@pytest.mark.parametrize(
    ("name", "holds"), [("Clofarabine", False), ("Amsacrine", True), (Unknown, Unknown)]
)
def test_medicines_that_are_not_listed_are_told_apart_by_name(name, holds):
    earlier = busulfan(day(-7), day(-5), drug="OTHER", other="Clofarabine")

    truth = medicine_is_entered_once_a_day("OTHER", name, day(-7), day(-5), [earlier])

    assert truth is holds


def test_the_only_medicine_is_entered_once():
    assert medicine_is_entered_once_a_day("BU", Unknown, day(-7), Unknown, []) is True


def test_the_same_medicine_on_the_same_days_is_said_once():
    of_day_0 = transplant("Y")
    days = {"start_date": day(-7), "end_date": day(-5)}
    belonging_to(of_day_0, ConditioningDrug, drug="BU", **days)

    again = belonging_to(of_day_0, ConditioningDrug, drug="BU", **days)

    assert failing(of_day_0._chart, again, beside="drug") == ["CAG-004"]


def test_a_medicine_after_day_0_is_none_of_conditioning():
    of_day_0 = transplant("Y")

    late = belonging_to(of_day_0, ConditioningDrug, drug="CY", start_date=day(-1), end_date=day(1))

    assert failing(of_day_0._chart, late, beside="end_date") == ["CAG-002"]
