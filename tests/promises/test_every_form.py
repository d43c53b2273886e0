"""Promises kept by every form, including the one written next year."""

import re
from decimal import Decimal

import pytest
from django.db import connection

from edc.chart import forms_read, named_form, names_of
from edc.checking import checks_on
from edc.checks import listed_checks
from edc.crf import crfs
from edc.facts import facts
from edc.questions import Choice, MultiChoice, Number, Suggestion
from edc.text import in_every_language
from edc.units import Unit
from tests.enrollment.laboratory import known_subject
from tests.enrollment.paper import fill
from trial.protocol import SCHEDULE

every_form = pytest.mark.parametrize("form", crfs(), ids=lambda form: form.form)


def wordings(form):
    yield form.title
    for section in form.sections:
        yield section.title
    for question in form.asked.values():
        yield question.label
        if question.hint:
            yield question.hint
        if question.codelist:
            yield from question.codelist.labels
    for check in checks_on(form):
        yield check.message


def exact(limits):
    return [Decimal(str(limit)) for limit in limits]


@every_form
def test_is_worded_in_every_language(form):
    for text in wordings(form):
        assert all(wording.strip() for wording in in_every_language(text).values()), text


@every_form
def test_asks_every_question_in_chinese_too(form):
    for question in form.asked.values():
        chinese = in_every_language(question.label)["zh-hans"]
        same = in_every_language(question.label)["en"] == chinese
        assert not same or chinese.isupper(), question.name


# What a language need not translate: numbers and units.
SYMBOLS = re.compile(r"[0-9+ ]*(mg|mL|g|IU|mg/kg)?")
HALF_WIDTH_IN_CHINESE = re.compile(
    r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|[０-９ａ-ｚＡ-Ｚ]"
    r"|[\u4e00-\u9fff] [\u4e00-\u9fff]"
)


@every_form
def test_says_the_same_in_both_languages_only_of_symbols(form):
    for text in wordings(form):
        said = in_every_language(text)
        assert said["en"] != said["zh-hans"] or SYMBOLS.fullmatch(said["en"]), said["en"]


@every_form
def test_punctuates_chinese_as_chinese_does(form):
    chinese = [in_every_language(text)["zh-hans"] for text in wordings(form)]

    assert [words for words in chinese if HALF_WIDTH_IN_CHINESE.search(words)] == []


@every_form
def test_tells_how_each_computed_answer_is_found(form):
    assert [question.name for question in form.derivations() if not question.hint] == []


@every_form
def test_is_collected_at_visits_of_the_protocol(form):
    assert {collected.visit for collected in form.visits} <= set(SCHEDULE)


@every_form
def test_reads_only_what_exists(form):
    for question in form.asked.values():
        for function in (question.shown_when, question.required_when, question.derived):
            if function is not None:
                forms_read(function, form)
    for check in listed_checks(form):
        forms_read(check.holds, form)


@every_form
def test_shows_each_failure_beside_a_question_of_its_own(form):
    assert {check.question for check in checks_on(form)} <= form.asked.keys()


@every_form
def test_measures_in_known_units(form):
    units = {question.unit for question in form.asked.values() if question.unit}
    assert units <= set(Unit)


@every_form
def test_says_how_precise_each_decimal_is(form):
    decimals = [question for question in form.questions() if isinstance(question, Number)]
    assert [question.name for question in decimals if question.decimals is None] == []


@every_form
def test_chooses_from_a_codelist(form):
    chosen = [q for q in form.asked.values() if isinstance(q, Choice | MultiChoice)]
    assert [question.name for question in chosen if question.codelist is None] == []


@every_form
def test_expects_values_inside_what_is_possible(form):
    for question in form.asked.values():
        if question.hard and question.expected:
            (lowest, highest), (low, high) = map(exact, (question.hard, question.expected))
            assert lowest <= low < high <= highest, question.name


@every_form
def test_offers_only_what_can_be_stored_as_it_is_offered(form):
    chart = known_subject()
    blank = fill(chart, form)
    for question in (question for question in form.questions() if question.suggests):
        for one in chart.evaluate(question.suggests, blank) or ():
            text = one.text if isinstance(one, Suggestion) else one
            assert question.read(text, None) == {question.name: text}
            assert len(text) <= (question.longest or len(text)), text


@every_form
def test_has_no_default_for_an_answer(form):
    assert [q.name for q in form.questions() if q.has_default()] == []


@every_form
def test_is_audited_by_the_database(form, db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [form._meta.db_table],
        )
        triggers = [enabled for (enabled,) in cursor.fetchall()]
    assert triggers
    assert set(triggers) == {"A"}


@pytest.mark.parametrize("name", sorted(facts()))
def test_every_fact_reads_only_what_exists(name):
    forms_read(facts()[name])


@pytest.mark.parametrize("name", sorted(facts()))
def test_no_fact_needs_itself(name):
    def path(current, trodden):
        assert current not in trodden, " → ".join([*trodden, current])
        for needed in names_of(facts()[current]):
            if needed in facts():
                path(needed, [*trodden, current])

    path(name, [])


def test_every_form_is_found_by_its_name_and_its_plural():
    for form in crfs():
        assert named_form(form.form) == (form.form, False)
        assert named_form(form.plural()) == (form.form, True)


def test_the_ids_of_checks_are_never_used_twice():
    ids = [check.id for form in crfs() for check in listed_checks(form)]
    assert len(set(ids)) == len(ids)
