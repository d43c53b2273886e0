"""The enrolment decision: what is asked, and what cannot be."""

from types import SimpleNamespace

import pytest

from edc.access import Permission
from edc.actions import entry
from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from enrollment.checks.enrolment import (
    enrolled_patients_meet_every_criterion,
    enrolment_follows_consent,
    enrolment_precedes_the_first_dose,
    failure_by_criterion_shows_on_the_eligibility_form,
    first_dose_is_within_7_days_of_enrolment,
    first_dose_is_within_the_screening_window,
    whoever_was_treated_was_enrolled,
)
from enrollment.models import Eligibility, Enrolment, InformedConsent
from enrollment.models.enrolment import number_of_subject
from tests.enrollment.paper import blank_chart, failing, fill, january, owed, same, shows
from tests.enrollment.screening import ELIGIBLE
from tests.patients import enter
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_the_checks_of_enrolment_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(Enrolment)}

    assert checks == {
        "ENR-001": (HARD, "decision"),
        "ENR-002": (SOFT, "enrolment_date"),
        "ENR-003": (HARD, "decision"),
        "ENR-004": (SOFT, "enrolment_date"),
        "ENR-005": (SOFT, "enrolment_date"),
        "ENR-006": (SOFT, "screen_failure_reason"),
        "ENR-007": (SOFT, "enrolment_date"),
    }


def test_an_empty_decision_owes_its_date_and_itself():
    assert owed(Enrolment) == {"decision_date", "decision"}


def test_an_enrolment_owes_its_date_and_the_plan():
    assert owed(Enrolment, decision="ENROLLED") == {
        "decision_date",
        "enrolment_date",
        "planned_ino_regimen",
        "planned_olv_dose",
        "donor_status",
    }


def test_a_screen_failure_owes_its_reason():
    assert owed(Enrolment, decision="SCREEN_FAILURE") == {"decision_date", "screen_failure_reason"}


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("enrolment_date", {"decision": "ENROLLED"}, {"decision": "WITHDREW"}),
        ("planned_ino_regimen", {"decision": "ENROLLED"}, {"decision": "WITHDREW"}),
        ("planned_olv_dose", {"decision": "ENROLLED"}, {"decision": "WITHDREW"}),
        ("donor_status", {"decision": "ENROLLED"}, {"decision": "WITHDREW"}),
        ("screen_failure_reason", {"decision": "SCREEN_FAILURE"}, {"decision": "ENROLLED"}),
        (
            "failed_criteria",
            {"decision": "SCREEN_FAILURE", "screen_failure_reason": "CRITERIA"},
            {"decision": "SCREEN_FAILURE", "screen_failure_reason": "DEATH"},
        ),
        (
            "planned_ino_other",
            {"decision": "ENROLLED", "planned_ino_regimen": "OTHER"},
            {"decision": "ENROLLED", "planned_ino_regimen": "LOW_MRD"},
        ),
    ],
)
def test_a_question_is_asked_only_when_it_applies(question, applies, does_not):
    assert shows(Enrolment, question, **applies)
    assert not shows(Enrolment, question, **does_not)
    assert not shows(Enrolment, question)


def test_criteria_are_not_asked_of_somebody_enrolled_after_all():
    leftover = {"decision": "ENROLLED", "screen_failure_reason": "CRITERIA"}

    assert not shows(Enrolment, "failed_criteria", **leftover)


def test_only_an_enrolled_subject_gets_a_number_and_only_from_who_may_enrol():
    assert Enrolment.gives_number_when(decision="ENROLLED") is True
    assert Enrolment.gives_number_when(decision="SCREEN_FAILURE") is False
    assert Enrolment.gives_number_when(decision=Unknown) is Unknown
    assert Enrolment.completed_by == Permission.ENROL


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        (SimpleNamespace(number="01-007"), "01-007"),
        (SimpleNamespace(number=None), Unknown),
        (None, Unknown),
    ],
)
def test_the_subject_number_is_that_of_the_subject(subject, number):
    assert same(number_of_subject(subject), number)


@pytest.mark.parametrize(
    ("enrolled", "holds"), [(january(5), True), (january(4), False), (Unknown, Unknown)]
)
def test_enrolment_follows_consent(enrolled, holds):
    assert enrolment_follows_consent(enrolment_date=enrolled, consent_date=january(5)) is holds


@pytest.mark.parametrize(
    ("decision", "first_dose", "holds"),
    [
        ("ENROLLED", january(8), True),
        ("SCREEN_FAILURE", january(8), False),
        ("WITHDREW", january(8), False),
        ("SCREEN_FAILURE", Unknown, True),
        (Unknown, january(8), Unknown),
    ],
)
def test_whoever_was_treated_was_enrolled(decision, first_dose, holds):
    truth = whoever_was_treated_was_enrolled(decision=decision, c1d1_date=first_dose)

    assert truth is holds


@pytest.mark.parametrize(
    ("first_dose", "holds"), [(january(12), True), (january(13), False), (Unknown, Unknown)]
)
def test_the_first_dose_is_within_7_days_of_enrolment(first_dose, holds):
    truth = first_dose_is_within_7_days_of_enrolment(
        enrolment_date=january(5), c1d1_date=first_dose
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("first_dose", "holds"), [(january(29), True), (january(30), False), (Unknown, Unknown)]
)
def test_the_first_dose_is_within_28_days_of_consent(first_dose, holds):
    truth = first_dose_is_within_the_screening_window(
        consent_date=january(1), c1d1_date=first_dose, param=PARAMETERS
    )

    assert truth is holds


