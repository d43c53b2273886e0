"""Each check of VOD/SOS: a case that holds, one that fails, one with a value missing."""

import pytest

from dosing.models import InoInfusion
from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from followup.models import Death
from safety.checks.vod_sos import (
    assessment_follows_onset,
    clinical_or_proven_vod_is_confirmed,
    confirmed_diagnosis_meets_the_criteria,
    confirmed_vod_is_an_adverse_event,
    defibrotide_lasts_21_days_where_vod_resolved,
    defibrotide_stops_after_it_starts,
    fatal_outcome_has_its_death_form,
    no_ino_is_given_after_onset,
    severe_vod_is_treated_with_defibrotide,
    vod_resolves_after_its_onset,
)
from safety.models import AdverseEvent, VodSos
from tests.enrollment.paper import failing, fill
from tests.followup.paper import day, said, transplanted, treated

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_the_checks_of_vod_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(VodSos)}

    assert checks == {
        "VOD-001": (HARD, "assessment_date"),
        "VOD-002": (SOFT, "diagnosis_confirmed"),
        "VOD-003": (SOFT, "diagnosis_confirmed"),
        "VOD-004": (SOFT, "defibrotide"),
        "VOD-005": (SOFT, "diagnosis_confirmed"),
        "VOD-006": (HARD, "defibrotide_stop"),
        "VOD-007": (SOFT, "defibrotide_stop"),
        "VOD-008": (SOFT, "onset_date"),
        "VOD-009": (SOFT, "outcome"),
        "VOD-010": (HARD, "resolution_date"),
    }


@pytest.mark.parametrize(
    "comes_after",
    [assessment_follows_onset, defibrotide_stops_after_it_starts, vod_resolves_after_its_onset],
)
@pytest.mark.parametrize(
    ("later", "holds"),
    [(day(10), True), (day(11), True), (day(9), False), (Unknown, Unknown)],
)
def test_what_comes_after_is_not_dated_before(comes_after, later, holds):
    assert comes_after(day(10), later) is holds
    assert comes_after(Unknown, later) is Unknown


@pytest.mark.parametrize(
    ("category", "confirmed", "holds"),
    [
        ("NOT_MET", "Y", False),
        ("PROBABLE", "Y", True),
        ("NOT_MET", "N", True),
        ("NOT_MET", "PENDING", True),
        (Unknown, "Y", Unknown),
        ("NOT_MET", Unknown, Unknown),
    ],
)
def test_a_confirmed_diagnosis_meets_the_criteria(category, confirmed, holds):
    assert confirmed_diagnosis_meets_the_criteria(category, confirmed) is holds


@pytest.mark.parametrize(
    ("category", "confirmed", "holds"),
    [
        ("CLINICAL", "N", False),
        ("PROVEN", "N", False),
        ("PROBABLE", "N", True),
        ("NOT_MET", "N", True),
        ("PROVEN", "PENDING", True),
        ("PROVEN", "Y", True),
        ("PROVEN", Unknown, Unknown),
        (Unknown, "N", Unknown),
    ],
)
def test_clinical_or_proven_vod_is_confirmed(category, confirmed, holds):
    assert clinical_or_proven_vod_is_confirmed(category, confirmed) is holds


@pytest.mark.parametrize(
    ("severity", "defibrotide", "holds"),
    [
        ("MODERATE", "N", True),
        ("SEVERE", "N", False),
        ("VERY_SEVERE", "N", False),
        ("VERY_SEVERE", "Y", True),
        ("VERY_SEVERE", Unknown, Unknown),
        (Unknown, "N", Unknown),
    ],
)
def test_severe_vod_is_treated_with_defibrotide(severity, defibrotide, holds):
    assert severe_vod_is_treated_with_defibrotide(severity, defibrotide) is holds


