"""Arithmetic of body size and of the electrocardiogram, as published."""

from decimal import Decimal

from edc.logic import ratio, rounded, square_root

CUBE_ROOT = Decimal(1) / 3


def body_surface_area(height_cm, weight_kg):
    """Body surface area in square metres, two decimals: √(height in cm · weight in kg / 3600).

    Mosteller RD. Simplified calculation of body-surface area. N Engl J Med 1987;317:1098.
    """
    return rounded(square_root(ratio(height_cm * weight_kg, 3600)), 2)


def qt_by_fridericia(qt_ms, heart_rate):
    """QT interval for a rate of 60 in whole milliseconds: QT / ∛RR, RR = 60 / heart rate seconds.

    Fridericia LS. Die Systolendauer im Elektrokardiogramm bei normalen Menschen und bei
    Herzkranken. Acta Med Scand 1920;53:469-486.
    """
    return rounded(ratio(qt_ms, ratio(60, heart_rate) ** CUBE_ROOT), 0)


def percent_change(value, baseline):
    """Change from the baseline in percent of it, one decimal."""
    return rounded((ratio(value, baseline) - 1) * 100, 1)
