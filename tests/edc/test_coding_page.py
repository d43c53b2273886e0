"""The pages of coding: what waits, the choice with its confirmation, versions and synonyms."""

import re
from datetime import date

import pytest
from django.urls import reverse

from edc.actions import coding, dictionaries
from edc.models import Coding, DictionaryChoice, Synonym
from edc.models.coding import Dictionary
from tests.edc.dictionaries import load, use, write_meddra

pytest_plugins = ["tests.edc.coding_fixtures"]

MEDDRA = Dictionary.MEDDRA


@pytest.fixture
def coder(client, dana):
    """Dana, before a browser."""
    client.force_login(dana)
    return client


def text_of(response):
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def url_of(record):
    return reverse("coding-term", args=[record.pk, "term"])


def test_the_list_names_each_wording_once(coder, meddra, event, event_elsewhere):
    event("Bad belly")
    event("bad BELLY", 2)
    event_elsewhere("Sore nose")

    page = coder.get(reverse("coding")).content.decode()

    assert re.findall(r'coding/answers/\d+/term/">([^<]+)<', page) == ["Bad belly", "Sore nose"]
    assert "Answers that wait for a term: 3." in page
    assert "Adverse event: Event" in page


def test_a_term_is_searched_chosen_confirmed_and_stored(coder, meddra, event, dana):
    record = event("Bad belly")
    event("bad belly", 2)

    found = text_of(coder.get(url_of(record), {"q": "tummy"}))
    assert "Upset tummy 肚子不适 90000002" in found
    assert "System organ class: Belly disorders 93000001" in found
    assert "Wobbly" not in found
    asked = coder.get(url_of(record), {"q": "tummy", "term": "90000002"})
    assert "Code all 2 equal answers with this term?" in text_of(asked)
    assert not Coding.objects.exists()
    response = coder.post(url_of(record), {"term": "90000002", "expected": "2"})

    assert response.url == reverse("coding")
    assert set(Coding.objects.values_list("code", "how", "coded_by")) == {
        ("90000002", "MANUAL", dana.pk)
    }
    assert Coding.objects.count() == 2
    assert "Nothing waits here." in text_of(coder.get(reverse("coding")))


def test_a_chosen_wording_may_become_a_synonym(coder, meddra, event):
    coder.post(url_of(event("Bad belly")), {"term": "90000002", "expected": "1", "keep": "on"})
    event("BAD belly", 2)

    coder.post(reverse("code-now"))

    assert list(Coding.objects.order_by("pk").values_list("how", flat=True)) == [
        "MANUAL",
        "SYNONYM",
    ]


def test_an_answer_that_came_meanwhile_is_not_coded_unseen(coder, meddra, event):
    record = event("Bad belly")
    event("bad belly", 2)

    response = coder.post(url_of(record), {"term": "90000002", "expected": "1"}, follow=True)

    assert "The answers changed meanwhile." in text_of(response)
    assert not Coding.objects.exists()


@pytest.mark.parametrize(
    "posted", [{}, {"term": "90000002"}, {"expected": "x"}, {"expected": "1 "}]
)
def test_a_choice_without_its_count_is_none(coder, meddra, event, posted):
    assert coder.post(url_of(event("Bad belly")), posted).status_code == 404


def test_a_term_of_nowhere_is_refused(coder, meddra, event):
    record = event("Bad belly")

    response = coder.post(url_of(record), {"term": "9\0", "expected": "1"}, follow=True)

    assert "This term is not current in the version in use." in text_of(response)


def test_only_answers_that_are_coded_have_such_a_page(coder, meddra, event):
    record = event("Bad belly")

    for record_id, question in ((record.pk, "ctcae_term"), (record.pk, "x"), (9999, "term")):
        assert coder.get(reverse("coding-term", args=[record_id, question])).status_code == 404


def test_another_sites_answer_looks_like_one_that_never_was(
    client, person, shanghai, meddra, event
):
    record = event("Bad belly")
    client.force_login(person("dora", "DATA_MANAGER", shanghai))

    assert client.get(url_of(record)).status_code == 404
    assert client.post(url_of(record), {"term": "90000002", "expected": "1"}).status_code == 404
    assert "Bad belly" not in text_of(client.get(reverse("coding")))


def test_another_sites_codings_are_not_shown(client, person, shanghai, meddra, event):
    event("Hot head")
    coding.code_automatically()
    client.force_login(person("dora", "DATA_MANAGER", shanghai))

    assert "Hot head" not in text_of(client.get(reverse("coded")))


def test_the_term_stands_beside_the_answer(client, meddra, event, mona, dana):
    record = event("Upset tummy")
    coding.code_automatically()

    client.force_login(mona)
    seen = text_of(client.get(record.get_absolute_url()))
    assert "MedDRA 1.0: Upset tummy 肚子不适 90000002" in seen
    assert "Belly disorders" in seen
    assert "Choose the term" not in seen
    client.force_login(dana)
    assert "Choose the term" in text_of(client.get(record.get_absolute_url()))


def test_an_answer_without_a_term_says_so(client, meddra, event, lin):
    client.force_login(lin)

    assert "not coded yet" in text_of(client.get(event("Bad belly").get_absolute_url()))


