"""Answers get their terms beside them: by themselves where they match, else by a person."""

import pytest
from django.core.exceptions import PermissionDenied

from edc.actions import coding, dictionaries, entry
from edc.coding.answers import coded_questions, waiting_wordings
from edc.models import Coding, Event
from edc.models.coding import Dictionary
from edc.tasks import code as task
from safety.models import AdverseEvent
from tests.patients import correct, enter
from tests.safety.papers import EVENT, draft

pytest_plugins = ["tests.edc.coding_fixtures"]

MEDDRA = Dictionary.MEDDRA


def held(record):
    return [(c.code, c.how) for c in record.codings.filter(ended_at=None)]


def wordings(user):
    return [(one.verbatim, one.count) for one in waiting_wordings(user)]


def by_hand(verbatim, term, by, expected=1):
    return coding.code(dictionary=MEDDRA, verbatim=verbatim, term=term, expected=expected, by=by)


def test_what_the_sites_word_freely_of_illnesses_and_medicines_is_coded():
    assert {(c.crf.form, c.question.name): c.dictionary for c in coded_questions()} == {
        ("adverse_event", "term"): Dictionary.MEDDRA,
        ("conmed", "medication"): Dictionary.WHODRUG,
        ("medical_history", "term"): Dictionary.MEDDRA,
    }


# By itself


@pytest.mark.parametrize("said", ["Upset tummy", "ｕｐｓｅｔ  TUMMY", "肚子 不适"])
def test_a_term_is_coded_by_itself(meddra, event, said):
    record = event(said)

    assert coding.code_automatically() == 1

    assert held(record) == [("90000002", "EXACT")]


def test_the_verbatim_stays_as_it_was_written(meddra, event):
    event("ｕｐｓｅｔ  TUMMY")
    before = AdverseEvent.objects.values().get()
    written = Event.objects.exclude(table_name="edc_coding").count()

    coding.code_automatically()

    assert AdverseEvent.objects.values().get() == before
    assert Coding.objects.get().verbatim == "ｕｐｓｅｔ  TUMMY"
    assert Event.objects.exclude(table_name="edc_coding").count() == written


def test_a_synonym_is_coded_by_itself(meddra, event, dana):
    record = event("Butterflies in the tummy")
    dictionaries.add_synonym(
        dictionary=MEDDRA, text="butterflies in the TUMMY", code="90000001", by=dana
    )

    coding.code_automatically()

    assert held(record) == [("90000001", "SYNONYM")]


def test_what_has_no_term_waits(meddra, event, dana):
    event("Something else")

    assert coding.code_automatically() == 0

    assert wordings(dana) == [("Something else", 1)]


def test_a_medicine_is_coded_with_the_other_dictionary(whodrug, subject, lin):
    given = {
        "medication": "zorba FORTE",
        "category": "OTHER",
        "indication": "Pain",
        "cyp3a4_effect": "NONE",
        "route": "PO",
        "start_date": "2026-03-01",
        "ongoing": "Y",
    }
    record = enter(subject, "conmed", given, by=lin)

    coding.code_automatically()

    (found,) = record.codings.all()
    assert (found.dictionary, found.version, found.code) == ("WHODRUG", "2026-03", "90000101002")


def test_a_draft_is_not_coded(meddra, subject, lin):
    draft(subject, "adverse_event", EVENT | {"term": "Hot head"}, by=lin)

    assert coding.code_automatically() == 0


def test_a_removed_record_is_not_coded(meddra, event, lin, dana):
    entry.remove(record=event("Hot head"), why="Entered twice", by=lin)

    assert coding.code_automatically() == 0
    assert wordings(dana) == []


def test_nothing_is_coded_before_a_version_is_in_use(event, dana):
    event("Hot head")

    assert coding.code_automatically() == 0
    assert wordings(dana) == [("Hot head", 1)]


def test_the_workers_code_as_the_system_and_once(meddra, event, system):
    record = event("Hot head")

    task()
    task()

    (found,) = record.codings.all()
    assert (found.coded_by, found.role) == (system, "SYSTEM")
    told = Event.objects.get(table_name="edc_coding")
    assert (told.actor, told.role, told.channel) == (system, "SYSTEM", "TASK")
    assert (told.record_id, told.subject_id) == (record.pk, record.subject_id)


# By hand


def test_a_person_codes_every_equal_answer(meddra, event, dana):
    records = [event(said, line) for line, said in enumerate(["Bad belly", "bad  BELLY"], 1)]
    other = event("Bad belly today", 3)

    assert by_hand("BAD BELLY", "90000002", dana, expected=2) == 2

    assert [held(record) for record in records] == [[("90000002", "MANUAL")]] * 2
    assert held(other) == []


