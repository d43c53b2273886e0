"""The stored outcome of one subject after transplantation: consistent in every part."""

import pytest

from enrollment.models import InformedConsent
from followup.actions import SURVIVAL
from followup.models import Death, Hsct, Relapse, SurvivalFollowup
from tests.enrollment.paper import blank_chart, fill
from tests.followup.paper import DAY_0, day, transplanted, treated


def outcome_of(chart):
    return SURVIVAL.judge(chart)[0]


def see(chart, on, disease="REMISSION_MRDUNK"):
    seen = {"survival_status": "ALIVE", "last_known_alive_date": on, "disease_status": disease}
    return fill(chart, SurvivalFollowup, contact_date=on, disease_assessment_date=on, **seen)


def withdraw(chart, on):
    answers = {"withdrawn": "Y", "withdrawal_date": on, "withdrawal_scope": "ALL"}
    fill(chart, InformedConsent, consent_type="MAIN", consent_date=day(-80), **answers)


def test_somebody_alive_and_well_is_censored_when_last_seen():
    chart = transplanted()
    see(chart, day(90))
    see(chart, day(180), disease="UNKNOWN")

    outcome = outcome_of(chart)

    assert (outcome["os_days"], outcome["rfs_days"]) == (180, 90)
    assert (outcome["os_event"], outcome["first_event"]) == (False, "CENSORED")


@pytest.mark.parametrize("chart", [blank_chart(), treated()])
def test_somebody_not_transplanted_has_no_times(chart):
    outcome = outcome_of(chart)

    assert (outcome["in_hsct_all"], outcome["populations"]) == (False, [])
    assert (outcome["os_days"], outcome["first_event"]) == (None, None)


def test_withdrawal_censors_at_the_last_day_known_before_it():
    chart = transplanted()
    see(chart, day(100))
    see(chart, day(140))
    withdraw(chart, day(120))
    fill(chart, Death, death_date=day(150))

    outcome = outcome_of(chart)

    assert (outcome["os_days"], outcome["os_event"], outcome["rfs_days"]) == (100, False, 100)


def test_somebody_transplanted_after_withdrawal_is_in_no_population():
    chart = transplanted()
    withdraw(chart, day(-1))

    outcome = outcome_of(chart)

    assert (outcome["in_hsct_all"], outcome["populations"]) == (False, [])


def test_somebody_said_to_have_died_before_transplantation_is_in_no_population():
    chart = transplanted()
    fill(chart, Death, death_date=day(-1))

    outcome = outcome_of(chart)

    assert (outcome["in_hsct_all"], outcome["populations"]) == (False, [])


def test_a_relapse_before_transplantation_is_no_event_after_it():
    chart = transplanted()
    fill(chart, Relapse, relapse_date=day(-10), relapse_type=["MORPHOLOGICAL"])
    fill(chart, Death, death_date=day(40), primary_cause="GVHD")

    assert outcome_of(chart)["first_event"] == "NRM"


def test_a_second_transplant_changes_nothing():
    chart = transplanted()
    fill(chart, Hsct, transplant_number=2, hsct_kind="ALLO", d0_date=day(200))
    see(chart, day(300))

    outcome = outcome_of(chart)

    assert (outcome["hsct_d0"], outcome["os_days"]) == (DAY_0.isoformat(), 300)


@pytest.mark.parametrize(("cause", "is_named"), [("RELAPSE", True), ("GVHD", False), (None, False)])
def test_a_death_of_a_relapse_that_is_not_on_record_is_named(cause, is_named):
    chart = transplanted()
    fill(chart, Death, death_date=day(40), primary_cause=cause)

    outcome = outcome_of(chart)

    assert (outcome["first_event"], outcome["died_of_relapse_unrecorded"]) == ("NRM", is_named)
