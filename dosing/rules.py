"""Arithmetic of doses and body size."""

from decimal import Decimal

from edc.logic import Unknown, filled, ratio, rounded, square_root


def body_surface_area(height_cm, weight_kg):
    """Mosteller 1987, in square metres."""
    return rounded(square_root(ratio(height_cm * weight_kg, 3600)), 2)


def total(doses):
    """Sum of (dose, whether it counts); blank doses are left out.

    Unknown when a dose only could count.
    """
    known = [(dose, counts) for dose, counts in doses if filled(dose)]
    if any(counts is Unknown for _, counts in known):
        return Unknown
    return sum((dose for dose, counts in known if counts), Decimal(0))
