"""Who is mailed of an initial report that is due soon or overdue: once, and nothing clinical."""

import smtplib
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from celery import current_app
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import DatabaseError, IntegrityError, transaction

from edc.access import Role
from edc.actions import accounts
from edc.actions.entry import Place, Typed, remove, save
from safety import tasks
from safety.actions import send_notices
from safety.models import Notice
from tests.patients import enter, typed
from tests.safety.papers import EVENT, REPORT, draft

DUE = datetime(2026, 3, 3, 0, 0, tzinfo=UTC)  # 08:00 in Beijing, 24 hours after awareness
SOON, LATE = DUE - timedelta(hours=6), DUE + timedelta(minutes=1)
MINUTE = timedelta(minutes=1)
OF_LIN = ["lin@example.org"]


@pytest.fixture
def reachable(system):
    """Give people an address."""

    def give(*people):
        for user in people:
            email = f"{user.username}@example.org"
            accounts.set_email(user=user, email=email, by=system)

    return give


@pytest.fixture
def report(subject, lin, reachable):
    """A serious event, and the report on it as a draft."""
    reachable(lin)
    enter(subject, "adverse_event", EVENT, by=lin)
    return draft(subject, "sae", REPORT, by=lin)


def told():
    """The addresses and subjects of the mails, oldest first."""
    return [(sent.to, sent.subject) for sent in mail.outbox]


def addresses():
    return sorted(address for sent in mail.outbox for address in sent.to)


def test_a_report_with_more_than_six_hours_left_is_not_mailed(report):
    send_notices(at=SOON - MINUTE)

    assert told() == []


def test_a_report_due_within_six_hours_is_mailed_once(report):
    assert [send_notices(at=SOON), send_notices(at=SOON + MINUTE)] == [1, 0]

    title = "S01-001, SAE 1: Initial report due soon / 首次报告即将到期"
    assert told() == [(OF_LIN, title)]


def test_at_the_last_minute_it_is_due_soon_and_a_minute_later_overdue(report):
    send_notices(at=DUE)
    send_notices(at=LATE)
    send_notices(at=LATE + timedelta(days=3))

    assert [title.split(": ")[1] for _, title in told()] == [
        "Initial report due soon / 首次报告即将到期",
        "Initial report overdue / 首次报告已逾期",
    ]


def test_after_a_pause_of_the_workers_only_overdue_is_told(report):
    send_notices(at=LATE)

    assert [title for _, title in told()] == [
        "S01-001, SAE 1: Initial report overdue / 首次报告已逾期"
    ]


def test_the_mail_says_number_hour_and_link_in_both_languages(report):
    send_notices(at=SOON)

    (sent,) = mail.outbox
    link = f"{settings.PUBLIC_URL}/subjects/S01-001/forms/sae/1/"
    assert sent.body == (
        "Initial report due soon.\n\nSubject: S01-001\nEvent number: 1\n"
        f"Due: 2026-03-03 08:00+08:00\n{link}\n\n\n"
        "首次报告即将到期。\n\n受试者：S01-001\n不良事件序号：1\n"
        f"截止时间：2026-03-03 08:00+08:00\n{link}\n"
    )


def test_the_link_leads_to_the_report(report, client, lin):
    send_notices(at=SOON)
    client.force_login(lin)

    link = mail.outbox[0].body.splitlines()[5]

    assert client.get(link.removeprefix(settings.PUBLIC_URL)).status_code == 200


def test_no_clinical_word_leaves_the_trial(report):
    send_notices(at=SOON)

    said = str(mail.outbox[0].message()) + mail.outbox[0].body + mail.outbox[0].subject
    for word in (EVENT["term"], "neutropenia", REPORT["narrative"], "INO", "HOSP", "Beijing"):
        assert word not in said


def test_a_complete_report_is_not_mailed(subject, lin, reachable):
    reachable(lin)
    enter(subject, "adverse_event", EVENT, by=lin)
    enter(subject, "sae", REPORT, by=lin)

    send_notices(at=LATE)

    assert told() == []


