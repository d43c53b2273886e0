"""Body size and the corrected QT interval against worked cases.

The published formulas give every expected value, worked out in whole numbers without any root.
"""

from decimal import Decimal

import pytest

from edc.logic import Unknown
from enrollment.rules import body_surface_area, percent_change, qt_by_fridericia

# Mosteller RD. N Engl J Med 1987;317:1098. BSA = √(height in cm · weight in kg / 3600).
SURFACES = [
    # height, weight, surface
    ("100", "25", "0.83"),  # the lowest that the form takes: √0.694
    ("100", "36", "1.00"),  # √1
    ("160", "40", "1.33"),  # √1.778
    ("150", "50", "1.44"),  # √2.083
    ("162", "48", "1.47"),  # √2.16
    ("165", "60", "1.66"),  # √2.75
    ("160", "62.5", "1.67"),  # √2.778 = 5/3
    ("170", "65", "1.75"),  # √3.069, the worked case of the protocol
    ("170", "70", "1.82"),  # √3.306
    ("175", "70", "1.84"),  # √3.403
    ("160", "90", "2.00"),  # √4
    ("180", "80", "2.00"),  # √4
    ("172.3", "84.0", "2.01"),  # √4.020
    ("190", "130", "2.62"),  # √6.861
    ("230", "250", "4.00"),  # the highest that the form takes: √15.972
    # Exactly on a half, which goes up:
    ("152.1", "44.1", "1.37"),  # 1.365² · 3600 = 152.1 · 44.1
    ("158.7", "67.5", "1.73"),  # 1.725²
    ("152.1", "72.9", "1.76"),  # 1.755²
    ("182.5", "65.7", "1.83"),  # 1.825²
    ("168.1", "72.9", "1.85"),  # 1.845²
    ("184.9", "108.9", "2.37"),  # 2.365²
    # As close to a half as a height and a weight come, on either side:
    ("149.8", "48.8", "1.42"),  # below 1.425
    ("145.6", "77.9", "1.77"),  # below 1.775
    ("145.0", "83.6", "1.83"),  # below 1.835
    ("146.5", "70.6", "1.70"),  # above 1.695
    ("145.0", "90.1", "1.91"),  # above 1.905
    # A tenth of a kilogram off a half:
    ("158.7", "67.4", "1.72"),
    ("158.7", "67.6", "1.73"),
]

# Fridericia LS. Acta Med Scand 1920;53:469-486. QTcF = QT / ∛RR, RR = 60 / heart rate.
INTERVALS = [
    # QT, heart rate, QTcF
    (400, 60, 400),  # RR of one second corrects nothing
    (499, 60, 499),
    (500, 60, 500),
    (400, 75, 431),  # 430.89, the worked case of the protocol
    (360, 75, 388),  # 387.80
    (400, 70, 421),  # 421.09
    (350, 100, 415),  # 414.97
    (380, 90, 435),  # 434.99
    (340, 120, 428),  # 428.37
    (300, 150, 407),  # 407.16
    (500, 45, 454),  # 454.28: a slow heart shortens it
    (460, 55, 447),  # 446.85
    (150, 20, 104),  # the lowest that the form takes: 104.004
    (900, 300, 1539),  # the highest that the form takes: 1538.98
    # Either side of 480.5, from where the entry limit of 480 is exceeded:
    (408, 98, 480),  # 480.491
    (433, 82, 481),  # 480.517
    (480, 60, 480),
    (481, 60, 481),
    # Either side of 499.5, from where the alert at 500 is reached:
    (443, 86, 499),  # 499.482
    (438, 89, 500),  # 499.521
    (470, 72, 499),  # 499.450
    (401, 116, 500),  # 499.551
    # As close to a half as an interval and a rate come:
    (529, 106, 639),  # 639.49999999
    (387, 67, 401),  # 401.4999
    (375, 117, 468),  # 468.4999
    (494, 76, 535),  # 534.50002
    (332, 129, 429),  # 428.50008
    (328, 79, 360),  # 359.5002
]


def test_there_are_twenty_worked_cases_of_each():
    assert len(set(SURFACES)) >= 20
    assert len(set(INTERVALS)) >= 20


@pytest.mark.parametrize(("height", "weight", "surface"), SURFACES)
def test_body_surface_area_is_that_of_mosteller(height, weight, surface):
    assert str(body_surface_area(Decimal(height), Decimal(weight))) == surface


@pytest.mark.parametrize(("height", "weight", "surface"), SURFACES)
def test_a_worked_surface_is_the_nearest_hundredth_by_its_square(height, weight, surface):
    square = Decimal(height) * Decimal(weight) / 3600
    half = Decimal("0.005")

    assert (Decimal(surface) - half) ** 2 <= square < (Decimal(surface) + half) ** 2


@pytest.mark.parametrize(("height", "weight"), [(Unknown, Decimal(65)), (Decimal(170), Unknown)])
def test_nobody_has_a_surface_without_height_and_weight(height, weight):
    assert body_surface_area(height, weight) is Unknown


@pytest.mark.parametrize(("qt", "rate", "corrected"), INTERVALS)
def test_the_qt_interval_is_corrected_as_by_fridericia(qt, rate, corrected):
    assert str(qt_by_fridericia(qt, rate)) == str(corrected)


@pytest.mark.parametrize(("qt", "rate", "corrected"), INTERVALS)
def test_a_worked_interval_is_the_nearest_millisecond_by_its_cube(qt, rate, corrected):
    eightfold_cube = 8 * qt**3 * rate

    assert 60 * (2 * corrected - 1) ** 3 <= eightfold_cube < 60 * (2 * corrected + 1) ** 3


@pytest.mark.parametrize(("qt", "rate"), [(Unknown, 60), (400, Unknown), (400, 0)])
def test_no_interval_is_corrected_without_a_rate(qt, rate):
    assert qt_by_fridericia(qt, rate) is Unknown


@pytest.mark.parametrize(
    ("value", "baseline", "change"),
    [
        ("60", "60", "0.0"),
        ("63", "60", "5.0"),
        ("54", "60", "-10.0"),
        ("63.1", "60.1", "5.0"),  # 4.992
        ("40.1", "40", "0.3"),  # 0.25 exactly goes up
        ("39.9", "40", "-0.3"),  # and down
        ("40.5", "60", "-32.5"),
        ("42.02", "40", "5.1"),  # 5.05 exactly
        ("42.019", "40", "5.0"),
    ],
)
def test_a_change_is_in_percent_of_the_baseline(value, baseline, change):
    assert str(percent_change(Decimal(value), Decimal(baseline))) == change


@pytest.mark.parametrize(
    ("value", "baseline"), [(Unknown, Decimal(60)), (Decimal(60), Unknown), (Decimal(60), 0)]
)
def test_there_is_no_change_without_a_baseline(value, baseline):
    assert percent_change(value, baseline) is Unknown
