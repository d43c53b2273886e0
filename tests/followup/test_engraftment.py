"""Engraftment: what is asked, the days after transplantation, and graft failure."""

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from edc.schedule import Need
from followup.checks.engraftment import (
    missing_engraftment_is_a_failure,
    neutrophils_engraft_after_day_0,
    platelets_engraft_after_day_0,
    primary_failure_is_not_judged_early,
    secondary_failure_follows_engraftment,
)
from followup.models import Engraftment
from tests.enrollment.paper import failing, fill, owed, shows
from tests.followup.paper import DAY_0, belonging_to, day, said, transplanted
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT
TRANSPLANT = said(d0_date=DAY_0)
DAY_0_UNKNOWN = said(d0_date=Unknown)


def engrafts(**answers):
    """The engraftment of the transplant of day 0."""
    [transplant] = transplanted().records["hsct"]
    return belonging_to(transplant, Engraftment, **answers)


def test_every_transplant_owes_what_became_of_the_graft():
    assert owed(Engraftment) == {"anc_status", "plt_status", "graft_failure"}


@pytest.mark.parametrize(
    ("question", "gate", "applies"),
    [
        ("anc_date", "anc_status", {"ENGRAFTED"}),
        ("plt_date", "plt_status", {"ENGRAFTED"}),
        ("graft_failure_date", "graft_failure", {"PRIMARY", "SECONDARY", "POOR"}),
        ("graft_failure_treatment", "graft_failure", {"PRIMARY", "SECONDARY", "POOR"}),
    ],
)
def test_a_question_is_asked_and_owed_only_when_it_applies(question, gate, applies):
    codes = Engraftment.asked[gate].codelist.values

    assert {code for code in codes if shows(Engraftment, question, **{gate: code})} == applies
    assert {code for code in codes if question in owed(Engraftment, **{gate: code})} == applies
    assert not shows(Engraftment, question)


def test_it_is_collected_four_weeks_after_transplantation_once_for_each_transplant():
    assert {c.visit.code: c.need for c in Engraftment.visits} == {"HD28": Need.REQUIRED}
    assert (Engraftment.parent, Engraftment.key) == ("hsct", ("parent",))


@pytest.mark.parametrize(("on", "count"), [(day(14), 14), (DAY_0, 0), (day(-1), -1)])
def test_days_are_counted_from_day_0(on, count):
    record = engrafts(anc_status="ENGRAFTED", anc_date=on, plt_status="ENGRAFTED", plt_date=on)

    assert (record.anc_day, record.plt_day) == (count, count)


def test_neutrophils_and_platelets_have_their_own_days():
    record = engrafts(anc_status="ENGRAFTED", anc_date=day(12), plt_status="PENDING")

    assert record.anc_day == 12
    assert record.plt_day is Unknown


def test_without_its_transplant_engraftment_has_no_day():
    record = fill(transplanted(), Engraftment, anc_status="ENGRAFTED", anc_date=day(14))

    assert record.anc_day is Unknown


def test_the_checks_of_engraftment_are_these_and_shown_there():
    listed = listed_checks(Engraftment)

    assert {check.id: (check.severity, check.question) for check in listed} == {
        "ENG-001": (HARD, "anc_date"),
        "ENG-002": (HARD, "plt_date"),
        "ENG-003": (SOFT, "graft_failure"),
        "ENG-004": (SOFT, "graft_failure_date"),
        "ENG-005": (SOFT, "graft_failure"),
    }


@pytest.mark.parametrize("holds", [neutrophils_engraft_after_day_0, platelets_engraft_after_day_0])
def test_cells_engraft_after_day_0(holds):
    assert holds(day(1), TRANSPLANT) is True
    assert holds(DAY_0, TRANSPLANT) is False
    assert holds(Unknown, TRANSPLANT) is Unknown
    assert holds(DAY_0, DAY_0_UNKNOWN) is Unknown


@pytest.mark.parametrize(
    ("status", "failure", "holds"),
    [
        ("NOT", "PRIMARY", True),
        ("NOT", "NONE", False),
        ("ENGRAFTED", "NONE", True),
        ("DIED", "NONE", True),
        ("PENDING", "NONE", True),
        ("NOT", Unknown, Unknown),
        (Unknown, "NONE", Unknown),
    ],
)
def test_missing_engraftment_is_a_failure(status, failure, holds):
    assert missing_engraftment_is_a_failure(status, failure) is holds


@pytest.mark.parametrize(
    ("failure", "on", "transplant", "holds"),
    [
        ("PRIMARY", day(28), TRANSPLANT, True),
        ("PRIMARY", day(27), TRANSPLANT, False),
        ("SECONDARY", day(27), TRANSPLANT, True),
        ("PRIMARY", Unknown, TRANSPLANT, Unknown),
        ("PRIMARY", day(27), DAY_0_UNKNOWN, Unknown),
        (Unknown, day(27), TRANSPLANT, Unknown),
    ],
)
def test_primary_failure_is_not_judged_early(failure, on, transplant, holds):
    truth = primary_failure_is_not_judged_early(failure, on, transplant, PARAMETERS)

    assert truth is holds


@pytest.mark.parametrize(
    ("status", "failure", "holds"),
    [
        ("ENGRAFTED", "SECONDARY", True),
        ("NEVER_BELOW", "SECONDARY", True),
        ("NOT", "SECONDARY", False),
        ("DIED", "SECONDARY", False),
        ("NOT", "PRIMARY", True),
        (Unknown, "SECONDARY", Unknown),
        ("NOT", Unknown, Unknown),
    ],
)
def test_secondary_failure_follows_engraftment(status, failure, holds):
    assert secondary_failure_follows_engraftment(status, failure) is holds


def test_engraftment_on_day_0_is_refused():
    record = engrafts(anc_status="ENGRAFTED", anc_date=DAY_0)

    assert failing(record._chart, record, beside="anc_date") == ["ENG-001"]


def test_a_graft_is_followed_once():
    record = engrafts(anc_status="PENDING")
    [transplant] = record._chart.records["hsct"]

    again = belonging_to(transplant, Engraftment, anc_status="ENGRAFTED")

    assert "GEN-DUPLICATE" in failing(record._chart, again, beside="anc_status")
