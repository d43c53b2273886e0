"""After VOD/SOS inotuzumab ozogamicin is neither planned nor given."""

from types import SimpleNamespace as Form

import pytest

from dosing.checks.dosing_cycle import no_ino_is_planned_after_vod
from dosing.checks.ino_infusion import no_ino_is_given_after_vod
from dosing.models import DosingCycle, InoInfusion
from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from safety.models import VodSos
from tests.enrollment.paper import blank_chart, failing, fill, january

ONSET = january(10)


def vod(onset=ONSET, confirmed="Y"):
    return Form(onset_date=onset, diagnosis_confirmed=confirmed)


@pytest.mark.parametrize(
    ("form", "check_id", "question"),
    [(DosingCycle, "CYC-014", "ino_regimen"), (InoInfusion, "INO-015", "infusion_date")],
)
def test_ino_after_vod_is_asked_about_and_shown_there(form, check_id, question):
    checks = {check.id: (check.severity, check.question) for check in listed_checks(form)}

    assert checks[check_id] == (Severity.SOFT, question)


@pytest.mark.parametrize(
    ("on", "assessments", "holds"),
    [
        (january(9), [vod()], True),
        (january(10), [vod()], False),
        (january(11), [vod()], False),
        (january(11), [vod(confirmed="N")], True),
        (january(11), [vod(confirmed="PENDING")], True),
        (january(11), [vod(confirmed="N"), vod()], False),
        (january(11), [], True),
        (january(11), [vod(onset=Unknown)], Unknown),
        (january(11), [vod(confirmed=Unknown)], Unknown),
        (Unknown, [vod()], Unknown),
    ],
)
def test_ino_may_only_precede_confirmed_vod(on, assessments, holds):
    assert no_ino_is_planned_after_vod(on, "LABEL_CR", assessments) is holds
    assert no_ino_is_given_after_vod(on, "Y", assessments) is holds


@pytest.mark.parametrize(("regimen", "holds"), [("NONE", True), (Unknown, Unknown)])
def test_a_cycle_without_ino_may_follow_vod(regimen, holds):
    assert no_ino_is_planned_after_vod(january(11), regimen, [vod()]) is holds


@pytest.mark.parametrize(("given", "holds"), [("N", True), (Unknown, Unknown)])
def test_an_infusion_that_was_not_given_may_follow_vod(given, holds):
    assert no_ino_is_given_after_vod(january(11), given, [vod()]) is holds


def test_a_cycle_and_its_infusion_are_queried_once_vod_is_confirmed():
    chart = blank_chart()
    cycle = fill(chart, DosingCycle, cycle_start_date=january(12), ino_regimen="LABEL_CR")
    infusion = fill(chart, InoInfusion, given="Y", infusion_date=january(12))

    assert failing(chart, cycle, beside="ino_regimen") == []
    assert failing(chart, infusion, beside="infusion_date") == []

    fill(chart, VodSos, onset_date=ONSET, diagnosis_confirmed="Y")

    assert failing(chart, cycle, beside="ino_regimen") == ["CYC-014"]
    assert failing(chart, infusion, beside="infusion_date") == ["INO-015"]
