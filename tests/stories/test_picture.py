"""A coordinator's laptop shows the matrix, and the README has a picture of one."""

from pathlib import Path

import pytest

from tests.patients import enter_up_to_week_two
from tests.stories.hands import sign_in

pytestmark = pytest.mark.browser

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "images" / "matrix.png"


def test_a_subjects_matrix_fits_a_laptop(live_trial, subject, lin, ines, person_at):
    enter_up_to_week_two(subject, coordinator=lin, investigator=ines)
    page = person_at(live_trial.url, viewport={"width": 1280, "height": 800})
    sign_in(page, "lin")
    page.goto("/subjects/S01-001/")

    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0
    assert page.locator(".matrix .state.complete").count() >= 5


def test_the_readme_has_a_picture_of_a_matrix():
    assert PICTURE.stat().st_size > 10_000
