"""Somebody asks, the site corrects and answers, who may closes; another site sees nothing."""

import pytest

from edc.actions.entry import Place, Typed, save
from edc.models import Assessment, Query
from tests import patients
from tests.stories import answers
from tests.stories.hands import correct, open_form, sign_in
from tests.waiting import wait_until

pytestmark = pytest.mark.browser


def typed(given):
    return {
        name: Typed(",".join(value) if isinstance(value, list) else value)
        for name, value in given.items()
    }


@pytest.fixture
def pcr(subject, lin):
    """A complete PCR result of the week-2 marrow."""
    for form, given in (("mrd_specimen", answers.SPECIMEN), ("mrd_pcr", answers.PCR)):
        place = Place(subject, ("C1D15", 1), form, 1)
        outcome = save(place=place, typed=typed(given), by=lin, complete=True)
        assert not outcome.is_refused
    return outcome.record


def test_a_query_goes_round(live_trial, pcr, mona, mark, person_at):
    monitor, coordinator = person_at(live_trial.url), person_at(live_trial.url)
    sign_in(monitor, "mona")
    monitor.goto("/subjects/?q=S01-001")
    monitor.click("table a")
    monitor.click("[aria-label^='BCR-ABL1 RT-qPCR result C1D15']")
    ask(monitor, "ratio_percent", "The report says 0.02")

    sign_in(coordinator, "lin")
    open_form(coordinator, "S01-001", "mrd_pcr", "C1D15")
    correct(coordinator, "ratio_percent", "0.02", "Read the report again")
    say(coordinator, "ratio_percent", "Answer", "Corrected to 0.02")

    monitor.reload()
    say(monitor, "ratio_percent", "Close", "")
    assert Query.objects.get(check_id="").state == "CLOSED"
    steps = Query.objects.get(check_id="").steps.values_list("act", "by__username")
    assert list(steps) == [("RAISED", "mona"), ("ANSWERED", "lin"), ("CLOSED", "mona")]


def test_a_monitor_of_another_site_sees_none_of_it(live_trial, pcr, mona, mark, person_at):
    elsewhere = person_at(live_trial.url)
    sign_in(elsewhere, "mark")

    elsewhere.goto("/subjects/?q=S01-001")
    assert "No subject of your sites" in elsewhere.text_content("#rows")
    open_form(elsewhere, "S01-001", "mrd_pcr", "C1D15")
    assert elsewhere.text_content("h1") == "Not found"


@pytest.fixture
def moved_back(live_trial, subject, lin, ines):
    """A subject in remission, until the PCR result is corrected while no worker lives."""
    records = patients.enter_up_to_week_two(subject, coordinator=lin, investigator=ines)
    worker = live_trial.start_worker()
    live_trial.start_beat()
    wait_until(Assessment.objects.filter(purpose="STATE").exists)
    worker.kill()
    patients.correct(records["mrd_pcr"], "ratio_percent", "0.02", by=lin)
    return subject


def test_a_subject_who_moves_back_is_asked_about(live_trial, moved_back, dana, person_at):
    live_trial.start_worker()
    wait_until(moved_back.queries.filter(check_id="STATE-MOVE").exists)
    coordinator, manager = person_at(live_trial.url), person_at(live_trial.url)

    sign_in(manager, "dana")
    manager.goto("/queries/")
    manager.get_by_role("link", name="The subject as a whole").click()
    assert "“MRD remission, before HSCT” to “No MRD" in manager.text_content("details.query")
    sign_in(coordinator, "lin")
    coordinator.goto("/subjects/S01-001/")
    say_of_subject(coordinator, "Answer", "The first report was mistyped")
    manager.reload()
    say_of_subject(manager, "Close", "")

    steps = moved_back.queries.get(check_id="STATE-MOVE").steps.values_list("act", "by__username")
    assert list(steps) == [("RAISED", "system"), ("ANSWERED", "lin"), ("CLOSED", "dana")]


def ask(page, name, words):
    page.click(f"#q-{name} details.ask summary")
    page.fill(f"input[form='ask-{name}']", words)
    page.click(f"button[form='ask-{name}']")
    page.wait_for_selector(f"#q-{name} details.query.open")


def say(page, name, button, words):
    speak(page, page.locator(f"#q-{name} details.query").first, button, words)


def say_of_subject(page, button, words):
    speak(page, page.locator("section details.query"), button, words)


def speak(page, row, button, words):
    row.get_by_label(button).fill(words)
    row.get_by_role("button", name=button).click()
    page.wait_for_load_state()
