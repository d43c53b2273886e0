"""Every word of a page exists in Chinese."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.promises.test_every_form import HALF_WIDTH_IN_CHINESE

ROOT = Path(__file__).resolve().parents[2]
TRANSLATE = re.compile(r"""\{%\s*translate\s+(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate", re.DOTALL)
CALL = re.compile(r"""\b_\(\s*"([^"]*)"\s*\)""")
APPS = ("edc", "enrollment", "dosing", "mrd", "followup", "safety", "trial")


def wordings_of(file):
    text = file.read_text()
    yield from (first or second for first, second in TRANSLATE.findall(text))
    yield from (re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", words) for words in BLOCK.findall(text))
    yield from CALL.findall(text)


def files():
    yield from sorted((ROOT / "templates").rglob("*.html"))
    for app in APPS:
        yield from sorted((ROOT / app).rglob("*.py"))


@pytest.fixture(scope="module")
def chinese():
    with (ROOT / "locale/zh_Hans/LC_MESSAGES/django.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file) if message.id}


def test_every_wording_has_its_chinese(chinese):
    said = {words for file in files() for words in wordings_of(file)}

    assert sorted(words for words in said if not chinese.get(words)) == []


def test_the_catalogue_keeps_no_wording_that_nobody_says(chinese):
    said = {words for file in files() for words in wordings_of(file)}

    assert sorted(chinese.keys() - said) == []


def test_a_translation_keeps_the_places_for_values(chinese):
    places = re.compile(r"%\(\w+\)s|%s")

    for english, words in chinese.items():
        assert sorted(places.findall(english)) == sorted(places.findall(words)), english


def test_the_catalogue_punctuates_chinese_as_chinese_does(chinese):
    assert [words for words in chinese.values() if HALF_WIDTH_IN_CHINESE.search(words)] == []
