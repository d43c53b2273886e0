"""Unscheduled visits: what is asked, and the forms that their reasons open."""

import pytest

from edc.checks import Severity, listed_checks
from edc.crf import crf_named
from edc.logic import Unknown
from enrollment.checks.unscheduled_visit import (
    no_form_stands_alone,
    repeat_sample_opens_the_specimen_form,
    suspected_relapse_opens_a_marrow_form,
)
from enrollment.models import UnscheduledVisit
from enrollment.models.unscheduled_visit import FormOpened
from tests.enrollment.paper import blank_chart, dies, failing, fill, owed
from trial.protocol import UNS

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_an_unscheduled_visit_owes_its_day_its_reason_and_what_is_to_be_done():
    assert owed(UnscheduledVisit) == {"visit_date", "reason", "forms_opened"}


def test_it_belongs_to_the_unscheduled_visit_of_the_schedule():
    assert [(at.visit, str(at.need)) for at in UnscheduledVisit.visits] == [(UNS, "required")]


@pytest.mark.parametrize("name", [code for code in FormOpened.values if code != "NONE"])
def test_every_form_that_can_be_opened_is_a_form(name):
    assert crf_named(name).form == name


def test_the_checks_of_an_unscheduled_visit_are_these_and_shown_there():
    checks = {c.id: (c.severity, c.question) for c in listed_checks(UnscheduledVisit)}

    assert checks == {
        "UNS-001": (SOFT, "forms_opened"),
        "UNS-002": (SOFT, "forms_opened"),
        "UNS-003": (HARD, "forms_opened"),
    }


@pytest.mark.parametrize(
    ("reasons", "forms", "holds"),
    [
        (["SUSPECTED_RELAPSE"], ["bm_morphology"], True),
        (["SUSPECTED_RELAPSE"], ["mrd_specimen"], True),
        (["AE", "SUSPECTED_RELAPSE"], ["lab_chemistry", "mrd_specimen"], True),
        (["SUSPECTED_RELAPSE"], ["lab_chemistry"], False),
        (["AE", "SUSPECTED_RELAPSE"], ["NONE"], False),
        (["AE"], ["NONE"], True),
        (["AE"], Unknown, True),
        (["SUSPECTED_RELAPSE"], Unknown, Unknown),
        (Unknown, ["NONE"], Unknown),
        (Unknown, ["mrd_specimen"], True),
    ],
)
def test_a_suspected_relapse_opens_a_marrow_form(reasons, forms, holds):
    assert suspected_relapse_opens_a_marrow_form(reasons, forms) is holds


@pytest.mark.parametrize(
    ("reasons", "forms", "holds"),
    [
        (["REPEAT_SAMPLE"], ["mrd_specimen"], True),
        (["REPEAT_SAMPLE"], ["bm_morphology"], False),
        (["MRD_CHECK"], ["bm_morphology"], True),
        (["REPEAT_SAMPLE"], Unknown, Unknown),
        (Unknown, ["bm_morphology"], Unknown),
    ],
)
def test_a_repeat_sample_opens_the_specimen_form(reasons, forms, holds):
    assert repeat_sample_opens_the_specimen_form(reasons, forms) is holds


@pytest.mark.parametrize(
    ("forms", "holds"),
    [
        (["NONE"], True),
        (["ecg", "mrd_specimen"], True),
        (["ecg", "NONE"], False),
        (Unknown, Unknown),
    ],
)
def test_no_form_stands_alone(forms, holds):
    assert no_form_stands_alone(forms) is holds


def test_the_visit_itself_decides_what_may_be_dated_after_death():
    chart = blank_chart()
    dies(chart, on="2026-01-05")

    call = fill(chart, UnscheduledVisit, visit=("UNS", 1), visit_date="2026-01-06")

    assert failing(chart, call, beside="visit_date") == []


def test_each_unscheduled_visit_has_one_record():
    chart = blank_chart()
    fill(chart, UnscheduledVisit, visit=("UNS", 1))

    second = fill(chart, UnscheduledVisit, visit=("UNS", 2), visit_date="2026-01-05")
    again = fill(chart, UnscheduledVisit, visit=("UNS", 1), visit_date="2026-01-05")

    assert failing(chart, second, beside="visit_date") == []
    assert failing(chart, again, beside="visit_date") == ["GEN-DUPLICATE"]
