"""Treatment after transplantation: what is asked of it, and what it must agree with."""

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Unknown
from followup.checks.post_hsct_therapy import (
    adverse_event_behind_a_stop_is_entered,
    preempted_disease_was_found,
    therapy_follows_hsct,
    therapy_stops_after_it_starts,
    tki_waits_20_days,
    treated_relapse_has_its_form,
)
from followup.models import PostHsctTherapy, Relapse
from safety.models import AdverseEvent
from tests.enrollment.paper import failing, fill, owed, shows
from tests.followup.paper import DAY_0, day, said, transplanted

HARD, SOFT = Severity.HARD, Severity.SOFT
STOPPED = {"therapy": "TKI", "ongoing": "N", "stop_reason": "AE", "stop_date": day(60)}


def test_every_therapy_owes_kind_intent_and_days():
    assert owed(PostHsctTherapy) == {"therapy", "intent", "start_date", "ongoing"}


@pytest.mark.parametrize(
    ("question", "gate", "applies"),
    [
        ("tki_name", "therapy", {"TKI"}),
        ("dose", "therapy", {"TKI"}),
        ("frequency", "therapy", {"TKI"}),
        ("dli_cd3_dose", "therapy", {"DLI"}),
        ("stop_date", "ongoing", {"N"}),
        ("stop_reason", "ongoing", {"N"}),
    ],
)
def test_a_question_is_asked_and_owed_only_when_it_applies(question, gate, applies):
    codes = PostHsctTherapy.asked[gate].codelist.values

    assert {code for code in codes if shows(PostHsctTherapy, question, **{gate: code})} == applies
    assert {code for code in codes if question in owed(PostHsctTherapy, **{gate: code})} == applies
    assert not shows(PostHsctTherapy, question)


def test_it_hangs_on_no_visit():
    assert PostHsctTherapy.visits == ()


def test_the_checks_of_a_therapy_are_these_and_shown_there():
    listed = listed_checks(PostHsctTherapy)

    assert {check.id: (check.severity, check.question) for check in listed} == {
        "PHT-001": (HARD, "start_date"),
        "PHT-002": (HARD, "stop_date"),
        "PHT-003": (SOFT, "start_date"),
        "PHT-004": (SOFT, "intent"),
        "PHT-005": (SOFT, "intent"),
        "PHT-006": (SOFT, "stop_reason"),
    }


@pytest.mark.parametrize(
    ("started", "d0", "holds"),
    [
        (DAY_0, DAY_0, True),
        (day(-1), DAY_0, False),
        (Unknown, DAY_0, Unknown),
        (day(-1), Unknown, Unknown),
    ],
)
def test_therapy_follows_hsct(started, d0, holds):
    assert therapy_follows_hsct(started, d0) is holds


@pytest.mark.parametrize(
    ("started", "stopped", "holds"),
    [
        (day(30), day(30), True),
        (day(30), day(29), False),
        (day(30), Unknown, Unknown),
        (Unknown, day(29), Unknown),
    ],
)
def test_therapy_stops_after_it_starts(started, stopped, holds):
    assert therapy_stops_after_it_starts(started, stopped) is holds


@pytest.mark.parametrize(
    ("therapy", "started", "holds"),
    [
        ("TKI", day(20), True),
        ("TKI", day(19), False),
        ("DLI", day(19), True),
        ("TKI", Unknown, Unknown),
        (Unknown, day(19), Unknown),
    ],
)
def test_tki_waits_20_days(therapy, started, holds):
    assert tki_waits_20_days(therapy, started, DAY_0) is holds


def test_without_transplant_a_tki_waits_for_nothing():
    assert tki_waits_20_days("TKI", day(19), Unknown) is Unknown


@pytest.mark.parametrize(
    ("intent", "relapse", "holds"),
    [
        ("RELAPSE", day(50), True),
        ("RELAPSE", Unknown, False),
        ("PROPHYLACTIC", Unknown, True),
        (Unknown, Unknown, Unknown),
    ],
)
def test_treated_relapse_has_its_form(intent, relapse, holds):
    assert treated_relapse_has_its_form(intent, relapse) is holds


def pcr(status):
    return said(pcr_status=status)


def flow(status):
    return said(flow_status=status)


@pytest.mark.parametrize(
    ("intent", "pcrs", "flows", "holds"),
    [
        ("PREEMPTIVE", [pcr("NEGATIVE"), pcr("POSITIVE")], [], True),
        ("PREEMPTIVE", [pcr("NEGATIVE")], [flow("POSITIVE")], True),
        ("PREEMPTIVE", [pcr("NEGATIVE")], [flow("NOT_EVALUABLE")], False),
        ("PREEMPTIVE", [], [], False),
        ("PREEMPTIVE", [pcr(Unknown)], [], Unknown),
        ("PROPHYLACTIC", [], [], True),
        (Unknown, [], [], Unknown),
    ],
)
def test_preempted_disease_was_found(intent, pcrs, flows, holds):
    assert preempted_disease_was_found(intent, pcrs, flows) is holds


def event(started):
    return said(start_date=started)


@pytest.mark.parametrize(
    ("events", "holds"),
    [
        ([], False),
        ([event(PartialDate("2026-04-30"))], True),
        ([event(PartialDate("2026-05-01"))], False),
        ([event(PartialDate("2026-03"))], True),
        ([event(PartialDate("2026-04"))], True),
        ([event(PartialDate("2026"))], Unknown),
        ([event(Unknown)], Unknown),
        ([event(PartialDate("2026-05-01")), event(PartialDate("2026-04-01"))], True),
    ],
)
def test_the_adverse_event_behind_a_stop_is_entered(events, holds):
    assert day(60).isoformat() == "2026-04-30"

    assert adverse_event_behind_a_stop_is_entered(**STOPPED, adverse_events=events) is holds


@pytest.mark.parametrize(
    ("answers", "holds"),
    [
        ({"stop_reason": "PLANNED"}, True),
        ({"therapy": "DLI"}, True),
        ({"ongoing": "Y"}, True),
        ({"stop_reason": Unknown}, Unknown),
        ({"therapy": Unknown}, Unknown),
        ({"ongoing": Unknown}, Unknown),
        ({"stop_date": Unknown}, False),
    ],
)
def test_only_a_tki_stopped_for_an_event_needs_one(answers, holds):
    truth = adverse_event_behind_a_stop_is_entered(**STOPPED | answers, adverse_events=[])

    assert truth is holds


def test_a_stop_for_an_adverse_event_is_settled_by_entering_the_event():
    chart = transplanted()
    therapy = fill(chart, PostHsctTherapy, start_date=day(30), **STOPPED)
    assert failing(chart, therapy, beside="stop_reason") == ["PHT-006"]

    fill(chart, AdverseEvent, start_date="2026-04")
    chart.forget()

    assert failing(chart, therapy, beside="stop_reason") == []


@pytest.mark.parametrize(("kind", "fails"), [("MOLECULAR", ["PHT-004"]), ("CNS", [])])
def test_treatment_for_relapse_needs_a_relapse_that_counts(kind, fails):
    chart = transplanted()
    fill(chart, Relapse, relapse_date=day(50), relapse_type=[kind], confirmed_mrd="Y")

    therapy = fill(chart, PostHsctTherapy, therapy="CART", intent="RELAPSE", start_date=day(55))

    assert failing(chart, therapy, beside="intent") == fails
