"""Electrocardiograms: what is asked, the corrected QT interval, what cannot be."""

from datetime import date
from types import SimpleNamespace as Form

import pytest

from edc.checking import checks_on, findings
from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Unknown
from enrollment.checks.ecg import (
    qtcf_allows_entry,
    qtcf_is_about_the_one_printed,
    qtcf_is_below_the_alert,
    qtcf_stays_near_its_baseline,
    significant_abnormality_is_an_event_or_history,
)
from enrollment.models import Ecg, InformedConsent, MedicalHistory
from safety.models import AdverseEvent
from tests.enrollment.paper import blank_chart, fill, january, owed, same, shows
from tests.mrd.paper import knowing
from trial.protocol import PARAMETERS

SOFT = Severity.SOFT
CARDIAC, HEPATIC = Form(category="CARDIAC"), Form(category="LIVER")


def record(chart, *, visit=None, **answers):
    """An electrocardiogram in the chart."""
    return fill(chart, Ecg, visit=visit, performed="Y", **answers)


def told(chart, ecg, *, beside):
    """The checks that fail beside a question."""
    there = [check for check in checks_on(Ecg) if check.question == beside]
    return [found.check.id for found in findings(chart, ecg, there)]


def since(day):
    return Form(start_date=day)


def test_an_electrocardiogram_owes_its_day_rate_interval_and_interpretation():
    assert owed(Ecg) == {"performed"}
    assert owed(Ecg, performed="N") == {"not_done_reason"}
    assert owed(Ecg, performed="Y") == {"ecg_date", "heart_rate", "qt_ms", "interpretation"}


@pytest.mark.parametrize("interpretation", ["ABN_NCS", "ABN_CS"])
def test_an_abnormality_is_described(interpretation):
    assert "abnormality" in owed(Ecg, performed="Y", interpretation=interpretation)


def test_what_is_normal_is_not_described():
    assert not shows(Ecg, "abnormality", performed="Y", interpretation="NORMAL")
    assert not shows(Ecg, "abnormality", performed="Y")


@pytest.mark.parametrize("question", [name for name in Ecg.asked if name != "performed"])
def test_nothing_is_asked_before_it_is_known_whether_one_was_recorded(question):
    asks_why = question == "not_done_reason"

    assert shows(Ecg, question, performed="N", interpretation="ABN_CS") is asks_why
    assert shows(Ecg, question, performed="Y", interpretation="ABN_CS") is not asks_why
    assert not shows(Ecg, question)


def test_electrocardiograms_are_owed_and_offered_at_these_visits():
    visits = {collected.visit.code: str(collected.need) for collected in Ecg.visits}

    required = ["SCR", "C1D1", "C1D15", "CXD1", "EOT", "PRE_HSCT"]
    optional = ["C1D8", "C1D22", "HD100", "UNS"]
    assert visits == dict.fromkeys(required, "required") | dict.fromkeys(optional, "optional")


def test_the_qt_interval_is_corrected_on_the_form():
    measured = record(blank_chart(), qt_ms=400, heart_rate=75)

    assert str(measured.qtcf_ms) == "431"


@pytest.mark.parametrize("answers", [{"qt_ms": 400}, {"heart_rate": 75}, {}])
def test_no_interval_is_corrected_without_qt_and_rate(answers):
    assert record(blank_chart(), **answers).qtcf_ms is Unknown


@pytest.mark.parametrize("nonsense", [0, -60])
def test_no_interval_is_corrected_for_a_rate_that_no_heart_has(nonsense):
    assert record(blank_chart(), qt_ms=400, heart_rate=nonsense).qtcf_ms is Unknown


@pytest.mark.parametrize(
    ("days", "baseline"), [([1, 10, 11], 410), ([1], 401), ([11], None), ([], None)]
)
def test_the_baseline_is_the_last_interval_up_to_the_first_dose(days, baseline):
    chart = knowing(c1d1_date=january(10))
    for day in days:
        record(chart, ecg_date=january(day), qt_ms=400 + day, heart_rate=60)
    record(chart, ecg_date=january(10))

    found = chart.fact("qtcf_baseline")

    assert same(found, Unknown if baseline is None else baseline)


def test_there_is_no_baseline_before_the_first_dose():
    chart = knowing(c1d1_date=Unknown)
    record(chart, ecg_date=january(1), qt_ms=400, heart_rate=60)

    assert chart.fact("qtcf_baseline") is Unknown


def test_the_checks_of_an_electrocardiogram_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(Ecg)}

    assert checks == {
        "ECG-001": (SOFT, "qtcf_ms"),
        "ECG-002": (SOFT, "qtcf_ms"),
        "ECG-003": (SOFT, "qtcf_reported_ms"),
        "ECG-004": (SOFT, "qtcf_ms"),
        "ECG-005": (SOFT, "interpretation"),
    }


