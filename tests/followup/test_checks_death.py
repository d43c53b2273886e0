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
    relapse_as_cause_has_its_form,
)
from followup.models import Death
from tests.enrollment.paper import blank_chart, failing, fill
from tests.followup.paper import day, transplanted

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_the_checks_of_a_death_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(Death)}

    assert checks == {
        "DTH-001": (HARD, "death_date"),
        "DTH-002": (HARD, "death_date"),
        "DTH-003": (SOFT, "primary_cause"),
        "DTH-004": (SOFT, "primary_cause"),
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
