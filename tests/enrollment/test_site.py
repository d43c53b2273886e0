"""The study site: what is owed at each status, and what cannot be."""

from datetime import date
from decimal import Decimal

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from enrollment.checks.site import (
    activation_follows_ethics_approval,
    closure_follows_activation,
    conversion_factor_ends_after_it_begins,
    flow_can_see_the_threshold,
    pcr_can_see_the_threshold,
)
from enrollment.models import Site
from tests.enrollment.paper import blank_chart, failing, fill, january, owed, shows
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT
ALWAYS_OWED = {
    "site_code",
    "site_name_en",
    "site_name_zh",
    "province",
    "city",
    "pi_name",
    "pi_phone",
    "is_lead_site",
    "time_zone",
    "site_status",
    "planned_enrolment",
    "pcr_lab_name",
    "pcr_lab_accreditation",
    "pcr_lod_percent",
    "pcr_control_gene",
    "flow_lab_name",
    "flow_colours",
    "flow_lod_percent",
}
APPROVAL = {"ethics_approval_number", "ethics_approval_date", "activation_date"}


def test_a_site_belongs_to_no_subject():
    assert Site.scope == "site"


def test_the_checks_of_a_site_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(Site)}

    assert checks == {
        "SITE-001": (HARD, "activation_date"),
        "SITE-002": (HARD, "closure_date"),
        "SITE-003": (SOFT, "pcr_lod_percent"),
        "SITE-004": (SOFT, "flow_lod_percent"),
        "SITE-005": (HARD, "pcr_is_factor_valid_to"),
    }


@pytest.mark.parametrize(
    ("status", "more"),
    [
        ("PLANNED", set()),
        ("ACTIVE", APPROVAL),
        ("PAUSED", APPROVAL),
        ("CLOSED", APPROVAL | {"closure_date"}),
    ],
)
def test_what_a_site_owes_grows_with_its_status(status, more):
    assert owed(Site, site_status=status) == ALWAYS_OWED - {"site_status"} | more


def test_an_empty_site_owes_what_every_site_answers():
    assert owed(Site) == ALWAYS_OWED


def test_only_a_closed_site_is_asked_when_it_closed():
    assert shows(Site, "closure_date", site_status="CLOSED")
    assert not shows(Site, "closure_date", site_status="PAUSED")
    assert not shows(Site, "closure_date")


def test_a_conversion_factor_owes_the_day_it_begins():
    assert "pcr_is_factor_valid_from" in owed(Site, pcr_is_factor=Decimal("0.8"))
    assert "pcr_is_factor_valid_from" not in owed(Site)


@pytest.mark.parametrize(
    ("activated", "holds"),
    [(january(6), True), (january(5), True), (january(4), False), (Unknown, Unknown)],
)
def test_activation_follows_ethics_approval(activated, holds):
    assert activation_follows_ethics_approval(january(5), activated) is holds


def test_activation_without_a_day_of_approval_is_not_judged():
    assert activation_follows_ethics_approval(Unknown, january(5)) is Unknown


@pytest.mark.parametrize(
    ("activated", "closed", "holds"),
    [
        (january(5), january(6), True),
        (january(5), january(5), True),
        (january(5), january(4), False),
        (Unknown, january(4), Unknown),
        (january(5), Unknown, Unknown),
    ],
)
def test_closure_follows_activation(activated, closed, holds):
    assert closure_follows_activation(activated, closed) is holds


@pytest.mark.parametrize(
    ("limit", "holds"),
    [
        (Decimal("0.0032"), True),
        (Decimal("0.01"), True),
        (Decimal("0.01001"), False),
        (Unknown, Unknown),
    ],
)
def test_pcr_can_see_the_threshold(limit, holds):
    assert pcr_can_see_the_threshold(limit, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("limit", "holds"),
    [
        (Decimal("0.01"), True),
        (Decimal("0.1"), True),
        (Decimal("0.1001"), False),
        (Unknown, Unknown),
    ],
)
def test_flow_can_see_the_threshold(limit, holds):
    assert flow_can_see_the_threshold(limit, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("begins", "ends", "holds"),
    [
        (january(5), january(6), True),
        (january(5), january(5), True),
        (january(5), january(4), False),
        (Unknown, january(4), Unknown),
        (january(5), Unknown, Unknown),
    ],
)
def test_a_conversion_factor_ends_after_it_begins(begins, ends, holds):
    assert conversion_factor_ends_after_it_begins(begins, ends) is holds


def test_a_site_that_was_activated_too_early_cannot_be_completed():
    chart = blank_chart()

    site = fill(
        chart,
        Site,
        site_status="ACTIVE",
        ethics_approval_date=january(5),
        activation_date=january(4),
    )

    assert failing(chart, site, beside="activation_date") == ["SITE-001"]


def test_a_conversion_factor_may_end_in_the_future_but_not_begin_there():
    chart = blank_chart()
    tomorrow = date(2026, 6, 2)

    site = fill(chart, Site, pcr_is_factor_valid_from=tomorrow, pcr_is_factor_valid_to=tomorrow)

    assert failing(chart, site, beside="pcr_is_factor_valid_to") == []
    assert failing(chart, site, beside="pcr_is_factor_valid_from") == ["GEN-FUTURE"]


@pytest.mark.parametrize(
    ("question", "answer", "fails"),
    [
        ("site_code", "01", []),
        ("site_code", "1", ["GEN-TYPE"]),
        ("site_code", "001", ["GEN-TYPE"]),
        ("pi_phone", "010-5555 0101", []),
        ("pi_phone", "+86 10 5555 0101", []),
        ("pi_phone", "555010", ["GEN-TYPE"]),
        ("pi_phone", "extension 7", ["GEN-TYPE"]),
        ("pcr_lod_percent", Decimal("0.00001"), ["GEN-RANGE-SOFT"]),
        ("pcr_lod_percent", Decimal("0.0001"), []),
        ("pcr_lod_percent", Decimal("1.1"), ["SITE-003", "GEN-RANGE-HARD"]),
        ("flow_colours", 2, ["GEN-RANGE-HARD"]),
        ("flow_colours", 5, ["GEN-RANGE-SOFT"]),
        ("flow_colours", 8, []),
    ],
)
def test_an_answer_of_a_site_keeps_to_its_format_and_range(question, answer, fails):
    chart = blank_chart()

    site = fill(chart, Site, **{question: answer})

    assert failing(chart, site, beside=question) == fails
