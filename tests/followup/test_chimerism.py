"""Chimerism: when it is asked, and when the donor's cells are too few."""

from decimal import Decimal

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from edc.schedule import Need
from followup.checks.chimerism import chimerism_becomes_full, sample_follows_hsct
from followup.models import Chimerism
from tests.enrollment.paper import failing, fill, owed
from tests.followup.paper import DAY_0, day, transplanted, treated
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_every_question_of_chimerism_is_owed():
    assert owed(Chimerism) == {question.name for question in Chimerism.questions()}


def test_it_is_collected_at_these_visits():
    assert {collected.visit.code: collected.need for collected in Chimerism.visits} == (
        dict.fromkeys(["HD28", "HD60", "HD100", "HM6", "HM12"], Need.REQUIRED)
        | dict.fromkeys(["HM9", "UNS"], Need.OPTIONAL)
        | {"REL": Need.CONDITIONAL}
    )


def test_it_is_owed_at_a_relapse_after_transplantation_only():
    [at_relapse] = (c for c in Chimerism.visits if c.visit.code == "REL")

    assert transplanted().evaluate(at_relapse.when) is True
    assert treated().evaluate(at_relapse.when) is False


def test_the_checks_of_chimerism_are_these_and_shown_there():
    listed = listed_checks(Chimerism)

    assert {check.id: (check.severity, check.question) for check in listed} == {
        "CHI-001": (HARD, "sample_date"),
        "CHI-002": (SOFT, "donor_percent"),
    }


@pytest.mark.parametrize(
    ("sampled", "d0", "holds"),
    [
        (day(1), DAY_0, True),
        (DAY_0, DAY_0, False),
        (Unknown, DAY_0, Unknown),
        (DAY_0, Unknown, Unknown),
    ],
)
def test_sample_follows_hsct(sampled, d0, holds):
    assert sample_follows_hsct(sampled, d0) is holds


@pytest.mark.parametrize(
    ("percent", "sampled", "holds"),
    [
        (Decimal("95"), day(28), True),
        (Decimal("94.99"), day(28), False),
        (Decimal("94.99"), day(27), True),
        (Decimal("0"), day(27), True),
        (Unknown, day(28), Unknown),
        (Decimal("94.99"), Unknown, Unknown),
    ],
)
def test_chimerism_becomes_full(percent, sampled, holds):
    assert chimerism_becomes_full(percent, sampled, DAY_0, PARAMETERS) is holds


def test_nobody_is_chimeric_before_transplantation():
    assert chimerism_becomes_full(Decimal("10"), day(28), Unknown, PARAMETERS) is Unknown


@pytest.mark.parametrize(
    ("percent", "on", "fails"),
    [
        ("70", day(60), ["CHI-002"]),
        ("90", day(60), ["CHI-002"]),
        ("70", day(20), ["GEN-RANGE-SOFT"]),
        ("99.5", day(60), []),
    ],
)
def test_a_low_share_of_donor_cells_is_queried_once(percent, on, fails):
    chart = transplanted()

    sample = fill(chart, Chimerism, sample_date=on, donor_percent=Decimal(percent))

    assert failing(chart, sample, beside="donor_percent") == fails


def test_each_kind_of_cells_is_entered_once_for_a_sample():
    chart = transplanted()
    sample = {"visit": ("HD28", 1), "sample_date": day(28)}
    fill(chart, Chimerism, **sample, cell_fraction="CD3")

    other = fill(chart, Chimerism, **sample, cell_fraction="CD34")
    again = fill(chart, Chimerism, **sample, cell_fraction="CD3")

    assert failing(chart, other, beside="sample_date") == []
    assert failing(chart, again, beside="sample_date") == ["GEN-DUPLICATE"]