@pytest.mark.parametrize(
    ("enrolled", "holds"), [(january(8), True), (january(9), False), (Unknown, Unknown)]
)
def test_enrolment_precedes_the_first_dose(enrolled, holds):
    truth = enrolment_precedes_the_first_dose(enrolment_date=enrolled, c1d1_date=january(8))

    assert truth is holds


def assessed(chart, *, on="2026-01-05", **answers):
    """The criteria assessed on a day; all of them met but for what is told otherwise."""
    given = ELIGIBLE | {"assessment_date": on} | answers
    fill(chart, Eligibility, **given)
    chart.sort()


@pytest.mark.parametrize(
    ("decision", "met", "holds"),
    [
        ("ENROLLED", ["Y"], True),
        ("ENROLLED", ["N"], False),
        ("ENROLLED", ["N", "Y"], True),
        ("ENROLLED", ["Y", "N"], False),
        ("ENROLLED", [], False),
        ("SCREEN_FAILURE", ["N"], True),
        ("WITHDREW", [], True),
        (Unknown, ["Y"], True),
        (Unknown, [], Unknown),
    ],
)
def test_enrolled_patients_met_every_criterion_when_last_assessed(decision, met, holds):
    assessments = [SimpleNamespace(all_criteria_met=answer) for answer in met]

    assert enrolled_patients_meet_every_criterion(decision, assessments) is holds


@pytest.mark.parametrize(
    ("reason", "met", "holds"),
    [
        ("CRITERIA", ["N"], True),
        ("CRITERIA", ["Y"], False),
        ("CRITERIA", ["Y", "N"], True),
        ("CRITERIA", ["N", "Y"], False),
        ("CRITERIA", [], Unknown),
        ("DEATH", ["Y"], True),
        (Unknown, ["Y"], Unknown),
    ],
)
def test_a_failure_by_criterion_shows_on_the_eligibility_form(reason, met, holds):
    assessments = [SimpleNamespace(all_criteria_met=answer) for answer in met]

    truth = failure_by_criterion_shows_on_the_eligibility_form(reason, assessments)

    assert truth is holds


def test_nobody_is_enrolled_without_an_assessment_of_the_criteria():
    chart = blank_chart()
    decision = fill(chart, Enrolment, decision="ENROLLED")

    assert "ENR-001" in failing(chart, decision, beside="decision")


def test_the_latest_assessment_decides_on_enrolment_whichever_was_entered_first():
    chart = blank_chart()
    assessed(chart, on="2026-01-09")
    assessed(chart, on="2026-01-05", inc06="N")
    decision = fill(chart, Enrolment, decision="ENROLLED")

    assert failing(chart, decision, beside="decision") == []


def test_a_criterion_that_fails_in_a_later_assessment_prevents_enrolment():
    chart = blank_chart()
    assessed(chart, on="2026-01-05")
    assessed(chart, on="2026-01-09", exc14="Y")
    decision = fill(chart, Enrolment, decision="ENROLLED")

    assert failing(chart, decision, beside="decision") == ["ENR-001"]


def test_a_screen_failure_by_criterion_is_asked_about_when_all_are_met():
    chart = blank_chart()
    assessed(chart)
    failure = {"decision": "SCREEN_FAILURE", "screen_failure_reason": "CRITERIA"}
    decision = fill(chart, Enrolment, **failure)

    assert failing(chart, decision, beside="screen_failure_reason") == ["ENR-006"]


def test_a_decision_recorded_before_consent_is_asked_about_beside_its_own_date():
    chart = blank_chart()
    consent = {"consent_type": "MAIN", "consent_date": "2026-01-05"}
    fill(chart, InformedConsent, **consent)
    decision = fill(chart, Enrolment, decision="ENROLLED", decision_date="2026-01-04")

    assert failing(chart, decision, beside="decision_date") == ["GEN-CONSENT"]
    assert failing(chart, decision, beside="enrolment_date") == ["GEN-REQUIRED"]


ENROLLING = {"decision": entry.Typed("ENROLLED")}


def test_completing_an_enrolment_gives_the_subject_a_number_and_shows_it(subject, ines):
    enter(subject, "eligibility", ELIGIBLE, by=ines, visit="SCR")

    place = entry.Place(subject, ("SCR", 1), "enrolment")
    outcome = entry.save(place=place, typed=ENROLLING, by=ines, complete=True)

    assert outcome.answers.subject_number == "01-001"


def test_an_enrolment_of_somebody_not_eligible_stays_a_draft_without_a_number(subject, ines):
    enter(subject, "eligibility", ELIGIBLE | {"inc04": "N"}, by=ines, visit="SCR")

    place = entry.Place(subject, ("SCR", 1), "enrolment")
    outcome = entry.save(place=place, typed=ENROLLING, by=ines, complete=True)

    assert "ENR-001" in [found.check.id for found in outcome.broken]
    assert outcome.answers.subject_number is Unknown
