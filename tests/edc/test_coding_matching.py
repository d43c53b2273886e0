"""Which spellings are equal, which term a wording means, and what a search finds."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from edc.actions import dictionaries
from edc.actions.dictionaries import AlreadyASynonym, NothingSaid, NotInDictionary
from edc.coding.folding import fold
from edc.coding.meanings import exact_matches, meanings, search, synonyms
from edc.models import Event, Synonym
from edc.models.coding import Dictionary, Language
from tests.edc.dictionaries import HIERARCHY, TERMS, load, use, write_meddra

pytest_plugins = ["tests.edc.coding_fixtures"]

MEDDRA = Dictionary.MEDDRA
LONG_AGO, LATER, A_DAY = date(2024, 1, 1), date(2030, 3, 1), timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "equal"),
    [
        ("Queasy Feeling", "queasy feeling"),
        ("  queasy \t feeling\u00a0", "queasy feeling"),
        ("Ｑｕｅａｓｙ　feeling", "queasy feeling"),
        ("queasy\u200b feeling\ufeff", "queasy feeling"),
        ("反 胃　感", "反胃感"),
        ("Ⅱ 度 反胃", "ii 度反胃"),
        ("５－羟色胺", "5-羟色胺"),
    ],
)
def test_case_width_and_spaces_make_no_difference(written, equal):
    assert fold(written) == fold(equal)


@pytest.mark.parametrize(
    ("one", "other"), [("in active", "inactive"), ("反胃", "反酸"), ("grade 1", "grade 11")]
)
def test_words_do(one, other):
    assert fold(one) != fold(other)


def found(*texts):
    return exact_matches(MEDDRA, "1.0", {fold(text) for text in texts})


def test_a_term_is_matched_in_either_language(meddra):
    assert found("UPSET tummy", "头 热") == {"upset tummy": "90000002", "头热": "90000011"}


def test_part_of_a_term_is_no_match(meddra):
    assert found("tummy", "upset tummy today", "头") == {}


def test_a_term_that_is_no_longer_current_is_no_match(meddra):
    assert found("Wobbly tummy") == {}


@pytest.fixture
def alike(dana, tmp_path):
    """A dictionary in which several terms have one wording."""
    terms = [
        *TERMS[Language.ENGLISH],
        ("90000004", "Queasy feeling", "90000001", "Y"),
        ("90000005", "Bad day", "90000001", "Y"),
        ("90000006", "Bad day", "90000001", "Y"),
        ("90000007", "Ache", "90000001", "Y"),
        ("90000008", "Ache", "90000011", "Y"),
    ]
    folder = write_meddra(tmp_path / "alike", terms=terms, ways=HIERARCHY[Language.ENGLISH])
    load(folder, dana)


def test_of_equal_wordings_the_preferred_term_is_meant(alike):
    assert found("queasy feeling") == {"queasy feeling": "90000001"}


def test_equal_wordings_without_their_preferred_term_are_left_to_a_person(alike):
    assert found("bad day", "ache") == {}


def test_two_preferred_terms_of_one_wording_are_left_to_a_person(dana, tmp_path):
    terms = [(code, "Twin", code, "Y") for code in ("90000001", "90000011")]
    folder = write_meddra(tmp_path / "twins", terms=terms, ways=HIERARCHY[Language.ENGLISH])
    load(folder, dana)

    assert found("twin") == {}


# Searching


def codes(words):
    return [meaning.code for meaning in search(MEDDRA, "1.0", words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tummy", ["90000002"]),
        ("TUMMY up", ["90000002"]),
        ("肚子", ["90000002"]),
        ("e", ["90000011", "90000002", "90000001"]),
        ("tummy head", []),
        ("%", []),
        ("", []),
        ("  ", []),
    ],
)
def test_a_search_finds_current_terms_with_all_the_words(meddra, words, expected):
    assert sorted(codes(words)) == sorted(expected)


def test_the_shortest_term_comes_first(meddra):
    assert codes("e")[0] == "90000011"


def test_a_term_is_shown_in_the_readers_language(meddra):
    (term,) = search(MEDDRA, "1.0", "upset")

    with override("zh-hans"):
        assert term.name == "肚子不适"
        assert [step.name for step in term.steps] == ["反胃感", "肚子体征", "肚子问题", "腹部疾病"]
    with override("en"):
        assert [step.code for step in term.steps] == [
            "90000001", "91000001", "92000001", "93000001"
        ]  # fmt: skip


def test_a_term_loaded_in_one_language_is_shown_in_that(dana, tmp_path):
    load(write_meddra(tmp_path / "zh", Language.CHINESE), dana, language=Language.CHINESE)

    with override("en"):
        assert meanings(MEDDRA, "1.0", ["90000011"])["90000011"].name == "头热"


# Synonyms


def listed(*texts, version="1.0"):
    return synonyms(MEDDRA, version, {fold(text) for text in texts})


@pytest.fixture
def synonym(meddra, dana):
    return dictionaries.add_synonym(dictionary=MEDDRA, text="Butterflies", code="90000001", by=dana)


def test_a_synonym_stands_for_its_term(synonym):
    assert listed("BUTTERFLIES", "moths") == {"butterflies": "90000001"}


def test_a_synonym_that_has_ended_stands_for_nothing(synonym, dana):
    dictionaries.end_synonym(synonym=synonym, by=dana)

    assert listed("butterflies") == {}
    assert Synonym.objects.get().ended_by == dana


def test_a_synonym_waits_while_the_version_lacks_its_term(synonym, dana, tmp_path):
    terms = [row for row in TERMS[Language.ENGLISH] if row[0] == "90000011"]
    load(
        write_meddra(tmp_path / "later", terms=terms, ways=HIERARCHY[Language.ENGLISH][2:]),
        dana,
        version="2.0",
    )

    assert listed("butterflies", version="2.0") == {}
    assert listed("butterflies", version="1.0") == {"butterflies": "90000001"}


def test_a_synonym_is_in_the_trail(synonym, dana):
    event = Event.objects.filter(table_name="edc_synonym").last()

    assert (event.actor, event.new["text"], event.new["code"]) == (dana, "Butterflies", "90000001")


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("butterflies", "90000011", AlreadyASynonym),
        ("moths", "90000003", NotInDictionary),
        ("moths", "99999999", NotInDictionary),
        ("\u3000", "90000001", NothingSaid),
    ],
)
def test_a_synonym_that_cannot_be_is_refused(synonym, dana, text, code, why):
    with pytest.raises(why):
        dictionaries.add_synonym(dictionary=MEDDRA, text=text, code=code, by=dana)

    assert Synonym.objects.count() == 1


def test_the_version_in_use_is_the_newest_choice_that_has_begun(meddra, dana, tmp_path):
    load(write_meddra(tmp_path / "later"), dana, version="2.0")
    use(dana, "2.0", starts_on=LATER)

    assert dictionaries.in_use(MEDDRA, LATER - A_DAY) == "1.0"
    assert dictionaries.in_use(MEDDRA, LATER) == "2.0"
    assert dictionaries.in_use(MEDDRA, LONG_AGO - A_DAY) == ""
    assert dictionaries.in_use(Dictionary.WHODRUG) == ""


def test_a_version_that_is_not_loaded_is_not_used(meddra, dana):
    with pytest.raises(dictionaries.NotLoaded):
        use(dana, "3.0", starts_on=LATER)
