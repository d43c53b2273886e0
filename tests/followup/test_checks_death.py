"""Each check of death: a case that holds, one that fails, one with a value missing."""

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from enrollment.models import InformedConsent
from followup.checks.death import (
    date_is_certain,
    death_follows_consent,
    death_follows_the_last_dose,
    death_is_not_in_the_future,
    death_soon_after_relapse_is_from_it,
    gvhd_as_cause_has_its_form,
    relapse_as_cause_has_its_form,
    vod_as_cause_has_its_form,
)
from followup.models import AcuteGvhd, ChronicGvhd, Death
from safety.models import VodSos
from tests.enrollment.paper import blank_chart, failing, fill
from tests.followup.paper import day, said, transplanted

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_the_checks_of_a_death_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(Death)}

    assert checks == {
        "DTH-001": (HARD, "death_date"),
        "DTH-002": (HARD, "death_date"),
        "DTH-003": (SOFT, "primary_cause"),
        "DTH-004": (SOFT, "primary_cause"),
        "DTH-005": (SOFT, "primary_cause"),
        "DTH-006": (SOFT, "primary_cause"),
        "DTH-007": (SOFT, "date_certain"),
        "DTH-008": (HARD, "death_date"),
    }


@pytest.mark.parametrize(
    ("consent", "holds"), [(day(5), True), (day(6), False), (Unknown, Unknown)]
)
def test_death_follows_consent(consent, holds):
    assert death_follows_consent(day(5), consent) is holds


@pytest.mark.parametrize(
    ("last_dose", "holds"), [(day(5), True), (day(6), False), (Unknown, Unknown)]
)
def test_death_follows_the_last_dose(last_dose, holds):
    assert death_follows_the_last_dose(day(5), last_dose) is holds


@pytest.mark.parametrize(
    ("cause", "relapse", "holds"),
    [
        ("RELAPSE", day(5), True),
        ("RELAPSE", Unknown, False),
        ("GVHD", Unknown, True),
        (Unknown, Unknown, Unknown),
    ],
)
def test_relapse_as_cause_has_its_form(cause, relapse, holds):
    assert relapse_as_cause_has_its_form(cause, relapse) is holds


@pytest.mark.parametrize(
    ("cause", "relapse", "holds"),
    [
        ("GVHD", day(69), True),
        ("GVHD", day(70), False),
        ("RELAPSE", day(70), True),
        ("GVHD", Unknown, True),
        (Unknown, day(70), Unknown),
    ],
)
def test_death_soon_after_relapse_is_from_it(cause, relapse, holds):
    assert death_soon_after_relapse_is_from_it(cause, day(100), relapse) is holds


def test_how_soon_after_relapse_needs_the_date_of_death():
    assert death_soon_after_relapse_is_from_it("GVHD", Unknown, day(70)) is Unknown


@pytest.mark.parametrize(
    ("cause", "onsets", "holds"),
    [
        ("VOD", [day(100)], True),
        ("VOD", [day(99), day(101)], True),
        ("VOD", [day(101)], False),
        ("VOD", [], False),
        ("VOD", [Unknown], Unknown),
        ("GVHD", [], True),
        (Unknown, [], Unknown),
    ],
)
def test_vod_as_cause_has_its_form(cause, onsets, holds):
    assessments = [said(onset_date=onset) for onset in onsets]

    assert vod_as_cause_has_its_form(cause, day(100), assessments) is holds


def test_vod_cannot_precede_a_death_without_a_date():
    assert vod_as_cause_has_its_form("VOD", Unknown, [said(onset_date=day(99))]) is Unknown


@pytest.mark.parametrize(
    ("cause", "acute", "chronic", "holds"),
    [
        ("GVHD", ["Y"], [], True),
        ("GVHD", [], ["Y"], True),
        ("GVHD", ["N", "Y"], ["N"], True),
        ("GVHD", ["N"], ["N"], False),
        ("GVHD", [], [], False),
        ("GVHD", [Unknown], [], Unknown),
        ("GVHD", ["N"], [Unknown], Unknown),
        ("VOD", [], [], True),
        (Unknown, [], [], Unknown),
    ],
)
def test_gvhd_as_cause_has_its_form(cause, acute, chronic, holds):
    forms = [[said(present=present) for present in answers] for answers in (acute, chronic)]

    assert gvhd_as_cause_has_its_form(cause, *forms) is holds


@pytest.mark.parametrize(
    ("cause", "form", "answers", "check_id"),
    [
        ("VOD", VodSos, {"onset_date": day(20)}, "DTH-005"),
        ("GVHD", AcuteGvhd, {"present": "Y"}, "DTH-006"),
        ("GVHD", ChronicGvhd, {"present": "Y"}, "DTH-006"),
    ],
)
def test_a_cause_is_queried_until_its_form_is_on_file(cause, form, answers, check_id):
    chart = transplanted()
    death = fill(chart, Death, death_date=day(40), primary_cause=cause)

    assert failing(chart, death, beside="primary_cause") == [check_id]

    fill(chart, form, **answers)

    assert failing(chart, death, beside="primary_cause") == []


@pytest.mark.parametrize(("certain", "holds"), [("Y", True), ("N", False), (Unknown, Unknown)])
def test_date_is_certain(certain, holds):
    assert date_is_certain(certain) is holds


@pytest.mark.parametrize(("on", "holds"), [(day(5), True), (day(6), False), (Unknown, Unknown)])
def test_death_is_not_in_the_future(on, holds):
    assert death_is_not_in_the_future(on, day(5)) is holds


def test_a_death_in_the_future_is_queried_once():
    chart = transplanted()

    death = fill(chart, Death, death_date=chart.today.replace(year=chart.today.year + 1))

    assert failing(chart, death, beside="death_date") == ["DTH-008"]


def test_a_death_before_consent_is_queried_once():
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date=day(5))

    death = fill(chart, Death, death_date=day(4))

    assert failing(chart, death, beside="death_date") == ["DTH-001"]
