"""Moves between states that nobody expects: each is asked about once, whoever looks and when."""

import threading
from itertools import product

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from edc.actions import queries
from edc.checking import message_of
from edc.models import Assessment, Event, Query, QueryStep
from edc.text import both
from followup import moves
from followup.states import MOVES, STATES, is_expected_course
from followup.tasks import ask_about_moves, assess
from tests.edc.test_two_writers import HOLD
from tests.patients import correct, enter_up_to_week_two

EXPECTED = [(before, after) for before, all_after in MOVES.items() for after in sorted(all_after)]
UNEXPECTED = [move for move in product(STATES, repeat=2) if not is_expected_course(*move)]
BACK = ("POST_HSCT", "MRD_REMISSION")


@pytest.fixture
def passes(subject):
    """Let the subject be found in one state after the other."""

    def through(*codes, rules="STATE-1", since=None, who=subject):
        for code in codes:
            Assessment.objects.create(
                subject=who,
                site=who.site,
                purpose="STATE",
                definition=rules,
                outcome={"state": code, "state_since": since},
                basis={},
                fingerprint=str(Assessment.objects.count()),
                position=1,
                computed_at=timezone.now(),
            )

    return through


def asked():
    """What was asked: the states that the queries name, with how each stands."""
    found = Query.objects.filter(check_id="STATE-MOVE").order_by("id")
    return [(query.values["before"], query.values["after"], query.state) for query in found]


def acts():
    return list(QueryStep.objects.values_list("act", flat=True))


@pytest.mark.parametrize("move", EXPECTED, ids=" > ".join)
def test_an_expected_move_is_not_asked_about(passes, move):
    passes(*move)

    ask_about_moves()

    assert asked() == []


@pytest.mark.parametrize(
    "move",
    [("REGISTERED", "POST_HSCT"), ("SCREENING", "ON_TREATMENT"), ("ON_TREATMENT", "DEAD")],
    ids=" > ".join,
)
def test_states_that_were_passed_unseen_are_not_asked_about(passes, move):
    passes(*move)

    ask_about_moves()

    assert asked() == []


@pytest.mark.parametrize("move", UNEXPECTED[::7], ids=" > ".join)
def test_an_unexpected_move_is_asked_about(passes, move):
    passes(*move)

    ask_about_moves()

    assert asked() == [(*move, "OPEN")]


@pytest.mark.parametrize("code", STATES)
def test_the_first_state_is_no_move(passes, code):
    passes(code)

    ask_about_moves()

    assert asked() == []


def test_who_stays_since_another_day_has_not_moved(passes):
    passes("POST_HSCT", since="2024-05-20")
    passes("POST_HSCT", since="2024-05-21")

    ask_about_moves()

    assert asked() == []


def test_what_other_rules_found_is_not_compared(passes):
    passes("POST_HSCT")
    passes("MRD_REMISSION", rules="STATE-2")

    ask_about_moves()

    assert asked() == []


def test_a_move_under_the_new_rules_is_asked_about(passes):
    passes("POST_HSCT")
    passes("POST_HSCT", "MRD_REMISSION", rules="STATE-2")

    ask_about_moves()

    assert asked() == [(*BACK, "OPEN")]


def test_each_subject_is_compared_with_itself(passes, subject, shanghai_subject):
    passes("POST_HSCT")
    passes("MRD_REMISSION", who=shanghai_subject)
    passes("MRD_REMISSION")

    ask_about_moves()

    assert asked() == [(*BACK, "OPEN")]
    assert Query.objects.get().subject == subject


def test_other_assessments_in_between_do_not_matter(passes, subject):
    passes("POST_HSCT")
    Assessment.objects.create(
        subject=subject,
        site=subject.site,
        purpose="WEEK2",
        definition="WEEK2-1",
        outcome={"week2_status": "REMISSION"},
        basis={},
        fingerprint="",
        position=1,
        computed_at=timezone.now(),
    )
    passes("MRD_REMISSION")

    ask_about_moves()

    assert asked() == [(*BACK, "OPEN")]


def test_the_message_names_both_states_in_the_language_of_the_reader(passes):
    passes(*BACK)

    ask_about_moves()

    english, chinese = both(message_of(Query.objects.get()))
    assert english.startswith(
        "The state moved from “In follow-up after HSCT” to “MRD remission, before HSCT”"
    )
    assert chinese.startswith("状态由“移植后随访”变为“MRD缓解，待移植”，")


def test_a_move_is_asked_about_once(passes):
    passes(*BACK)

    for _ in range(3):
        ask_about_moves()

    assert (asked(), acts()) == ([(*BACK, "OPEN")], ["RAISED"])


