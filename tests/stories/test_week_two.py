"""From registration to MRD remission and back, in a browser, computed by a real worker."""

import pytest

from edc.models import Record
from tests.stories import answers
from tests.stories.hands import complete, correct, fill, open_form, sign_in, speak_chinese

pytestmark = pytest.mark.browser

WORDS = {
    "en": {"REMISSION": "MRD remission", "NO_REMISSION": "No MRD remission"},
    "zh": {"REMISSION": "MRD缓解", "NO_REMISSION": "未获MRD缓解"},
}


@pytest.fixture
def trial(live_trial, lin, ines):
    """The running product with its worker and beat, Lin and Ines on duty in Beijing."""
    live_trial.start_worker()
    live_trial.start_beat()
    return live_trial


def enter(page, number, forms):
    for form, visit, given in forms:
        open_form(page, number, form, visit)
        fill(page, given)
        complete(page)


def see_status(page, number, words):
    page.goto(f"/subjects/{number}/")
    page.wait_for_selector(f"#status :text('{words}')", timeout=60_000)


def register(page):
    page.goto("/subjects/register/")
    page.click("main form button")
    page.wait_for_url("**/subjects/S01-001/")


def enrol(page, number):
    enter(page, number, answers.DECISION)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_subject_turns_to_remission_and_back(trial, person_at, language):
    lin, ines = person_at(trial.url), person_at(trial.url)
    if language == "zh":
        speak_chinese(lin)
        speak_chinese(ines)
    sign_in(lin, "lin")
    sign_in(ines, "ines")

    register(lin)
    enter(lin, "S01-001", answers.BEFORE_ENROLMENT)
    enrol(ines, "S01-001")
    enter(lin, "S01-001", answers.AFTER_ENROLMENT)

    see_status(lin, "S01-001", WORDS[language]["REMISSION"])
    open_form(lin, "S01-001", "mrd_pcr", "C1D15")
    correct(lin, "ratio_percent", "0.02", "Transcription error 转录错误")
    see_status(lin, "S01-001", WORDS[language]["NO_REMISSION"])
    tell_history(lin)


def tell_history(page):
    open_form(page, "S01-001", "mrd_pcr", "C1D15")
    page.click("#about-ratio_percent a.history")
    story = page.text_content("#history tbody tr:first-child")
    for part in ("0.005", "0.02", "Lin", "Transcription error 转录错误"):
        assert part in story
    assert Record.objects.get(form="mrd_pcr").state == "COMPLETE"