def test_the_term_is_shown_in_the_readers_language(client, meddra, event, lin):
    record = event("Upset tummy")
    coding.code_automatically()
    client.force_login(lin)

    seen = text_of(client.get(record.get_absolute_url(), headers={"accept-language": "zh-hans"}))

    assert "肚子不适 Upset tummy" in seen
    assert "系统器官分类： 腹部疾病" in seen


def test_what_is_coded_is_listed_with_its_way_up(coder, meddra, event):
    event("Upset tummy")
    coding.code_automatically()

    seen = text_of(coder.get(reverse("coded")))

    assert "Upset tummy 肚子不适 90000002" in seen
    assert "exact match" in seen


# Versions


@pytest.fixture
def newer(meddra, event, dana, tmp_path):
    """An event coded with 1.0, while 2.0, which says the same, is in use."""
    event("Hot head")
    coding.code_automatically()
    load(write_meddra(tmp_path / "newer"), dana, version="2.0")
    use(dana, "2.0", starts_on=date(2024, 6, 1))


def test_unchanged_terms_are_taken_over_together(coder, newer):
    assert "1.0: Hot head 头热 90000011" in text_of(coder.get(reverse("recoding")))

    coder.post(reverse("recoding"), {"dictionary": "MEDDRA", "version": "2.0"})

    assert Coding.objects.get(ended_at=None).version == "2.0"
    seen = text_of(coder.get(reverse("recoding")))
    assert "Everything is coded in the version in use." in seen


def test_a_list_of_another_version_takes_nothing_over(coder, newer):
    posted = {"dictionary": "MEDDRA", "version": "1.0"}

    response = coder.post(reverse("recoding"), posted, follow=True)

    assert "Another version is in use by now." in text_of(response)
    assert Coding.objects.get(ended_at=None).version == "1.0"


def test_a_version_is_put_in_use_from_a_day_on(coder, meddra, dana, tmp_path):
    load(write_meddra(tmp_path / "newer"), dana, version="2.0")

    coder.post(reverse("dictionaries"), {"edition": "MEDDRA 2.0", "starts_on": "2030-03-01"})

    chosen = DictionaryChoice.objects.first()
    assert (chosen.version, chosen.starts_on, chosen.chosen_by) == ("2.0", date(2030, 3, 1), dana)
    assert dictionaries.in_use(MEDDRA) == "1.0"
    assert "MedDRA 2.0 · From 2030-03-01" in text_of(coder.get(reverse("dictionaries")))


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"edition": "MEDDRA 9.9", "starts_on": "2030-03-01"}, "This version is not loaded."),
        ({"edition": "MEDDRA 1.0", "starts_on": "1 March"}, "Enter the day as YYYY-MM-DD."),
        ({"edition": "MEDDRA 1.0"}, "Enter the day as YYYY-MM-DD."),
    ],
)
def test_a_choice_that_cannot_be_is_refused(coder, meddra, posted, said):
    response = coder.post(reverse("dictionaries"), posted, follow=True)

    assert said in text_of(response)
    assert DictionaryChoice.objects.count() == 1


def test_a_dictionary_of_nowhere_is_not_found(coder, meddra):
    posted = {"edition": "ICD 10", "starts_on": "2030-03-01"}

    assert coder.post(reverse("dictionaries"), posted).status_code == 404


def test_without_a_dictionary_the_page_says_how_to_load_one(coder):
    seen = text_of(coder.get(reverse("dictionaries")))

    assert "manage.py load_dictionary meddra" in seen


# Synonyms


def test_a_synonym_is_added_and_ended(coder, meddra, dana):
    given = {"dictionary": "MEDDRA", "text": "Butterflies", "code": " 90000001 "}
    coder.post(reverse("synonyms"), given)
    assert "Butterflies" in text_of(coder.get(reverse("synonyms")))

    coder.post(reverse("synonyms"), {"end": str(Synonym.objects.get().pk)})

    assert Synonym.objects.get().ended_by == dana
    assert "There is no synonym yet." in text_of(coder.get(reverse("synonyms")))


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("", "90000001", "Write the wording"),
        ("Ouch\0", "90000001", "Write the wording"),
        ("Ouch", "90000003", "This term is not current"),
        ("butterflies", "90000001", "This wording stands for a term already."),
    ],
)
def test_a_synonym_that_cannot_be_is_refused(coder, meddra, dana, text, code, said):
    dictionaries.add_synonym(dictionary=MEDDRA, text="Butterflies", code="90000001", by=dana)
    given = {"dictionary": "MEDDRA", "text": text, "code": code}

    response = coder.post(reverse("synonyms"), given, follow=True)

    assert said in text_of(response)
    assert Synonym.objects.count() == 1


def test_a_data_manager_of_one_site_cannot_settle_for_all(client, person, shanghai, meddra):
    client.force_login(person("dora", "DATA_MANAGER", shanghai))
    given = {"dictionary": "MEDDRA", "text": "Ouch", "code": "90000001"}

    assert "Add a synonym" not in text_of(client.get(reverse("synonyms")))
    assert client.post(reverse("synonyms"), given).status_code == 403


@pytest.mark.parametrize("end", ["x", "99999", "9" * 30])
def test_a_synonym_of_nowhere_is_not_found(coder, end):
    assert coder.post(reverse("synonyms"), {"end": end}).status_code == 404