def test_a_complete_report_of_unknown_hour_is_not_mailed(report, subject, lin):
    untimed = typed(REPORT) | {"report_time": Typed("", missing="UNKNOWN")}
    place = Place(subject, None, "sae", 1)
    save(place=place, typed=untimed, by=lin, complete=True)
    later = REPORT | {"ae_number": "2"}
    enter(subject, "adverse_event", EVENT | {"ae_number": "2"}, by=lin, line=2)
    draft(subject, "sae", later, by=lin, line=2)

    send_notices(at=LATE)

    title = "S01-001, SAE 2: Initial report overdue / 首次报告已逾期"
    assert told() == [(OF_LIN, title)]


def test_a_removed_report_is_not_mailed(report, lin):
    remove(record=report, why="Of another person", by=lin)

    assert send_notices(at=LATE) == 0


@pytest.mark.parametrize(
    "change", [{"aware_time": ""}, {"report_type": "FOLLOWUP", "report_number": "2"}]
)
def test_without_a_clock_nobody_is_mailed(subject, lin, reachable, change):
    reachable(lin)
    enter(subject, "adverse_event", EVENT, by=lin)
    draft(subject, "sae", REPORT | change, by=lin)

    send_notices(at=LATE)

    assert told() == []


def test_the_staff_of_the_site_and_those_who_answer_for_safety_are_told(
    report, reachable, lin, ines, mona, zhao, dana, wei, stan, ivy, adam
):
    reachable(ines, mona, zhao, dana, wei, stan, ivy, adam)

    send_notices(at=SOON)

    assert addresses() == [f"{name}@example.org" for name in ("dana", "ines", "lin", "wei")]


def test_who_left_or_has_no_address_is_not_told(
    report, reachable, system, beijing, ines, dana, person
):
    gone = person("gone", Role.MONITOR, beijing)
    day = date(2026, 3, 2)
    accounts.appoint(
        user=gone, role=Role.INVESTIGATOR, site=beijing, starts_on=day, ends_on=day, by=system
    )
    reachable(gone)

    send_notices(at=LATE)

    assert addresses() == OF_LIN


def test_who_holds_two_roles_is_told_once(report, system, lin, beijing):
    starts = date(2020, 1, 1)
    accounts.appoint(user=lin, role=Role.DATA_MANAGER, starts_on=starts, by=system)
    accounts.appoint(user=lin, role=Role.INVESTIGATOR, site=beijing, starts_on=starts, by=system)

    assert send_notices(at=SOON) == 1


def test_who_gets_an_address_later_is_told_then_and_nobody_twice(report, reachable, ines):
    send_notices(at=SOON)
    reachable(ines)

    send_notices(at=SOON + MINUTE)

    assert addresses() == ["ines@example.org", "lin@example.org"]


def test_each_event_is_told_of_by_itself(report, subject, lin):
    enter(subject, "adverse_event", EVENT | {"ae_number": "2"}, by=lin, line=2)
    draft(subject, "sae", REPORT | {"ae_number": "2"}, by=lin, line=2)

    assert send_notices(at=SOON) == 2


# What goes wrong


class Refusing(EmailBackend):
    """A mail server that refuses the first mails."""

    refusals = 0

    def send_messages(self, messages):
        if type(self).refusals:
            type(self).refusals -= 1
            raise smtplib.SMTPDataError(451, b"try again later")
        return super().send_messages(messages)


class Unreachable(EmailBackend):
    """No mail server."""

    def open(self):
        raise ConnectionRefusedError("nobody listens")


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    monkeypatch.setattr(Refusing, "refusals", 1)
    return Refusing


def test_a_refused_mail_is_sent_later(report, server):
    assert send_notices(at=SOON) == 0
    assert [send_notices(at=SOON + MINUTE / 2), send_notices(at=SOON + MINUTE)] == [0, 1]

    refused, sent = Notice.objects.order_by("pk")
    assert "451" in refused.refusal
    assert (sent.refusal, sent.address, sent.due_at) == ("", OF_LIN[0], DUE)


