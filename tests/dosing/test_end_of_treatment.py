"""End of study treatment: what is asked about it, and what its records bear out."""

from datetime import date, datetime
from types import SimpleNamespace as Form

import pytest

from dosing.checks.end_of_treatment import (
    end_by_death_has_a_death_form,
    end_by_relapse_has_a_relapse_form,
    end_by_vod_has_a_vod_form,
    last_day_of_olverembatinib_is_that_of_its_records,
    last_infusion_is_that_of_the_records,
    no_treatment_stands_alone,
    olverembatinib_is_no_longer_taken,
)
from dosing.models import DosingCycle, EndOfTreatment, InoInfusion, OlverembatinibPeriod
from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from safety.models import VodSos
from tests.enrollment.paper import (
    SHANGHAI,
    blank_chart,
    dies,
    failing,
    fill,
    january,
    owed,
    shows,
    takes_olverembatinib,
)

HARD, SOFT = Severity.HARD, Severity.SOFT
ALWAYS_OWED = {"eot_date", "reason", "next_treatment"}


def taken(chart, *, until, status="TAKEN"):
    """Olverembatinib from 1 January to a day."""
    answers = {"start_date": january(1), "end_date": until, "ongoing": "N"}
    return fill(chart, OlverembatinibPeriod, period_status=status, **answers)


def infused(chart, day, *, given="Y", cycle=1):
    start = datetime(2026, 1, day, 9, 0, tzinfo=SHANGHAI)
    answers = {"infusion_date": january(day), "infusion_start": start, "cycle_number": cycle}
    return fill(chart, InoInfusion, given=given, **answers)


def test_the_checks_of_the_end_of_treatment_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(EndOfTreatment)}

    assert checks == {
        "EOT-001": (SOFT, "last_olv_date"),
        "EOT-002": (SOFT, "last_ino_date"),
        "EOT-003": (SOFT, "reason"),
        "EOT-004": (SOFT, "reason"),
        "EOT-005": (SOFT, "reason"),
        "EOT-006": (HARD, "last_olv_date"),
        "EOT-007": (HARD, "next_treatment"),
    }


@pytest.mark.parametrize(
    ("answers", "more"),
    [
        ({}, set()),
        ({"reason": "TO_HSCT"}, set()),
        ({"reason": "AE"}, {"related_ae"}),
        ({"reason": "VOD"}, {"related_ae"}),
        ({"reason": "OTHER"}, {"reason_other"}),
    ],
)
def test_what_is_owed_depends_on_the_reason(answers, more):
    assert owed(EndOfTreatment, **answers) == ALWAYS_OWED - answers.keys() | more


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("related_ae", {"reason": "AE"}, {"reason": "DEATH"}),
        ("related_ae", {"reason": "VOD"}, {"reason": "OTHER"}),
        ("reason_other", {"reason": "OTHER"}, {"reason": "AE"}),
        ("next_treatment_date", {"next_treatment": ["TKI"]}, {"next_treatment": ["NONE"]}),
        ("next_treatment_date", {"next_treatment": ["UNK"]}, {"next_treatment": ["NONE", "TKI"]}),
    ],
)
def test_a_question_is_asked_only_when_it_applies(question, applies, does_not):
    assert shows(EndOfTreatment, question, **applies)
    assert not shows(EndOfTreatment, question, **does_not)
    assert not shows(EndOfTreatment, question)


def test_the_last_dose_is_owed_of_a_drug_that_was_given():
    chart = blank_chart()
    taken(chart, until=january(20))
    infused(chart, 15)

    end = fill(chart, EndOfTreatment)

    assert failing(chart, end, beside="last_olv_date") == ["GEN-REQUIRED"]
    assert failing(chart, end, beside="last_ino_date") == ["GEN-REQUIRED"]


def test_the_last_dose_is_not_owed_of_a_drug_that_was_never_given():
    chart = blank_chart()
    taken(chart, until=january(20), status="INTERRUPTED")
    infused(chart, 15, given="N")

    end = fill(chart, EndOfTreatment)

    assert failing(chart, end, beside="last_olv_date") == []
    assert failing(chart, end, beside="last_ino_date") == []


@pytest.mark.parametrize(
    ("period", "holds"),
    [
        (Form(period_status="TAKEN", ongoing="N", end_date=january(20)), True),
        (Form(period_status="TAKEN", ongoing="N", end_date=january(19)), False),
        (Form(period_status="TAKEN", ongoing="N", end_date=january(21)), False),
        (Form(period_status="TAKEN", ongoing="Y", end_date=Unknown), Unknown),
        (Form(period_status="INTERRUPTED", ongoing="N", end_date=january(19)), Unknown),
    ],
)
def test_the_last_day_of_olverembatinib_is_that_of_its_records(period, holds):
    assert last_day_of_olverembatinib_is_that_of_its_records(january(20), [period]) is holds
    assert last_day_of_olverembatinib_is_that_of_its_records(Unknown, [period]) is Unknown


