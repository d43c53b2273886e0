"""Two people in one form never overwrite each other silently."""

import pytest

from mrd.models import MrdSpecimen
from tests.stories.hands import fill, give, open_form, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def two(live_trial, lin, ines, subject, person_at):
    """Lin and Ines, each with the same specimen before them."""
    pages = []
    for name in ("lin", "ines"):
        page = person_at(live_trial.url)
        sign_in(page, name)
        open_form(page, "S01-001", "mrd_specimen", "C1D15")
        pages.append(page)
    give(pages[0], "collected", "Y")
    pages[1].reload()
    return pages


def test_different_questions_merge(two):
    lin, ines = two

    give(lin, "specimen_id", "01-BM0001")
    give(ines, "volume_ml", "3.0")

    specimen = MrdSpecimen.objects.get()
    assert (specimen.specimen_id, str(specimen.volume_ml)) == ("01-BM0001", "3.0")


def test_the_same_question_shows_both_values(two):
    lin, ines = two
    give(lin, "volume_ml", "3.0")

    give(ines, "volume_ml", "4.5")

    conflict = ines.locator("#q-volume_ml .conflict")
    assert conflict.locator(".theirs").text_content() == "3.0"
    assert conflict.locator(".yours").text_content() == "4.5"
    assert ines.input_value("[name=volume_ml]") == "4.5"
    assert str(MrdSpecimen.objects.get().volume_ml) == "3.0"


def test_whoever_insists_after_seeing_both_is_believed(two):
    lin, ines = two
    give(lin, "volume_ml", "3.0")
    give(ines, "volume_ml", "4.5")

    ines.click("button[name=save]")
    ines.wait_for_load_state()

    assert str(MrdSpecimen.objects.get().volume_ml) == "4.5"


def test_a_page_with_text_that_cannot_be_saved_says_so_and_keeps_it(live_trial, two):
    lin, _ = two
    lin.context.set_offline(True)

    fill(lin, {"specimen_id": "01-BM0009"})

    lin.wait_for_selector("#trouble:not([hidden])")
    assert lin.input_value("[name=specimen_id]") == "01-BM0009"