def test_the_pauses_between_attempts_grow_up_to_a_quarter_of_an_hour(report, server):
    server.refusals = 99

    for minutes in range(61):
        send_notices(at=SOON + minutes * MINUTE)

    attempts = Notice.objects.order_by("pk").values_list("at", flat=True)
    assert [(at - SOON) // MINUTE for at in attempts] == [0, 1, 3, 7, 15, 30, 45, 60]


def test_one_refused_address_does_not_keep_the_others_waiting(report, server, reachable, ines):
    reachable(ines)

    assert send_notices(at=SOON) == 1
    assert addresses() == OF_LIN
    assert send_notices(at=SOON + MINUTE) == 1
    assert addresses() == ["ines@example.org", "lin@example.org"]


def test_an_address_that_is_none_does_not_keep_the_others_waiting(report, system, ines):
    accounts.set_email(user=ines, email="ines@exa\nmple.org", by=system)

    assert send_notices(at=SOON) == 1
    assert addresses() == OF_LIN


def test_without_a_mail_server_everything_waits(report, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Unreachable"
    assert send_notices(at=SOON) == 0
    assert not Notice.objects.exists()
    assert "1 notices stay due" in caplog.text

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert send_notices(at=SOON) == 1


def test_a_worker_lost_before_the_server_took_the_mail_loses_nothing(report, monkeypatch):
    class LostError(BaseException):
        """The machine went down."""

    def lose(*_):
        raise LostError

    with monkeypatch.context() as going_down:
        going_down.setattr(EmailBackend, "send_messages", lose)
        with pytest.raises(LostError):
            send_notices(at=SOON)

    assert [send_notices(at=SOON), send_notices(at=SOON)] == [1, 0]


def test_a_mail_that_nobody_remembers_is_repeated_under_the_same_id(report, monkeypatch):
    def lose(**_):
        raise DatabaseError("the server closed the connection")

    with monkeypatch.context() as going_down:
        going_down.setattr(Notice.objects, "create", lose)
        with pytest.raises(DatabaseError):
            send_notices(at=SOON)

    send_notices(at=SOON + MINUTE)

    first, second = (sent.message()["Message-ID"] for sent in mail.outbox)
    assert first == second


def test_the_ids_of_mails_differ_by_event_level_and_person(report, reachable, ines):
    reachable(ines)
    send_notices(at=SOON)
    send_notices(at=LATE)

    assert len({sent.message()["Message-ID"] for sent in mail.outbox}) == 4


@pytest.fixture
def committed_report(committed, report):
    """The same in a database where commits are real."""


def test_what_another_worker_is_at_is_left_to_it(committed, committed_report):
    with psycopg.connect(committed.url) as other_worker:
        other_worker.execute("SELECT pg_advisory_lock(hashtext('safety_notice'))")

        assert send_notices(at=SOON) == 0
        other_worker.execute("SELECT pg_advisory_unlock(hashtext('safety_notice'))")

        assert send_notices(at=SOON) == 1


def test_the_lock_is_given_back(committed, committed_report):
    send_notices(at=SOON)

    with psycopg.connect(committed.url) as other_worker:
        held = "SELECT pg_try_advisory_lock(hashtext('safety_notice'))"
        assert other_worker.execute(held).fetchone() == (True,)


def test_the_database_keeps_a_second_notice_out(report):
    send_notices(at=SOON)
    again = Notice.objects.values("event_id", "level", "person_id", "address", "due_at", "at").get()

    with pytest.raises(IntegrityError, match="notice_sent_once"):
        Notice.objects.create(**again)


@pytest.mark.parametrize("write", [lambda rows: rows.update(refusal="no"), lambda r: r.delete()])
def test_a_notice_stays_as_it_was_written(report, write):
    send_notices(at=SOON)

    with pytest.raises(DatabaseError), transaction.atomic():
        write(Notice.objects.all())


def test_the_cost_does_not_grow_with_the_events(
    report, subject, lin, shanghai_subject, django_assert_max_num_queries
):
    for line in range(2, 12):
        enter(subject, "adverse_event", EVENT | {"ae_number": str(line)}, by=lin, line=line)
        draft(subject, "sae", REPORT | {"ae_number": str(line)}, by=lin, line=line)
    send_notices(at=SOON)

    with django_assert_max_num_queries(9):
        assert send_notices(at=SOON) == 0


def test_beat_asks_for_it(report, monkeypatch):
    at_work = []
    monkeypatch.setattr("safety.actions.send_notices", lambda: at_work.append("sent"))

    current_app.tasks["safety.tasks.send_notices"]()

    assert at_work == ["sent"]
    assert tasks.send_notices.name in settings.CELERY_BEAT_SCHEDULE
