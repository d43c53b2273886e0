"""Arithmetic of doses."""

from decimal import Decimal

from dosing.rules import total
from edc.logic import Unknown


def test_a_total_adds_what_counts_and_leaves_blanks_out():
    doses = [(Decimal("0.8"), True), (Decimal("0.5"), False), (Unknown, True), (Unknown, Unknown)]

    assert total(doses) == Decimal("0.8")


def test_a_total_of_nothing_is_zero():
    assert total([]) == 0


def test_a_dose_that_only_could_count_leaves_the_total_unknown():
    assert total([(Decimal("0.8"), True), (Decimal("0.5"), Unknown)]) is Unknown