def test_it_stays_open_when_the_state_moves_on(passes):
    passes(*BACK)
    ask_about_moves()

    passes("POST_HSCT")
    ask_about_moves()

    assert (asked(), acts()) == ([(*BACK, "OPEN")], ["RAISED"])


def test_a_move_is_found_although_expected_ones_followed_before_anybody_looked(passes):
    passes(*BACK, "POST_HSCT", "DEAD")

    ask_about_moves()

    assert asked() == [(*BACK, "OPEN")]


def test_while_it_is_open_a_newer_move_takes_its_place(passes):
    passes(*BACK)
    ask_about_moves()

    passes("SCREENING")
    ask_about_moves()

    assert asked() == [("MRD_REMISSION", "SCREENING", "OPEN")]
    assert acts() == ["RAISED"]


@pytest.fixture
def settled(passes, lin, dana):
    """A move back that was asked about, answered and closed."""
    passes(*BACK)
    ask_about_moves()
    query = Query.objects.get()
    queries.answer(query=query, text="The transplant was another patient's", by=lin)
    queries.close(query=query, by=dana)
    return query


def test_what_is_settled_is_not_asked_again(settled, passes):
    passes("POST_HSCT")

    ask_about_moves()

    assert asked() == [(*BACK, "CLOSED")]


@pytest.mark.parametrize("codes", [["SCREENING"], ["POST_HSCT", "MRD_REMISSION"]])
def test_another_move_and_the_same_once_more_open_it_again(settled, passes, codes):
    passes(*codes)

    ask_about_moves()

    assert [state for _, _, state in asked()] == ["OPEN"]
    assert acts() == ["RAISED", "ANSWERED", "CLOSED", "REOPENED"]


def test_it_is_the_system_that_asks_and_the_trail_says_about_whom(passes, subject, system):
    passes(*BACK)

    ask_about_moves()

    for table in ("edc_query", "edc_querystep"):
        event = Event.objects.get(table_name=table)
        assert (event.actor, event.role, event.channel) == (system, "SYSTEM", "TASK")
        assert (event.subject_id, event.site_id) == (subject.pk, subject.site_id)
        assert event.record_id is None


def test_nothing_is_written_while_there_is_nothing_to_ask(passes):
    passes("POST_HSCT", "DEAD")
    written = Event.objects.count()

    ask_about_moves()

    assert Event.objects.count() == written


def in_threads(*works):
    """Do all of it at the same moment, each on a connection of its own."""
    start = threading.Barrier(len(works))

    def run(work):
        start.wait()
        work()
        connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_workers_at_once_ask_once(committed, passes):
    passes(*BACK)

    in_threads(ask_about_moves, ask_about_moves, ask_about_moves)

    assert (asked(), acts()) == ([(*BACK, "OPEN")], ["RAISED"])


def test_who_found_it_too_does_not_open_what_was_settled_meanwhile(settled, subject, system):
    moves._ask(subject, system)

    assert asked() == [(*BACK, "CLOSED")]


def test_a_person_at_work_on_a_subject_is_not_waited_for(committed, passes, shanghai_subject):
    passes(*BACK)
    passes(*BACK, who=shanghai_subject)
    with psycopg.connect(committed.superuser_url, autocommit=True) as person:
        person.execute(HOLD, [shanghai_subject.pk])
        ask_about_moves()
        assert len(asked()) == 1

    ask_about_moves()

    assert len(asked()) == 2


def test_a_worker_that_is_killed_while_it_asks_leaves_nothing_half(committed, passes, monkeypatch):
    passes(*BACK)
    with monkeypatch.context() as killing:
        killing.setattr(queries, "_step", raise_keyboard_interrupt)
        with pytest.raises(KeyboardInterrupt):
            ask_about_moves()
    assert asked() == []

    ask_about_moves()

    assert (asked(), acts()) == ([(*BACK, "OPEN")], ["RAISED"])


def raise_keyboard_interrupt(*_):
    raise KeyboardInterrupt


def test_a_correction_that_moves_a_subject_back_is_asked_about(committed, subject, lin, ines):
    records = enter_up_to_week_two(subject, coordinator=lin, investigator=ines)
    assess()
    ask_about_moves()
    assert asked() == []

    correct(records["mrd_pcr"], "ratio_percent", "0.02", by=lin)
    assess()
    ask_about_moves()

    assert asked() == [("MRD_REMISSION", "NO_MRD_REMISSION", "OPEN")]
    english, chinese = both(message_of(Query.objects.get(check_id="STATE-MOVE")))
    assert "“MRD remission, before HSCT” to “No MRD remission at week 2”" in english
    assert "由“MRD缓解，待移植”变为“第2周未获MRD缓解”" in chinese
