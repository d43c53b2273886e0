"""Reports of serious events: what they ask, what they derive, what is checked."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace as Form
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Unknown
from safety.checks.sae import (
    discharge_follows_admission,
    final_report_is_on_a_resolved_event,
    follow_up_follows_an_initial_report,
    initial_report_is_made_once,
    neither_drug_stands_alone,
    report_follows_awareness,
    report_is_made_in_time,
    report_is_on_a_serious_event,
    unexpected_reaction_reaches_the_regulator,
)
from safety.models import Sae
from safety.models.sae import hours_from_awareness, is_unexpected_reaction, when_due
from tests.enrollment.paper import dies, failing, owed, same, shows
from tests.safety.paper import at, day, event, report, treated
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT
AWARE = at(2, 8)


def test_every_report_owes_this():
    assert owed(Sae) == {
        "ae_number",
        "report_type",
        "report_number",
        "report_date",
        "report_time",
        "aware_date",
        "narrative",
        "relevant_history",
        "suspected_drug",
        "dechallenge",
        "rechallenge",
        "expected",
        "reported_to_ethics",
        "reported_to_regulator",
    }


def test_the_time_of_awareness_is_asked_by_the_initial_report():
    assert "aware_time" in owed(Sae, report_type="INITIAL")
    assert not shows(Sae, "aware_time", report_type="FOLLOWUP")
    assert not shows(Sae, "aware_time", report_type="FINAL")
    assert not shows(Sae, "aware_time")


@pytest.mark.parametrize(
    ("reported", "hours"),
    [
        (at(2, 8), "0.0"),
        (at(2, 20, 33), "12.6"),
        (at(3, 8), "24.0"),
        (at(3, 8, 30), "24.5"),
        (at(2, 7), "-1.0"),
    ],
)
def test_hours_run_from_awareness_to_the_report(reported, hours):
    assert hours_from_awareness(AWARE, reported) == Decimal(hours)


def test_hours_need_both_instants():
    assert hours_from_awareness(Unknown, AWARE) is Unknown
    assert hours_from_awareness(AWARE, Unknown) is Unknown


@pytest.mark.parametrize(
    ("expected", "suspected", "susar"),
    [
        ("N", ["OLV"], "Y"),
        ("N", ["INO"], "Y"),
        ("N", ["OLV", "INO"], "Y"),
        ("N", ["NEITHER"], "N"),
        ("Y", ["OLV"], "N"),
        ("Y", Unknown, "N"),
        (Unknown, ["NEITHER"], "N"),
        (Unknown, ["OLV"], Unknown),
        ("N", Unknown, Unknown),
    ],
)
def test_an_unexpected_reaction_to_a_study_drug_is_a_susar(expected, suspected, susar):
    assert same(is_unexpected_reaction(expected, suspected), susar)


def test_beside_awareness_stands_when_the_report_is_due():
    with override("en"):
        assert when_due(AWARE, PARAMETERS).text.endswith("due by 2026-01-03 08:00+08:00.")
    with override("zh-hans"):
        assert when_due(AWARE, PARAMETERS).text == "首次报告截止时间：2026-01-03 08:00+08:00。"


def test_without_awareness_nothing_is_said_of_when_it_is_due():
    assert when_due(Unknown, PARAMETERS) is None


def test_the_checks_of_a_report_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(Sae)}

    assert checks == {
        "SAE-001": (HARD, "ae_number"),
        "SAE-002": (SOFT, "hours_to_report"),
        "SAE-003": (HARD, "report_time"),
        "SAE-004": (HARD, "report_type"),
        "SAE-005": (HARD, "hospital_out"),
        "SAE-006": (HARD, "suspected_drug"),
        "SAE-007": (SOFT, "report_type"),
        "SAE-008": (SOFT, "report_type"),
        "SAE-009": (SOFT, "reported_to_regulator"),
    }


@pytest.mark.parametrize(
    ("number", "serious", "holds"),
    [
        (7, "Y", True),
        (7, "N", False),
        (8, "Y", False),
        (7, Unknown, Unknown),
        (Unknown, "Y", Unknown),
    ],
)
def test_a_report_is_on_a_serious_event(number, serious, holds):
    events = [Form(ae_number=1, serious="N"), Form(ae_number=number, serious=serious)]

    assert report_is_on_a_serious_event(ae_number=7, adverse_events=events) is holds


def test_a_report_on_nothing_is_refused():
    assert report_is_on_a_serious_event(ae_number=7, adverse_events=[]) is False


@pytest.mark.parametrize(
    ("aware", "reported", "holds"),
    [
        (AWARE, at(3, 8), True),
        (AWARE, at(3, 8, 1), False),
        (AWARE, at(3, 8, 30), False),
        (AWARE, at(2, 7), True),
        (Unknown, at(3, 8), Unknown),
        (AWARE, Unknown, Unknown),
    ],
)
def test_a_report_is_made_within_24_hours_to_the_minute(aware, reported, holds):
    truth = report_is_made_in_time(aware_time=aware, report_time=reported, param=PARAMETERS)

    assert truth is holds


@pytest.mark.parametrize(
    ("reported", "holds"), [(at(2, 8), True), (at(2, 7, 59), False), (Unknown, Unknown)]
)
def test_a_report_follows_awareness(reported, holds):
    assert report_follows_awareness(aware_time=AWARE, report_time=reported) is holds
    assert report_follows_awareness(aware_time=Unknown, report_time=reported) is Unknown


def test_a_report_in_the_hour_that_comes_twice_follows_awareness():
    zone = ZoneInfo("America/New_York")
    aware = datetime(2026, 11, 1, 1, 50, tzinfo=zone)
    reported = datetime(2026, 11, 1, 1, 10, tzinfo=zone, fold=1)

    assert report_follows_awareness(aware_time=aware, report_time=reported) is True


@pytest.mark.parametrize(
    ("kind", "other", "once", "preceded"),
    [
        ("INITIAL", Form(ae_number=7, report_type="INITIAL"), False, True),
        ("INITIAL", Form(ae_number=8, report_type="INITIAL"), True, True),
        ("INITIAL", Form(ae_number=7, report_type="FOLLOWUP"), True, True),
        ("INITIAL", Form(ae_number=7, report_type=Unknown), Unknown, True),
        ("FOLLOWUP", Form(ae_number=7, report_type="INITIAL"), True, True),
        ("FOLLOWUP", Form(ae_number=8, report_type="INITIAL"), True, False),
        ("FOLLOWUP", Form(ae_number=7, report_type="FINAL"), True, False),
        ("FOLLOWUP", Form(ae_number=Unknown, report_type="INITIAL"), True, Unknown),
        ("FINAL", Form(ae_number=8, report_type="INITIAL"), True, True),
        (Unknown, Form(ae_number=8, report_type="INITIAL"), True, Unknown),
    ],
)
def test_an_event_has_one_initial_report_before_its_follow_ups(kind, other, once, preceded):
    assert initial_report_is_made_once(report_type=kind, ae_number=7, saes=[other]) is once
    truth = follow_up_follows_an_initial_report(report_type=kind, ae_number=7, saes=[other])
    assert truth is preceded


@pytest.mark.parametrize(
    ("admission", "discharge", "holds"),
    [
        (day(3), day(3), True),
        (day(3), day(2), False),
        (PartialDate("2026-01"), PartialDate("2026-02"), True),
        (PartialDate("2026-01"), PartialDate("2025-12"), False),
        (PartialDate("2026-01"), PartialDate("2026-01"), Unknown),
        (day(3), Unknown, Unknown),
        (Unknown, day(3), Unknown),
    ],
)
def test_discharge_follows_admission(admission, discharge, holds):
    assert discharge_follows_admission(hospital_in=admission, hospital_out=discharge) is holds


@pytest.mark.parametrize(
    ("suspected", "holds"),
    [
        (["NEITHER"], True),
        (["OLV", "INO"], True),
        (["OLV", "NEITHER"], False),
        (Unknown, Unknown),
    ],
)
def test_neither_drug_stands_alone(suspected, holds):
    assert neither_drug_stands_alone(suspected_drug=suspected) is holds


@pytest.mark.parametrize(
    ("kind", "number", "outcome", "holds"),
    [
        ("FINAL", 7, "RECOVERED", True),
        ("FINAL", 7, "SEQUELAE", True),
        ("FINAL", 7, "FATAL", True),
        ("FINAL", 7, "RECOVERING", False),
        ("FINAL", 7, "NOTRECOVERED", False),
        ("FINAL", 7, "UNKNOWN", False),
        ("FINAL", 8, "UNKNOWN", True),
        ("FOLLOWUP", 7, "RECOVERING", True),
        ("FINAL", 7, Unknown, Unknown),
        (Unknown, 7, "RECOVERING", Unknown),
    ],
)
def test_a_final_report_is_on_a_resolved_event(kind, number, outcome, holds):
    events = [Form(ae_number=number, outcome=outcome)]

    truth = final_report_is_on_a_resolved_event(
        report_type=kind, ae_number=7, adverse_events=events
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("susar", "regulator", "holds"),
    [
        ("Y", "Y", True),
        ("Y", "PENDING", True),
        ("Y", "NA", True),
        ("Y", "N", False),
        ("N", "N", True),
        (Unknown, "N", Unknown),
        ("Y", Unknown, Unknown),
    ],
)
def test_an_unexpected_reaction_reaches_the_regulator(susar, regulator, holds):
    truth = unexpected_reaction_reaches_the_regulator(susar=susar, reported_to_regulator=regulator)

    assert truth is holds


@pytest.mark.parametrize(
    ("reported", "found"),
    [
        (at(3, 8), []),
        (at(3, 8, 2), ["SAE-002"]),
        (at(3, 8, 30), ["SAE-002"]),
        (at(2, 7), ["GEN-RANGE-HARD"]),
    ],
)
def test_a_late_report_is_said_once(reported, found):
    chart = treated()
    event(chart, 1)

    late = report(chart, 1, aware_time=AWARE, report_time=reported)

    assert failing(chart, late, beside="hours_to_report") == found


def test_a_report_waits_for_the_event_with_its_number():
    chart = treated()
    event(chart, 1)
    event(chart, 2, serious="N")

    assert failing(chart, report(chart, 1), beside="ae_number") == []
    assert failing(chart, report(chart, 2), beside="ae_number") == ["SAE-001"]


def test_an_event_has_one_initial_report():
    chart = treated()
    event(chart, 1)
    report(chart, 1, report_number=1)

    second = report(chart, 1, report_number=2)

    assert failing(chart, second, beside="report_type") == ["SAE-004"]


def test_a_report_may_follow_death_but_a_discharge_may_not():
    chart = treated()
    event(chart, 1)
    dies(chart, on=day(2))
    after = {"report_date": day(3), "aware_date": day(3), "aware_time": at(3, 8)}

    last = report(chart, 1, report_time=at(3, 9), hospital_out="2026-01-03", **after)

    for question in ("report_date", "report_time", "aware_date", "aware_time"):
        assert failing(chart, last, beside=question) == []
    assert failing(chart, last, beside="hospital_out") == ["GEN-DEATH"]


def test_a_report_may_not_lie_in_the_future():
    chart = treated()
    event(chart, 1)

    early = report(chart, 1, report_date=date(2027, 1, 1))

    assert failing(chart, early, beside="report_date") == ["GEN-FUTURE"]
