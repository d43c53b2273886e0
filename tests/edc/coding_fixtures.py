"""A dictionary in use, and events that Lin and Zhao wrote down in their own words."""

from datetime import date

import pytest

from edc.models.coding import Dictionary, Language
from tests.edc import dictionaries
from tests.patients import enter
from tests.safety.papers import EVENT

LONG_AGO = date(2024, 1, 1)


@pytest.fixture
def meddra(dana, tmp_path):
    """MedDRA 1.0 in both languages, in use."""
    for language in Language:
        folder = dictionaries.write_meddra(tmp_path / language, language)
        dictionaries.load(folder, dana, language=language)
    dictionaries.use(dana, starts_on=LONG_AGO)


@pytest.fixture
def whodrug(dana, tmp_path):
    """WHODrug 2026-03 in English, in use."""
    named = {"dictionary": Dictionary.WHODRUG, "version": "2026-03"}
    dictionaries.load(dictionaries.write_whodrug(tmp_path / "whodrug"), dana, **named)
    dictionaries.use(dana, **named, starts_on=LONG_AGO)


@pytest.fixture
def event(subject, lin):
    """An event of the Beijing subject, in these words; complete."""

    def write(term, line=1):
        said = EVENT | {"term": term, "ae_number": str(line)}
        return enter(subject, "adverse_event", said, by=lin, line=line)

    return write


@pytest.fixture
def event_elsewhere(shanghai_subject, zhao):
    """An event of the Shanghai subject, in these words; complete."""

    def write(term):
        return enter(shanghai_subject, "adverse_event", EVENT | {"term": term}, by=zhao)

    return write
