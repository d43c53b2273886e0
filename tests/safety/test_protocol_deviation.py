"""Departures from the protocol: what is asked of them, and what is checked."""

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from enrollment.models import InformedConsent
from safety.checks.protocol_deviation import (
    deviation_follows_consent,
    lost_mrd_sample_affects_the_endpoint,
)
from safety.models import ProtocolDeviation
from tests.enrollment.paper import blank_chart, dies, failing, fill, owed, shows
from tests.safety.paper import day


def test_every_deviation_owes_this():
    assert owed(ProtocolDeviation) == {
        "deviation_date",
        "category",
        "description",
        "severity",
        "affects_endpoint",
        "corrective_action",
    }


@pytest.mark.parametrize(("severity", "is_asked"), [("MINOR", False), ("MAJOR", True)])
def test_a_grave_deviation_is_reported_to_the_ethics_committee(severity, is_asked):
    assert shows(ProtocolDeviation, "reported_to_ethics", severity=severity) is is_asked


def test_a_critical_deviation_owes_whether_it_was_reported():
    assert "reported_to_ethics" in owed(ProtocolDeviation, severity="CRITICAL")
    assert not shows(ProtocolDeviation, "reported_to_ethics")


def test_the_checks_of_a_deviation_are_these_and_shown_there():
    listed = listed_checks(ProtocolDeviation)

    assert {check.id: (check.severity, check.question) for check in listed} == {
        "DV-001": (Severity.SOFT, "deviation_date"),
        "DV-002": (Severity.SOFT, "affects_endpoint"),
    }


@pytest.mark.parametrize(
    ("consent", "holds"), [(day(5), True), (day(6), False), (Unknown, Unknown)]
)
def test_a_deviation_follows_consent(consent, holds):
    assert deviation_follows_consent(deviation_date=day(5), consent_date=consent) is holds
    assert deviation_follows_consent(deviation_date=Unknown, consent_date=consent) is Unknown


@pytest.mark.parametrize(
    ("category", "affects", "holds"),
    [
        ("MRD_SAMPLE", "Y", True),
        ("MRD_SAMPLE", "N", False),
        ("WINDOW", "N", True),
        ("MRD_SAMPLE", Unknown, Unknown),
        (Unknown, "N", Unknown),
    ],
)
def test_a_lost_mrd_sample_affects_the_endpoint(category, affects, holds):
    truth = lost_mrd_sample_affects_the_endpoint(category=category, affects_endpoint=affects)

    assert truth is holds


def test_a_deviation_before_consent_is_said_once():
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date=day(5))

    early = fill(chart, ProtocolDeviation, deviation_date=day(4))

    assert failing(chart, early, beside="deviation_date") == ["DV-001"]


def test_a_deviation_may_be_found_after_death():
    chart = blank_chart()
    dies(chart, on=day(5))

    found = fill(chart, ProtocolDeviation, deviation_date=day(6))

    assert failing(chart, found, beside="deviation_date") == []
