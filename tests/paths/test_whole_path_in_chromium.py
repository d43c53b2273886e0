"""The path of a patient who is alive one year after the transplant, entered in Chromium."""

from datetime import UTC, datetime

import pytest

from edc.actions.assessing import assess_due
from followup.actions import STATE
from tests.paths import screening
from tests.paths.entering import DECISIONS
from tests.paths.paper import Calendar, Paper, later
from tests.paths.paths import PATHS
from tests.paths.sitting import Sitting, SittingWithoutScripts
from tests.stories.hands import sign_in

pytestmark = pytest.mark.browser

PATH = PATHS["HSCT and alive at one year"]
DAYS_SINCE_THE_END = 30
LAST_VISIT = "HM12"


def papers_of_who_ended_lately() -> list[Paper]:
    today = datetime.now(UTC).date()
    days = PATH(Calendar(today))[-1].day + DAYS_SINCE_THE_END
    return [paper for step in PATH(Calendar(later(today, -days))) for paper in step.papers]


@pytest.fixture
def seated(live_trial, subject, lin, ines, person_at):
    """Seat somebody before a browser, signed in, with the subject's papers at hand."""

    def seat(username, kind, **options):
        page = person_at(live_trial.url, **options)
        sign_in(page, username)
        return kind(page, subject.screening_number)

    return seat


@pytest.fixture
def whoever_enters(seated, subject, desk):
    """Who enters a paper, where the schedule is too long to type every form again and again.

    Lin types each form when it comes first; her program sends it when it comes again. The last
    visit, and what corrects a form, she enters without scripts. Ines takes the decisions.
    """
    lin, ines, program = seated("lin", Sitting), seated("ines", Sitting), desk(subject)
    plain = seated("lin", SittingWithoutScripts, java_script_enabled=False)
    typed = set()

    def choose(paper):
        if paper.form in DECISIONS:
            return ines
        if paper.why or (paper.visit == LAST_VISIT and paper.form in typed):
            return plain
        if paper.form in typed:
            return program
        typed.add(paper.form)
        return lin

    program.enter_all([screening.site(), *screening.reference_ranges()])
    return choose


def test_a_coordinator_and_an_investigator_enter_a_whole_path(whoever_enters, subject, seated):
    for paper in papers_of_who_ended_lately():
        whoever_enters(paper).enter(paper)

    assess_due(STATE)
    page = seated("lin", Sitting).page
    page.goto(f"/subjects/{subject.screening_number}/")
    page.wait_for_selector("#status :text('One year after HSCT completed')")
    at_visits = subject.records.exclude(visit=None)
    assert page.locator(".matrix .state.complete").count() == at_visits.count()
    assert page.locator(".matrix .state.overdue").count() == 0
    assert page.locator(".matrix [title='Not begun']").count() == 0
