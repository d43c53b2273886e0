"""Arithmetic of doses and body size."""

from decimal import Decimal

import pytest

from dosing.rules import body_surface_area, total
from edc.logic import Unknown


def test_body_surface_area_is_that_of_mosteller():
    """Mosteller 1987: the square root of height in cm times weight in kg over 3600."""
    assert body_surface_area(Decimal(170), Decimal(65)) == Decimal("1.75")
    assert body_surface_area(Decimal("172.3"), Decimal("84.0")) == Decimal("2.01")


@pytest.mark.parametrize(("height", "weight"), [(Unknown, Decimal(65)), (Decimal(170), Unknown)])
def test_nobody_has_a_surface_without_height_and_weight(height, weight):
    assert body_surface_area(height, weight) is Unknown


def test_a_total_adds_what_counts_and_leaves_blanks_out():
    doses = [(Decimal("0.8"), True), (Decimal("0.5"), False), (Unknown, True), (Unknown, Unknown)]

    assert total(doses) == Decimal("0.8")


def test_a_total_of_nothing_is_zero():
    assert total([]) == 0


def test_a_dose_that_only_could_count_leaves_the_total_unknown():
    assert total([(Decimal("0.8"), True), (Decimal("0.5"), Unknown)]) is Unknown
