"""Times to event of the protocol's worked patients, and the estimates from them."""

from datetime import date

import pytest

from edc.logic import Unknown
from followup.estimates import incidence_curve, survival_curve
from followup.survival import Course, outcome

DAY_ZERO = date(2025, 1, 10)

# patient, relapse, death, last alive, last relapse-free, OS (days, event), RFS (days, event), first
PATIENTS = [
    ("P01", None, None, "2026-02-14", "2026-02-14", (400, False), (400, False), "CENSORED"),
    ("P02", None, None, "2026-01-25", "2026-01-25", (380, False), (380, False), "CENSORED"),
    ("P03", "2025-05-10", "2025-07-29", None, None, (200, True), (120, True), "RELAPSE"),
    ("P04", None, "2025-02-24", None, None, (45, True), (45, True), "NRM"),
    ("P05", None, None, "2026-01-10", "2026-01-10", (365, False), (365, False), "CENSORED"),
    ("P06", "2025-08-08", None, "2026-03-16", "2025-08-01", (430, False), (210, True), "RELAPSE"),
    ("P07", None, "2025-04-15", None, None, (95, True), (95, True), "NRM"),
    ("P08", None, None, "2025-11-06", "2025-11-06", (300, False), (300, False), "CENSORED"),
    ("P09", None, None, "2026-05-25", "2026-05-25", (500, False), (500, False), "CENSORED"),
    ("P10", None, "2026-01-10", None, None, (365, True), (365, True), "NRM"),
    ("P11", "2025-06-09", "2025-06-09", None, None, (150, True), (150, True), "RELAPSE"),
    ("P12", None, None, "2026-02-24", "2026-02-24", (410, False), (410, False), "CENSORED"),
]


def day(text):
    return Unknown if text is None else date.fromisoformat(text)


def course_of(relapse, death, alive, free, until=Unknown):
    days_alive = [day(alive)] if alive else []
    days_in_remission = [day(free)] if free else []
    return Course(DAY_ZERO, day(relapse), day(death), days_alive, days_in_remission, until)


@pytest.mark.parametrize(
    ("relapse", "death", "alive", "free", "overall", "relapse_free", "first"),
    [pytest.param(*patient[1:], id=patient[0]) for patient in PATIENTS],
)
def test_time_is_counted_in_whole_days_from_day_zero(
    relapse, death, alive, free, overall, relapse_free, first
):
    found = outcome(course_of(relapse, death, alive, free))

    assert (found.os_days, found.os_event) == overall
    assert (found.rfs_days, found.rfs_event) == relapse_free
    assert found.first_event == first


def contributions():
    return [outcome(course_of(*patient[1:5]))._asdict() for patient in PATIENTS]


def test_one_year_survival_is_that_of_the_worked_example():
    os, rfs = (survival_curve(name, contributions()).at(365) for name in ("OS", "RFS"))

    assert os.value == pytest.approx(0.571429, abs=5e-7)
    assert (os.low, os.high) == pytest.approx((0.253803, 0.795813), abs=5e-7)
    assert rfs.value == pytest.approx(0.486111, abs=5e-7)
    assert rfs.se == pytest.approx(0.148130, abs=5e-7)


def test_relapse_and_non_relapse_mortality_compete():
    curve = incidence_curve(contributions())
    relapse, nrm = (curve.at(cause, 365) for cause in (1, 2))

    assert relapse.value == pytest.approx(0.25, abs=5e-7)
    assert nrm.value == pytest.approx(0.263889, abs=5e-7)
    assert (nrm.low, nrm.high) == pytest.approx((0.093026, 0.617613), abs=5e-7)


def test_the_parts_add_up_to_everybody():
    curve = incidence_curve(contributions())
    rfs = survival_curve("RFS", contributions()).at(365).value

    assert rfs + curve.at(1, 365).value + curve.at(2, 365).value == pytest.approx(1, abs=1e-12)


def test_an_event_after_the_last_day_used_is_not_one():
    found = outcome(
        course_of("2025-05-10", "2025-07-29", "2025-03-01", "2025-02-01", day("2025-04-01"))
    )

    assert (found.os_days, found.os_event, found.first_event) == (50, False, "CENSORED")
    assert found.rfs_days == 22


def test_somebody_transplanted_after_the_last_day_used_is_left_out():
    assert outcome(course_of(None, None, None, None, day("2025-01-09"))) is Unknown


def test_somebody_said_to_have_died_before_day_zero_has_no_time():
    assert outcome(course_of(None, "2025-01-09", None, None)) is Unknown


def test_a_death_on_day_zero_is_an_event_at_time_0():
    found = outcome(course_of(None, "2025-01-10", None, None))

    assert (found.os_days, found.os_event, found.first_event) == (0, True, "NRM")


def test_a_death_after_relapse_is_never_non_relapse_mortality():
    found = outcome(course_of("2025-05-10", "2025-07-29", None, None))

    assert (found.first_event, found.first_event_days) == ("RELAPSE", 120)


def test_who_was_not_seen_since_day_zero_is_censored_on_it():
    found = outcome(course_of(None, None, None, None))

    assert (found.os_days, found.rfs_days, found.first_event) == (0, 0, "CENSORED")


def test_both_intervals_of_the_incidence_are_those_of_the_worked_example():
    curve = incidence_curve(contributions())
    relapse, nrm = (curve.at(cause, 365, "loglog") for cause in (1, 2))

    assert (relapse.low, relapse.high) == pytest.approx((0.060145, 0.504759), abs=5e-7)
    assert (nrm.low, nrm.high) == pytest.approx((0.062391, 0.527433), abs=5e-7)
    assert curve.at(1, 365).se == pytest.approx(0.125, abs=5e-7)
    assert nrm.se == pytest.approx(0.131578, abs=5e-7)