def test_wordings_that_wait_are_counted_together(meddra, event, event_elsewhere, dana):
    for line, said in enumerate(["Bad belly", "bad  BELLY", "Sore nose"], 1):
        event(said, line)
    event_elsewhere("Bad belly")

    assert wordings(dana) == [("Bad belly", 3), ("Sore nose", 1)]


def test_another_term_takes_the_place_of_the_first_which_stays(meddra, event, dana):
    record = event("Hot head")
    coding.code_automatically()

    by_hand("Hot head", "90000001", dana)

    assert held(record) == [("90000001", "MANUAL")]
    first = record.codings.exclude(ended_at=None).get()
    assert (first.code, first.how, first.ended_by) == ("90000011", "EXACT", dana)


def test_the_workers_leave_a_persons_choice_alone(meddra, event, dana):
    record = event("Hot head")
    by_hand("Hot head", "90000001", dana)

    assert coding.code_automatically() == 0
    assert held(record) == [("90000001", "MANUAL")]


def test_a_person_who_is_quicker_than_the_workers_is_right(meddra, event, dana, monkeypatch):
    record = event("Hot head")
    match = coding.meanings.exact_matches

    def match_while_dana_chooses(*wanted):
        by_hand("Hot head", "90000001", dana)
        return match(*wanted)

    monkeypatch.setattr(coding.meanings, "exact_matches", match_while_dana_chooses)

    assert coding.code_automatically() == 0
    assert held(record) == [("90000001", "MANUAL")]


def test_the_same_choice_again_writes_nothing(meddra, event, dana):
    event("Hot head")
    by_hand("Hot head", "90000001", dana)

    assert by_hand("Hot head", "90000001", dana) == 0
    assert Coding.objects.count() == 1


@pytest.mark.parametrize("term", ["90000003", "99999999", ""])
def test_a_term_that_is_not_current_is_refused(meddra, event, dana, term):
    event("Hot head")

    with pytest.raises(dictionaries.NotInDictionary):
        by_hand("Hot head", term, dana)


def test_a_term_without_a_version_in_use_is_refused(event, dana):
    event("Hot head")

    with pytest.raises(coding.NoVersion):
        by_hand("Hot head", "90000001", dana)


def test_more_answers_than_were_shown_are_not_coded(meddra, event, dana):
    for line in (1, 2):
        event("Bad belly", line)

    with pytest.raises(coding.Changed):
        by_hand("Bad belly", "90000002", dana, expected=1)

    assert not Coding.objects.exists()


# A changed verbatim


def test_a_changed_verbatim_waits_again(meddra, event, lin, dana):
    record = event("Hot head")
    coding.code_automatically()

    correct(record, "term", "Sore head", by=lin)

    assert wordings(dana) == [("Sore head", 1)]


def test_a_verbatim_changed_to_another_term_is_coded_anew(meddra, event, lin):
    record = event("Hot head")
    coding.code_automatically()
    correct(record, "term", "Upset tummy", by=lin)

    coding.code_automatically()

    assert held(record) == [("90000002", "EXACT")]
    assert list(record.codings.order_by("pk").values_list("verbatim", flat=True)) == [
        "Hot head",
        "Upset tummy",
    ]


def test_a_verbatim_changed_back_has_its_term_again(meddra, event, lin, dana):
    record = event("Hot head")
    coding.code_automatically()

    correct(record, "term", "Sore head", by=lin)
    correct(record, "term", "Hot head", by=lin)

    assert wordings(dana) == []


# Who may, and where


@pytest.mark.parametrize("who", ["lin", "ines", "mona", "stan", "ivy", "wei"])
def test_only_a_data_manager_codes(meddra, event, request, who):
    event("Hot head")

    with pytest.raises((PermissionDenied, coding.Changed)):
        by_hand("Hot head", "90000011", request.getfixturevalue(who))
    assert not Coding.objects.exists()


@pytest.fixture
def dora(person, shanghai):
    """Data manager of Shanghai alone."""
    return person("dora", "DATA_MANAGER", shanghai)


def test_a_data_manager_of_one_site_sees_and_codes_that_site(meddra, event, event_elsewhere, dora):
    here, there = event("Bad belly"), event_elsewhere("Bad belly")

    assert wordings(dora) == [("Bad belly", 1)]
    by_hand("Bad belly", "90000002", dora)

    assert (held(here), held(there)) == ([], [("90000002", "MANUAL")])


def test_a_data_manager_of_one_site_settles_nothing_for_all(meddra, dora):
    with pytest.raises(PermissionDenied):
        dictionaries.add_synonym(dictionary=MEDDRA, text="Ouch", code="90000001", by=dora)
