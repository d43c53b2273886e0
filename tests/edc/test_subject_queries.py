"""A query about a subject as a whole: where it is shown, who sees, answers and closes it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from edc import audit
from edc.access import Role
from edc.actions import queries, subjects
from edc.models import Query, QueryStep
from tests.asking import ask_about_move
from tests.patients import enter
from tests.stories import answers

CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-CN,zh;q=0.9"}
THE_MOVE = "from “In follow-up after HSCT” to “MRD remission, before HSCT”"


@pytest.fixture
def on_a_form(subject, mona, lin):
    """A decoy: a query on a question of the same subject."""
    record = enter(subject, "informed_consent", answers.CONSENT, by=lin)
    return queries.raise_query(record=record, question="signed_by", text="Who signed?", by=mona)


def page(client, reader, url, **more):
    client.force_login(reader)
    return client.get(url, **more).content.decode()


def test_it_is_on_the_subjects_page_with_what_was_said(client, about_subject, on_a_form, lin, dana):
    queries.answer(query=about_subject, text="The transplant was another patient's", by=lin)

    shown = page(client, dana, "/subjects/S01-001/")

    assert THE_MOVE in shown
    assert "<q>The transplant was another patient&#x27;s</q>" in shown
    assert "Who signed?" not in shown


def test_the_subjects_page_speaks_chinese(client, about_subject, lin):
    shown = page(client, lin, "/subjects/S01-001/", **CHINESE)

    assert "关于受试者整体的质疑" in shown
    assert "状态由“移植后随访”变为“MRD缓解，待移植”，不在预期之内。" in shown
    assert "系统 · " in shown


def test_nothing_is_shown_of_a_subject_who_is_not_asked_about(client, subject, on_a_form, lin):
    assert "Queries about the subject" not in page(client, lin, "/subjects/S01-001/")


def test_the_worklist_leads_to_the_subjects_page(client, about_subject, on_a_form, dana):
    shown = page(client, dana, "/queries/")

    assert (
        f'<a href="/subjects/S01-001/#query-{about_subject.pk}">The subject as a whole</a>' in shown
    )
    assert THE_MOVE in shown
    assert f'id="query-{about_subject.pk}"' in page(client, dana, "/subjects/S01-001/")
    assert "受试者整体" in page(client, dana, "/queries/", **CHINESE)


@pytest.mark.parametrize("url", ["/", "/queries/"])
def test_a_list_of_many_takes_no_more_statements(client, about_subject, beijing, lin, system, url):
    page(client, lin, url)
    with CaptureQueriesContext(connection) as for_one:
        client.get(url)

    for _ in range(3):
        ask_about_move(subjects.register(site=beijing, by=lin), system=system)

    with CaptureQueriesContext(connection) as for_four:
        assert client.get(url).content.count(b"#query-") == 4
    assert len(for_four) == len(for_one)


def test_the_first_page_lists_and_counts_it(client, about_subject, on_a_form, dana):
    shown = page(client, dana, "/")

    assert f'<a href="/subjects/S01-001/#query-{about_subject.pk}">S01-001</a>' in shown
    assert "2 open, 0 answered" in shown


def test_the_list_of_subjects_counts_it(client, about_subject, on_a_form, shanghai_subject, dana):
    assert "⚑ 2" in page(client, dana, "/subjects/")


@pytest.mark.parametrize(
    ("name", "buttons"), [("lin", {"answer"}), ("dana", {"close"}), ("ivy", set())]
)
def test_a_reader_is_offered_what_the_role_may(client, about_subject, request, name, buttons):
    shown = page(client, request.getfixturevalue(name), "/subjects/S01-001/")

    acts = ("answer", "close", "reopen")
    assert {
        act
        for act in acts
        if f'<button class="btn btn-sm btn-outline-primary" form="{act}-{about_subject.pk}"'
        in shown
    } == buttons


def test_it_is_answered_closed_and_reopened_from_its_page(client, about_subject, lin, dana):
    for reader, act in ((lin, "answer"), (dana, "close"), (dana, "reopen")):
        client.force_login(reader)
        response = client.post(f"/queries/{about_subject.pk}/{act}/", {"text": "Corrected"})
        assert response.url == f"/subjects/S01-001/#query-{about_subject.pk}"

    steps = QueryStep.objects.filter(query=about_subject).values_list("act", "by__username", "role")
    assert list(steps)[1:] == [
        ("ANSWERED", "lin", "COORDINATOR"),
        ("CLOSED", "dana", "DATA_MANAGER"),
        ("REOPENED", "dana", "DATA_MANAGER"),
    ]


def test_who_reads_only_can_neither_answer_nor_close_it(about_subject, ivy, mark):
    for act in (queries.answer, queries.close):
        for reader in (ivy, mark):
            with pytest.raises(PermissionDenied):
                act(query=about_subject, text="Mine", by=reader)


@pytest.mark.parametrize("url", ["/", "/queries/", "/subjects/"])
def test_another_site_learns_nothing_of_it(client, about_subject, shanghai_subject, zhao, url):
    shown = page(client, zhao, url)

    assert "S01-" not in shown
    assert f"query-{about_subject.pk}" not in shown
    assert "⚑" not in shown
    assert "1 open" not in shown


@pytest.mark.parametrize("act", ["answer", "close", "reopen"])
def test_another_sites_answer_finds_no_query(client, about_subject, zhao, act):
    client.force_login(zhao)

    assert client.post(f"/queries/{about_subject.pk}/{act}/", {"text": "Mine"}).status_code == 404


def test_checks_of_the_subjects_forms_leave_it_alone(about_subject, on_a_form, subject, lin):
    enter(subject, "mrd_specimen", answers.SPECIMEN, by=lin, visit="C1D15")

    about_subject.refresh_from_db()
    assert about_subject.state == "OPEN"


def test_a_subject_is_asked_once_for_each_check(about_subject, subject, system):
    ask_about_move(subject, system=system)

    assert Query.objects.filter(record=None).count() == 1
    with pytest.raises(IntegrityError, match="one_query_a_check_of_a_subject"), writing(system):
        create(subject, question="", check_id="STATE-MOVE")


def test_subjects_are_asked_the_same_independently(about_subject, shanghai_subject, system):
    ask_about_move(shanghai_subject, system=system)

    assert Query.objects.filter(check_id="STATE-MOVE").count() == 2


def writing(system):
    return audit.acting(system, role=Role.SYSTEM)


def create(subject, *, site=None, **more):
    return Query.objects.create(subject=subject, site=site or subject.site, **more)


def test_a_query_without_a_record_has_a_subject_and_no_question(on_a_form, subject, system):
    record = on_a_form.record
    impossible = [
        {"subject": subject, "record": record, "question": ""},
        {"subject": subject, "record": None, "question": "signed_by"},
        {"subject": None, "record": None, "question": ""},
        {"subject": None, "record": None, "question": "city"},
    ]

    for about in impossible:
        with (
            pytest.raises(IntegrityError, match="query_is_on_a_question_or_about_a_subject"),
            transaction.atomic(),
            writing(system),
        ):
            create(site=subject.site, **about)


def test_a_step_is_about_a_record_or_a_subject(about_subject, system):
    with (
        pytest.raises(IntegrityError, match="query_step_is_about_a_record_or_a_subject"),
        writing(system),
    ):
        QueryStep.objects.filter(query=about_subject).update(subject=None)


def test_a_check_that_is_gone_is_named_by_its_id(client, about_subject, dana, system):
    with writing(system):
        Query.objects.filter(pk=about_subject.pk).update(check_id="STATE-GONE")

    assert "STATE-GONE" in page(client, dana, "/subjects/S01-001/")


def test_a_state_that_is_gone_is_named_by_its_code(client, about_subject, dana, system):
    with writing(system):
        Query.objects.filter(pk=about_subject.pk).update(
            values=about_subject.values | {"before": "GONE"}
        )

    assert "from “GONE” to “MRD remission, before HSCT”" in page(client, dana, "/queries/")


def test_it_reads_as_what_it_is_about(about_subject, on_a_form):
    assert str(about_subject) == "S01-001: STATE-MOVE OPEN"
    assert str(on_a_form).endswith("signed_by: manual OPEN")
