"""Each check of a contact: a case that holds, one that fails, one with a value missing."""

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from followup.checks.survival_followup import (
    assessment_precedes_contact,
    contact_tells_of_the_past,
    death_has_its_form,
    enough_attempts_are_made,
    last_known_alive_date_precedes_death,
    new_therapy_has_its_form,
    relapse_has_its_form,
    remission_precedes_relapse,
)
from followup.models import Death, PostHsctTherapy, Relapse, SurvivalFollowup
from tests.enrollment.paper import failing, fill
from tests.followup.paper import DAY_0, day, said, transplanted
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_the_checks_of_a_contact_are_these_and_shown_there():
    listed = listed_checks(SurvivalFollowup)

    assert {check.id: (check.severity, check.question) for check in listed} == {
        "SUR-001": (HARD, "last_known_alive_date"),
        "SUR-002": (HARD, "last_known_alive_date"),
        "SUR-003": (SOFT, "survival_status"),
        "SUR-004": (SOFT, "disease_status"),
        "SUR-005": (SOFT, "disease_status"),
        "SUR-006": (SOFT, "attempts"),
        "SUR-007": (SOFT, "new_therapy"),
        "SUR-008": (HARD, "disease_assessment_date"),
    }


@pytest.mark.parametrize(("alive", "holds"), [(day(5), True), (day(6), False), (Unknown, Unknown)])
def test_contact_tells_of_the_past(alive, holds):
    assert contact_tells_of_the_past(day(5), alive) is holds


@pytest.mark.parametrize(("death", "holds"), [(day(5), True), (day(4), False), (Unknown, Unknown)])
def test_last_known_alive_date_precedes_death(death, holds):
    assert last_known_alive_date_precedes_death(day(5), death) is holds


@pytest.mark.parametrize(
    ("status", "death", "holds"),
    [
        ("DEAD", day(5), True),
        ("DEAD", Unknown, False),
        ("ALIVE", Unknown, True),
        (Unknown, Unknown, Unknown),
    ],
)
def test_death_has_its_form(status, death, holds):
    assert death_has_its_form(status, death) is holds


@pytest.mark.parametrize(
    ("status", "relapse", "holds"),
    [
        ("RELAPSED", day(5), True),
        ("RELAPSED", Unknown, False),
        ("REMISSION_MRDNEG", Unknown, True),
        (Unknown, Unknown, Unknown),
    ],
)
def test_relapse_has_its_form(status, relapse, holds):
    assert relapse_has_its_form(status, relapse) is holds


@pytest.mark.parametrize(
    ("status", "assessed", "relapse", "holds"),
    [
        ("REMISSION_MRDNEG", day(5), day(5), True),
        ("REMISSION_MRDNEG", day(5), day(4), False),
        ("REMISSION_MRDPOS", day(5), day(4), False),
        ("REMISSION_MRDUNK", day(5), day(4), False),
        ("RELAPSED", day(5), day(4), True),
        ("REMISSION_MRDNEG", day(5), Unknown, True),
        ("REMISSION_MRDNEG", Unknown, day(4), Unknown),
        (Unknown, day(5), day(4), Unknown),
    ],
)
def test_remission_precedes_relapse(status, assessed, relapse, holds):
    assert remission_precedes_relapse(status, assessed, relapse) is holds


@pytest.mark.parametrize(
    ("status", "attempts", "holds"),
    [
        ("UNKNOWN", 3, True),
        ("UNKNOWN", 2, False),
        ("ALIVE", 0, True),
        ("UNKNOWN", Unknown, Unknown),
    ],
)
def test_enough_attempts_are_made(status, attempts, holds):
    assert enough_attempts_are_made(status, attempts, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("new", "started", "d0", "holds"),
    [
        ("Y", [day(50)], DAY_0, True),
        ("Y", [day(51)], DAY_0, False),
        ("Y", [day(51), day(20)], DAY_0, True),
        ("Y", [], DAY_0, False),
        ("N", [], DAY_0, True),
        ("Y", [], Unknown, True),
        ("Y", [Unknown], DAY_0, Unknown),
        (Unknown, [], DAY_0, Unknown),
    ],
)
def test_new_therapy_has_its_form(new, started, d0, holds):
    therapies = [said(start_date=on) for on in started]

    assert new_therapy_has_its_form(new, day(50), therapies, d0) is holds


@pytest.mark.parametrize(
    ("assessed", "holds"), [(day(5), True), (day(6), False), (Unknown, Unknown)]
)
def test_assessment_precedes_contact(assessed, holds):
    assert assessment_precedes_contact(day(5), assessed) is holds


def test_a_subject_known_alive_after_death_is_queried_once():
    chart = transplanted()
    fill(chart, Death, death_date=day(10))
    alive = {"survival_status": "ALIVE", "last_known_alive_date": day(11)}

    contact = fill(chart, SurvivalFollowup, contact_date=day(11), **alive)

    assert failing(chart, contact, beside="last_known_alive_date") == ["SUR-002"]


def test_a_remission_after_a_relapse_is_queried():
    chart = transplanted()
    fill(chart, Relapse, relapse_date=day(50), relapse_type=["CNS"])
    remission = {"disease_status": "REMISSION_MRDNEG", "disease_assessment_date": day(60)}

    contact = fill(chart, SurvivalFollowup, survival_status="ALIVE", **remission)

    assert failing(chart, contact, beside="disease_status") == ["SUR-005"]


@pytest.mark.parametrize(("started", "fails"), [(day(49), []), (day(51), ["SUR-007"])])
def test_a_new_therapy_without_its_form_is_queried(started, fails):
    chart = transplanted()
    fill(chart, PostHsctTherapy, therapy="TKI", start_date=started)
    told = {"survival_status": "ALIVE", "new_therapy": "Y"}

    contact = fill(chart, SurvivalFollowup, contact_date=day(50), **told)

    assert failing(chart, contact, beside="new_therapy") == fails