@pytest.mark.parametrize(
    ("day", "given", "holds"),
    [(15, "Y", True), (14, "Y", False), (16, "Y", False), (14, "N", Unknown)],
)
def test_the_last_infusion_is_that_of_the_records(day, given, holds):
    infusion = Form(given=given, infusion_start=datetime(2026, 1, day, 9, 0, tzinfo=SHANGHAI))

    assert last_infusion_is_that_of_the_records(january(15), [infusion]) is holds
    assert last_infusion_is_that_of_the_records(Unknown, [infusion]) is Unknown


@pytest.mark.parametrize(
    ("reason", "day", "holds"),
    [
        ("DEATH", january(3), True),
        ("DEATH", Unknown, False),
        ("RELAPSE", Unknown, True),
        (Unknown, january(3), True),
        (Unknown, Unknown, Unknown),
    ],
)
def test_an_end_by_death_has_a_death_form(reason, day, holds):
    assert end_by_death_has_a_death_form(reason, day) is holds


@pytest.mark.parametrize(
    ("reason", "day", "holds"),
    [
        ("RELAPSE", january(3), True),
        ("RELAPSE", Unknown, False),
        ("DEATH", Unknown, True),
        (Unknown, Unknown, Unknown),
    ],
)
def test_an_end_by_relapse_has_a_relapse_form(reason, day, holds):
    assert end_by_relapse_has_a_relapse_form(reason, day) is holds


@pytest.mark.parametrize(
    ("reason", "onsets", "holds"),
    [
        ("VOD", [january(10)], True),
        ("VOD", [january(11)], False),
        ("VOD", [january(11), january(9)], True),
        ("VOD", [], False),
        ("VOD", [Unknown], Unknown),
        ("AE", [], True),
        (Unknown, [], Unknown),
    ],
)
def test_an_end_by_vod_has_a_vod_form(reason, onsets, holds):
    assessments = [Form(onset_date=onset) for onset in onsets]

    assert end_by_vod_has_a_vod_form(january(10), reason, assessments) is holds


def test_without_the_date_of_the_decision_no_vod_form_can_be_matched():
    assessments = [Form(onset_date=january(9))]

    assert end_by_vod_has_a_vod_form(Unknown, "VOD", assessments) is Unknown


@pytest.mark.parametrize(
    ("status", "ongoing", "holds"),
    [
        ("TAKEN", "Y", False),
        ("TAKEN", "N", True),
        ("INTERRUPTED", "Y", True),
        ("TAKEN", Unknown, Unknown),
        (Unknown, "Y", Unknown),
    ],
)
def test_olverembatinib_is_no_longer_taken(status, ongoing, holds):
    period = Form(period_status=status, ongoing=ongoing)

    assert olverembatinib_is_no_longer_taken([period]) is holds


def test_who_never_took_olverembatinib_takes_none():
    assert olverembatinib_is_no_longer_taken([]) is True


@pytest.mark.parametrize(
    ("treatments", "holds"),
    [
        (["NONE"], True),
        (["HSCT", "TKI"], True),
        (["NONE", "TKI"], False),
        (Unknown, Unknown),
    ],
)
def test_no_treatment_stands_alone(treatments, holds):
    assert no_treatment_stands_alone(treatments) is holds


def test_treatment_does_not_end_while_olverembatinib_is_taken():
    chart = blank_chart()
    takes_olverembatinib(chart, since=january(1))

    end = fill(chart, EndOfTreatment, last_olv_date=january(20))

    assert failing(chart, end, beside="last_olv_date") == ["EOT-006"]


def test_last_doses_are_compared_with_the_records_and_not_with_themselves():
    chart = blank_chart()
    taken(chart, until=january(20))
    infused(chart, 15)

    end = fill(chart, EndOfTreatment, last_olv_date=january(19), last_ino_date=january(14))

    assert failing(chart, end, beside="last_olv_date") == ["EOT-001"]
    assert failing(chart, end, beside="last_ino_date") == ["EOT-002"]


def test_a_vod_form_of_the_subject_stands_behind_the_reason():
    chart = blank_chart()
    end = fill(chart, EndOfTreatment, eot_date=january(20), reason="VOD", related_ae_id=7)
    before = failing(chart, end, beside="reason")

    fill(chart, VodSos, onset_date=january(18))

    assert before == ["EOT-005"]
    assert failing(chart, end, beside="reason") == []


def test_the_decision_and_the_next_treatment_may_be_written_down_after_death():
    chart = blank_chart()
    dies(chart, on=january(10))
    dates = {"eot_date": january(12), "last_olv_date": january(11)}

    end = fill(
        chart, EndOfTreatment, next_treatment=["TKI"], next_treatment_date="2026-01-12", **dates
    )

    assert failing(chart, end, beside="eot_date") == []
    assert failing(chart, end, beside="next_treatment_date") == []
    assert failing(chart, end, beside="last_olv_date") == ["GEN-DEATH"]


def test_cycles_count_when_ino_was_given_in_them():
    chart = blank_chart()
    for number in (1, 2):
        fill(chart, DosingCycle, cycle_number=number, cycle_start_date=date(2026, number, 1))
    infused(chart, 5)
    infused(chart, 12)
    infused(chart, 26, given="N", cycle=2)

    assert fill(chart, EndOfTreatment).ino_cycles == 1
    assert fill(blank_chart(), EndOfTreatment).ino_cycles is Unknown
