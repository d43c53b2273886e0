"""Lin writes an event in her own words, Dana gives it a term, Mona reads both."""

import pytest

from edc.models import Coding
from tests.stories.hands import sign_in

pytest_plugins = ["tests.edc.coding_fixtures"]
pytestmark = pytest.mark.browser


def test_an_event_gets_its_term(live_trial, meddra, event, dana, mona, person_at):
    record = event("Bad belly")
    coder, monitor = person_at(live_trial.url), person_at(live_trial.url)
    sign_in(coder, "dana")
    sign_in(monitor, "mona")

    coder.click("nav >> text=Coding")
    coder.click("text=Bad belly")
    coder.fill("[name=q]", "tummy")
    coder.click("main >> text=Search")
    coder.click("[aria-label='Choose Upset tummy']")
    coder.check("[name=keep]")
    coder.click("#confirmation button")
    coder.wait_for_selector("text=Nothing waits here.")

    monitor.goto(record.get_absolute_url())
    beside = monitor.inner_text("#about-term")
    assert "Upset tummy 肚子不适 90000002" in beside
    assert "System organ class: Belly disorders" in beside
    assert "by hand · Dana" in beside
    assert monitor.inner_text("#q-term output") == "Bad belly"
    assert Coding.objects.get().verbatim == "Bad belly"
