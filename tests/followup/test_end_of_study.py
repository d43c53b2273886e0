"""The end of study: what is asked, and what the outcome must agree with."""

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from edc.schedule import Need
from followup.checks.end_of_study import (
    contact_ends_by_the_end_of_study,
    death_has_its_form,
    follow_up_is_complete_after_one_year,
    nobody_is_lost_too_early,
    outcome_of_the_dead_is_death,
    transplanted_subject_does_not_complete_without_hsct,
)
from followup.models import EndOfStudy
from tests.enrollment.paper import dies, failing, fill, owed, shows
from tests.followup.paper import DAY_0, day, transplanted, treated
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_every_end_owes_date_outcome_contact_and_signature():
    assert owed(EndOfStudy) == {"eos_date", "outcome", "last_contact_date", "pi_sign_off"}


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("last_alive_confirmed", {"outcome": "LTFU"}, {"outcome": "DEATH"}),
        ("reason_other", {"outcome": "OTHER"}, {"outcome": "SPONSOR"}),
        ("pi_sign_date", {"pi_sign_off": "Y"}, {"pi_sign_off": "N"}),
    ],
)
def test_a_question_is_asked_and_owed_only_when_it_applies(question, applies, does_not):
    assert question in owed(EndOfStudy, **applies)
    assert not shows(EndOfStudy, question, **does_not)
    assert not shows(EndOfStudy, question)


@pytest.mark.parametrize(
    ("outcome", "is_owed"),
    [
        ("COMPLETED", True),
        ("LTFU", True),
        ("WITHDREW", True),
        ("DEATH", True),
        ("SPONSOR", False),
        ("OTHER", False),
        (None, False),
    ],
)
def test_the_status_at_one_year_is_owed_by_these_outcomes(outcome, is_owed):
    chart = transplanted()

    end = fill(chart, EndOfStudy, outcome=outcome)

    assert chart.shows(end, EndOfStudy.asked["one_year_status_known"])
    fails = failing(chart, end, beside="one_year_status_known")
    assert fails == (["GEN-REQUIRED"] if is_owed else [])


def test_the_status_at_one_year_is_asked_after_transplantation_only():
    assert not shows(EndOfStudy, "one_year_status_known", outcome="COMPLETED")


def test_it_is_collected_once_at_the_end():
    assert {c.visit.code: c.need for c in EndOfStudy.visits} == {"EOS": Need.REQUIRED}
    assert EndOfStudy.repeats == "once"


def test_the_checks_of_the_end_are_these_and_shown_there():
    listed = listed_checks(EndOfStudy)

    assert {check.id: (check.severity, check.question) for check in listed} == {
        "EOS-001": (HARD, "outcome"),
        "EOS-002": (SOFT, "outcome"),
        "EOS-003": (SOFT, "outcome"),
        "EOS-004": (HARD, "last_contact_date"),
        "EOS-005": (SOFT, "outcome"),
        "EOS-006": (HARD, "outcome"),
    }


@pytest.mark.parametrize(
    ("outcome", "death", "holds"),
    [
        ("DEATH", day(5), True),
        ("DEATH", Unknown, False),
        ("LTFU", Unknown, True),
        (Unknown, Unknown, Unknown),
    ],
)
def test_death_has_its_form(outcome, death, holds):
    assert death_has_its_form(outcome, death) is holds


@pytest.mark.parametrize(
    ("outcome", "contact", "d0", "holds"),
    [
        ("COMPLETED", day(365), DAY_0, True),
        ("COMPLETED", day(364), DAY_0, False),
        ("LTFU", day(364), DAY_0, True),
        ("COMPLETED", Unknown, DAY_0, Unknown),
        ("COMPLETED", day(364), Unknown, Unknown),
        (Unknown, day(364), DAY_0, Unknown),
    ],
)
def test_follow_up_is_complete_after_one_year(outcome, contact, d0, holds):
    assert follow_up_is_complete_after_one_year(outcome, contact, d0, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("outcome", "alive", "ended", "holds"),
    [
        ("LTFU", DAY_0, day(180), True),
        ("LTFU", DAY_0, day(179), False),
        ("WITHDREW", DAY_0, day(1), True),
        ("LTFU", Unknown, day(179), Unknown),
        ("LTFU", DAY_0, Unknown, Unknown),
        (Unknown, DAY_0, day(179), Unknown),
    ],
)
def test_nobody_is_lost_too_early(outcome, alive, ended, holds):
    assert nobody_is_lost_too_early(outcome, alive, ended, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("ended", "contact", "holds"),
    [
        (day(10), day(10), True),
        (day(10), day(11), False),
        (Unknown, day(11), Unknown),
        (day(10), Unknown, Unknown),
    ],
)
def test_contact_ends_by_the_end_of_study(ended, contact, holds):
    assert contact_ends_by_the_end_of_study(ended, contact) is holds


@pytest.mark.parametrize(
    ("outcome", "death", "holds"),
    [
        ("DEATH", day(5), True),
        ("LTFU", day(5), False),
        ("LTFU", Unknown, True),
        (Unknown, day(5), Unknown),
        (Unknown, Unknown, True),
    ],
)
def test_outcome_of_the_dead_is_death(outcome, death, holds):
    assert outcome_of_the_dead_is_death(outcome, death) is holds


@pytest.mark.parametrize(
    ("outcome", "d0", "holds"),
    [
        ("COMPLETED_NOHSCT", Unknown, True),
        ("COMPLETED_NOHSCT", DAY_0, False),
        ("COMPLETED", DAY_0, True),
        (Unknown, DAY_0, Unknown),
        (Unknown, Unknown, True),
    ],
)
def test_transplanted_subject_does_not_complete_without_hsct(outcome, d0, holds):
    assert transplanted_subject_does_not_complete_without_hsct(outcome, d0) is holds


@pytest.mark.parametrize(
    ("outcome", "fails"), [("DEATH", []), ("LTFU", ["EOS-005"]), ("WITHDREW", ["EOS-005"])]
)
def test_the_outcome_of_a_subject_who_died_is_death(outcome, fails):
    chart = treated()
    dies(chart, on=day(10))

    end = fill(chart, EndOfStudy, outcome=outcome)

    assert failing(chart, end, beside="outcome") == fails


def test_a_subject_who_was_transplanted_does_not_end_without_transplant():
    chart = transplanted()

    end = fill(chart, EndOfStudy, outcome="COMPLETED_NOHSCT")

    assert failing(chart, end, beside="outcome") == ["EOS-006"]


@pytest.mark.parametrize("question", ["eos_date", "last_contact_date", "pi_sign_date"])
def test_the_trial_ends_after_death(question):
    chart = treated()
    dies(chart, on=day(10))
    dates = dict.fromkeys(("eos_date", "last_contact_date", "pi_sign_date"), day(20))

    end = fill(chart, EndOfStudy, outcome="DEATH", pi_sign_off="Y", **dates)

    assert failing(chart, end, beside=question) == []


def test_nobody_is_known_alive_after_death():
    chart = treated()
    dies(chart, on=day(10))

    end = fill(chart, EndOfStudy, outcome="LTFU", last_alive_confirmed=day(11))

    assert failing(chart, end, beside="last_alive_confirmed") == ["GEN-DEATH"]
