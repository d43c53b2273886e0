"""A new version of a dictionary: what was coded keeps its version until somebody takes it over."""

from datetime import date

import pytest

from edc.actions import coding
from edc.actions.dictionaries import NotInDictionary
from edc.coding.moving import moves
from edc.models import Coding
from edc.models.coding import Dictionary, Language
from safety.models import AdverseEvent
from tests.edc.dictionaries import HIERARCHY, TERMS, load, use, write_meddra

pytest_plugins = ["tests.edc.coding_fixtures"]

MEDDRA = Dictionary.MEDDRA
SAID = {"Queasy feeling": "90000001", "Upset tummy": "90000002", "Hot head": "90000011"}


@pytest.fixture
def coded(meddra, event):
    """Three events, coded with version 1.0."""
    records = {said: event(said, line) for line, said in enumerate(SAID, 1)}
    coding.code_automatically()
    return records


@pytest.fixture
def newer(coded, dana, tmp_path):
    """Version 2.0, in use: one term has moved, another is no longer current, a third is as it was.

    It was loaded in English only, while 1.0 is there in both languages.
    """
    terms = [
        (code, name, preferred, "N" if code == "90000002" else now)
        for code, name, preferred, now in TERMS[Language.ENGLISH]
    ]
    ways = HIERARCHY[Language.ENGLISH]
    moved = (("90000011", "91000001", "92000001", "93000001"), ("Hot head", *ways[0][1][1:]), "Y")
    load(
        write_meddra(tmp_path / "newer", terms=terms, ways=[*ways[:2], moved]), dana, version="2.0"
    )
    use(dana, "2.0", starts_on=date(2024, 6, 1))


def held():
    return set(Coding.objects.filter(ended_at=None).values_list("verbatim", "version", "code"))


def fates(user):
    return {move.code: move.fate.value for move in moves(MEDDRA, "2.0", user)}


def test_another_version_changes_nothing_by_itself(newer):
    assert coding.code_automatically() == 0

    assert held() == {(said, "1.0", code) for said, code in SAID.items()}


def test_what_became_of_each_term_is_told(newer, dana):
    assert fates(dana) == {"90000001": "SAME", "90000002": "GONE", "90000011": "MOVED"}


def test_what_a_person_has_to_decide_comes_first(newer, dana):
    assert [move.fate for move in moves(MEDDRA, "2.0", dana)] == ["GONE", "MOVED", "SAME"]


def test_both_ways_up_are_told(newer, dana):
    move = next(one for one in moves(MEDDRA, "2.0", dana) if one.code == "90000011")

    assert (move.old.route["SOC"], move.new.route["SOC"]) == ("93000002", "93000001")
    assert [(wording.verbatim, wording.count) for wording in move.wordings] == [("Hot head", 1)]


def test_a_renamed_term_is_told(newer, dana, tmp_path):
    terms = [(c, "Queasiness" if c == "90000001" else n, p, y) for c, n, p, y in TERMS["en"]]
    ways = [(codes, names, primary) for codes, names, primary in HIERARCHY["en"]]
    load(write_meddra(tmp_path / "named", terms=terms, ways=ways), dana, version="3.0")

    fates = {move.code: move.fate.value for move in moves(MEDDRA, "3.0", dana)}
    assert fates == {"90000001": "MOVED", "90000002": "SAME", "90000011": "SAME"}


def test_a_term_that_is_not_there_any_more_is_told(newer, dana, tmp_path):
    folder = write_meddra(
        tmp_path / "fewer", terms=TERMS["en"][3:], ways=HIERARCHY[Language.ENGLISH][2:]
    )
    load(folder, dana, version="3.0")

    fates = {move.code: move.fate.value for move in moves(MEDDRA, "3.0", dana)}
    assert fates == {"90000001": "GONE", "90000002": "GONE", "90000011": "SAME"}


def test_taking_over_keeps_both_codings_and_the_answer(newer, dana, coded):
    before = AdverseEvent.objects.values("record_id", "term").order_by("pk")
    said = list(before)

    assert coding.carry_over(dictionary=MEDDRA, terms=["90000001"], by=dana) == 1

    first, second = coded["Queasy feeling"].codings.order_by("pk")
    assert (first.version, first.how, first.ended_by) == ("1.0", "EXACT", dana)
    assert (second.version, second.how, second.ended_at) == ("2.0", "CARRIED", None)
    assert list(before) == said
    assert "90000001" not in fates(dana)


def test_a_term_that_is_no_longer_current_is_not_taken_over(newer, dana):
    before = held()

    with pytest.raises(NotInDictionary):
        coding.carry_over(dictionary=MEDDRA, terms=["90000001", "90000002"], by=dana)
    assert held() == before


def test_another_term_is_chosen_instead(newer, dana):
    coding.code(dictionary=MEDDRA, verbatim="Upset tummy", term="90000001", expected=1, by=dana)

    assert ("Upset tummy", "2.0", "90000001") in held()
    assert "90000002" not in fates(dana)


def test_what_is_written_later_is_coded_in_the_version_in_use(newer, event):
    event("hot HEAD", line=9)

    coding.code_automatically()

    assert ("hot HEAD", "2.0", "90000011") in held()