@pytest.mark.parametrize(("qtcf", "holds"), [(499, True), (500, False), (Unknown, Unknown)])
def test_qtcf_is_below_the_alert(qtcf, holds):
    assert qtcf_is_below_the_alert(qtcf, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("qtcf", "baseline", "holds"),
    [
        (460, 400, True),
        (461, 400, False),
        (300, 400, True),
        (Unknown, 400, Unknown),
        (460, Unknown, Unknown),
    ],
)
def test_qtcf_stays_near_its_baseline(qtcf, baseline, holds):
    assert qtcf_stays_near_its_baseline(qtcf, baseline, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("qtcf", "printed", "holds"),
    [
        (420, 440, True),
        (440, 420, True),
        (420, 441, False),
        (441, 420, False),
        (Unknown, 420, Unknown),
        (420, Unknown, Unknown),
    ],
)
def test_qtcf_is_about_the_one_printed(qtcf, printed, holds):
    assert qtcf_is_about_the_one_printed(qtcf, printed) is holds


@pytest.mark.parametrize(
    ("code", "qtcf", "holds"),
    [
        ("SCR", 480, True),
        ("SCR", 481, False),
        ("C1D1", 481, True),
        ("SCR", Unknown, Unknown),
        (Unknown, 481, Unknown),
        (Unknown, 480, True),
    ],
)
def test_qtcf_allows_entry(code, qtcf, holds):
    assert qtcf_allows_entry(Form(code=code), qtcf, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("interpretation", "on", "events", "history", "holds"),
    [
        ("ABN_CS", january(8), [since(january(8))], [], True),
        ("ABN_CS", january(8), [since(january(9))], [], False),
        ("ABN_CS", january(8), [], [CARDIAC], True),
        ("ABN_CS", january(8), [], [HEPATIC], False),
        ("ABN_CS", january(8), [], [], False),
        ("ABN_NCS", january(8), [], [], True),
        ("NORMAL", Unknown, [], [], True),
        ("ABN_CS", january(8), [since(PartialDate("2026-01"))], [], Unknown),
        ("ABN_CS", january(8), [since(PartialDate("2025-12"))], [], True),
        ("ABN_CS", january(8), [since(Unknown)], [HEPATIC], Unknown),
        ("ABN_CS", Unknown, [since(january(8))], [], Unknown),
        ("ABN_CS", Unknown, [], [], False),
        ("ABN_CS", january(8), [], [Form(category=Unknown)], Unknown),
        (Unknown, january(8), [], [], Unknown),
    ],
)
def test_a_significant_abnormality_is_an_event_or_history(
    interpretation, on, events, history, holds
):
    truth = significant_abnormality_is_an_event_or_history(interpretation, on, events, history)

    assert truth is holds


@pytest.mark.parametrize(
    ("visit", "qt", "failing"),
    [
        ("SCR", 480, []),
        ("SCR", 481, ["ECG-004"]),
        ("SCR", 500, ["ECG-001", "ECG-004"]),
        ("C1D1", 481, ["GEN-RANGE-SOFT"]),
        ("C1D1", 500, ["ECG-001"]),
        ("C1D1", 299, ["GEN-RANGE-SOFT"]),
    ],
)
def test_a_long_interval_is_asked_about_by_the_check_that_knows_why(visit, qt, failing):
    chart = knowing(c1d1_date=Unknown)

    ecg = record(chart, visit=(visit, 1), qt_ms=qt, heart_rate=60)

    assert told(chart, ecg, beside="qtcf_ms") == failing


def test_a_longer_interval_than_at_baseline_is_asked_about():
    chart = knowing(c1d1_date=january(10))
    record(chart, ecg_date=january(10), qt_ms=400, heart_rate=60)

    on_treatment = record(chart, ecg_date=january(12), qt_ms=461, heart_rate=60)

    assert told(chart, on_treatment, beside="qtcf_ms") == ["ECG-002"]


def test_a_significant_abnormality_is_settled_by_an_event_or_by_the_history():
    unexplained, by_event, by_history = blank_chart(), blank_chart(), blank_chart()
    fill(by_event, AdverseEvent, start_date="2026-01-07")
    fill(by_history, MedicalHistory, category="CARDIAC")

    def asked(chart):
        ecg = record(chart, ecg_date="2026-01-08", interpretation="ABN_CS")
        return told(chart, ecg, beside="interpretation")

    assert asked(unexplained) == ["ECG-005"]
    assert asked(by_event) == asked(by_history) == []


@pytest.mark.parametrize(
    ("day", "failing"), [(date(2026, 1, 3), []), (date(2026, 1, 2), ["GEN-CONSENT"])]
)
def test_an_electrocardiogram_of_routine_care_may_be_a_screening_window_older_than_consent(
    day, failing
):
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date="2026-01-31")

    assert told(chart, record(chart, ecg_date=day), beside="ecg_date") == failing
