"""A monitor asks, the site corrects and answers, the monitor closes; another site sees nothing."""

import pytest

from edc.actions.entry import Place, Typed, save
from edc.models import Query
from tests.stories import answers
from tests.stories.hands import correct, open_form, sign_in

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


def ask(page, name, words):
    page.click(f"#q-{name} details.ask summary")
    page.fill(f"input[form='ask-{name}']", words)
    page.click(f"button[form='ask-{name}']")
    page.wait_for_selector(f"#q-{name} details.query.open")


def say(page, name, button, words):
    row = page.locator(f"#q-{name} details.query").first
    row.get_by_label(button).fill(words)
    row.get_by_role("button", name=button).click()
    page.wait_for_load_state()
