"""Pictures of the matrix at the end of each path, in both languages, for people to look at.

``PICTURES_OF_PATHS=folder`` keeps them; that of VOD in English is the README's.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from edc.actions.assessing import assess_due
from followup.actions import STATE, SURVIVAL
from mrd.actions import WEEK2
from tests.paths import screening
from tests.paths.paper import Calendar, later
from tests.paths.paths import PATHS
from tests.stories.hands import sign_in, speak_chinese

WIDE = 2400  # the whole matrix; on a narrower screen it is moved sideways
SHORTEST = ("screen failure", "withdrawal")

pytestmark = pytest.mark.browser


@pytest.fixture
def folder(tmp_path):
    """Where the pictures go: the place to keep them, if one is named."""
    kept = Path(os.environ.get("PICTURES_OF_PATHS", tmp_path))
    kept.mkdir(parents=True, exist_ok=True)
    return kept


def labelled(paper, number):
    """The same paper; a specimen's label carries the number of its subject."""
    label = {"specimen_id": f"{number}-{paper.answers.get('specimen_id')}"}
    return paper._replace(answers=paper.answers | label) if paper.form == "mrd_specimen" else paper


@pytest.fixture
def entered(live_trial, desk):
    """Patients whose last day is today: of every path to keep its picture, else of the shortest."""
    today = datetime.now(UTC).date()
    desk().enter_all([screening.site(), *screening.reference_ranges()])
    numbers = {}
    for name in PATHS if "PICTURES_OF_PATHS" in os.environ else SHORTEST:
        path = PATHS[name]
        clerk = desk()
        last = path(Calendar(today))[-1].day
        for step in path(Calendar(later(today, -last))):
            clerk.enter_all([labelled(paper, clerk.number) for paper in step.papers])
        numbers[name] = clerk.number
    for purpose in (STATE, WEEK2, SURVIVAL):
        assess_due(purpose)
    return numbers


def test_each_matrix_fits_its_page_in_both_languages(entered, live_trial, person_at, folder):
    page = person_at(live_trial.url, viewport={"width": WIDE, "height": 800})
    sign_in(page, "lin")
    for language in ("en", "zh"):
        if language == "zh":
            speak_chinese(page)
        for name, number in entered.items():
            page.goto(f"/subjects/{number}/")
            page.screenshot(
                path=folder / f"{re.sub(' +', '-', name)}.{language}.png", full_page=True
            )
            wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert wider <= 0, (name, language)
            assert page.locator(".matrix .state.complete").count() > 0, (name, language)
