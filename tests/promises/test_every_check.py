"""Promises kept by every check that the protocol lists."""

import re
from functools import cache
from pathlib import Path

import pytest

from edc.checks import listed_checks, subject_checks
from edc.crf import crfs
from edc.text import both
from tests.promises.test_every_form import HALF_WIDTH_IN_CHINESE

TESTS = Path(__file__).resolve().parents[1]
CHECKS = [check for crf in crfs() for check in listed_checks(crf)]


@cache
def words_of_tests() -> frozenset[str]:
    """Every name that a test of an app uses."""
    files = [file for app in TESTS.iterdir() if app.name != "promises" for file in app.glob("*.py")]
    text = " ".join(file.read_text() for file in files)
    return frozenset("".join(c if c.isalnum() or c in "_-" else " " for c in text).split())


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_has_a_test_that_calls_it_by_name_or_meets_its_query(check):
    assert words_of_tests() & {check.holds.__name__, check.id}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_is_named_like_a_sentence(check):
    assert "_" in check.holds.__name__
    assert not check.holds.__name__.startswith(("check", "todo", "is_"))


@pytest.mark.parametrize("check_id", subject_checks())
def test_of_subjects_has_a_test_that_meets_its_query(check_id):
    assert check_id in words_of_tests()


@pytest.mark.parametrize("check", subject_checks().values(), ids=lambda check: check.id)
def test_of_subjects_says_the_same_in_both_languages(check):
    english, chinese = (set(re.findall(r"{(\w+)}", wording)) for wording in both(check.message))

    assert english == chinese != set()
    assert not HALF_WIDTH_IN_CHINESE.search(both(check.message)[1])