@pytest.mark.parametrize(
    ("confirmed", "interests", "holds"),
    [
        ("Y", ["VOD"], True),
        ("Y", ["LIVER", "VOD"], True),
        ("Y", ["LIVER"], False),
        ("Y", [], False),
        ("N", [], True),
        ("Y", [Unknown], Unknown),
        (Unknown, [], Unknown),
    ],
)
def test_confirmed_vod_is_an_adverse_event(confirmed, interests, holds):
    events = [said(aesi=interest) for interest in interests]

    assert confirmed_vod_is_an_adverse_event(confirmed, events) is holds


@pytest.mark.parametrize(
    ("stop", "outcome", "holds"),
    [
        (day(21), "RECOVERED", True),
        (day(20), "RECOVERED", False),
        (day(20), "SEQUELAE", False),
        (day(20), "FATAL", True),
        (Unknown, "RECOVERED", Unknown),
        (day(20), Unknown, Unknown),
    ],
)
def test_defibrotide_lasts_21_days_where_vod_resolved(stop, outcome, holds):
    assert defibrotide_lasts_21_days_where_vod_resolved(day(0), stop, outcome) is holds


@pytest.mark.parametrize(
    ("context", "given", "on", "holds"),
    [
        ("PRE_HSCT", "Y", day(-20), True),
        ("PRE_HSCT", "Y", day(-19), False),
        ("PRE_HSCT", "N", day(-19), True),
        ("POST_HSCT", "Y", day(-19), True),
        ("PRE_HSCT", "Y", Unknown, Unknown),
        ("PRE_HSCT", Unknown, day(-19), Unknown),
    ],
)
def test_no_ino_is_given_after_onset(context, given, on, holds):
    infusion = said(given=given, infusion_date=on)

    assert no_ino_is_given_after_onset(context, day(-20), [infusion]) is holds


def test_ino_cannot_follow_an_onset_without_a_date():
    infusion = said(given="Y", infusion_date=day(-19))

    assert no_ino_is_given_after_onset("PRE_HSCT", Unknown, [infusion]) is Unknown
    assert no_ino_is_given_after_onset("PRE_HSCT", Unknown, []) is True


@pytest.mark.parametrize(
    ("outcome", "death", "holds"),
    [
        ("FATAL", day(40), True),
        ("FATAL", Unknown, False),
        ("RECOVERED", Unknown, True),
        (Unknown, Unknown, Unknown),
    ],
)
def test_a_fatal_outcome_has_its_death_form(outcome, death, holds):
    assert fatal_outcome_has_its_death_form(outcome, death) is holds


def test_confirmed_vod_is_queried_until_the_adverse_event_is_on_file():
    chart = transplanted()
    vod = fill(chart, VodSos, diagnosis_confirmed="Y", histology_proven="Y")

    assert failing(chart, vod, beside="diagnosis_confirmed") == ["VOD-005"]

    fill(chart, AdverseEvent, aesi="VOD")

    assert failing(chart, vod, beside="diagnosis_confirmed") == []


def test_a_fatal_outcome_is_queried_until_the_death_form_is_on_file():
    chart = transplanted()
    vod = fill(chart, VodSos, outcome="FATAL")

    assert failing(chart, vod, beside="outcome") == ["VOD-009"]

    fill(chart, Death, death_date=day(40))
    chart.forget()

    assert failing(chart, vod, beside="outcome") == []


def test_an_infusion_after_the_onset_is_queried_on_the_vod_form():
    chart = treated()
    vod = fill(chart, VodSos, onset_date=day(-20))
    fill(chart, InoInfusion, given="Y", infusion_date=day(-20))

    assert failing(chart, vod, beside="onset_date") == []

    fill(chart, InoInfusion, given="Y", infusion_date=day(-19))

    assert failing(chart, vod, beside="onset_date") == ["VOD-008"]


def test_severe_vod_without_defibrotide_is_queried():
    chart = transplanted()

    vod = fill(chart, VodSos, multi_organ_dysfunction="Y", defibrotide="N")

    assert failing(chart, vod, beside="defibrotide") == ["VOD-004"]
