"""Entering the demonstration trial through the actions that people's pages and programs call."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.db import transaction

from edc import audit
from edc.access import Permission, Role
from edc.actions import accounts, queries, subjects
from edc.actions.entry import Place, Typed, save
from edc.codelists import MissingReason
from edc.crf import crf_named
from edc.models import Query, Record, Site, Subject, User
from edc.models.query import QueryState
from trial.demonstration.paper import Paper
from trial.demonstration.papers import papers_of
from trial.demonstration.patients import Patient, patients
from trial.demonstration.people import HOSPITALS, PEOPLE

TRIAL_OPENS = date(2022, 1, 10)
CONTACT_AFTER_DEATH = (
    "The contact is dated after the death. Please confirm both dates. "
    "联系日期晚于死亡日期，请核实两个日期。"
)


class NotEmpty(Exception):
    """There is a trial in this database already."""


class Refused(Exception):
    """A paper was not accepted: the demonstration contradicts the rules of the trial."""


class Staff(NamedTuple):
    """A hospital and those who enter and monitor there."""

    site: Site
    coordinator: User
    investigator: User
    monitor: User


def load(say: Callable[[str], object]) -> None:
    """Open the hospitals and enter everybody. Raises NotEmpty."""
    if Site.objects.exists():
        raise NotEmpty
    with audit.through(channel="IMPORT"):
        staff = open_hospitals()
        everybody = patients()
        for done, patient in enumerate(everybody, start=1):
            enter(patient, staff[patient.site])
            if done % 5 == 0:
                say(f"{done} of {len(everybody)} patients entered")
    unsettled = Query.objects.exclude(state=QueryState.CLOSED).count()
    say(f"{Record.objects.count()} forms entered, {unsettled} queries open")


@transaction.atomic
def open_hospitals() -> dict[str, Staff]:
    """The hospitals, and everybody who works there or for the trial; nobody can sign in yet."""
    system = accounts.system_user()
    sites = {
        code: accounts.open_site(code=code, name_en=name_en, name_zh=name_zh, by=system)
        for code, name_en, name_zh in HOSPITALS
    }
    held: dict[tuple[str, str], User] = {}
    for username, name, role, codes in PEOPLE:
        user = accounts.open_account(username=username, full_name=name, by=system)
        for site in [sites[code] for code in codes] or (None,):
            accounts.appoint(user=user, role=role, site=site, starts_on=TRIAL_OPENS, by=system)
        held |= {(role, code): user for code in codes}
    at_site = (Role.COORDINATOR, Role.INVESTIGATOR, Role.MONITOR)
    return {
        code: Staff(site, *(held[role, code] for role in at_site)) for code, site in sites.items()
    }


@transaction.atomic
def enter(patient: Patient, staff: Staff) -> None:
    """One patient, from registration to the last contact."""
    subject = subjects.register(
        site=staff.site, by=staff.coordinator, screening_number=patient.screening_number
    )
    for paper in papers_of(patient):
        record = enter_paper(paper, subject, staff)
        if paper.form == "survival_followup" and patient.died and paper.on > patient.died:
            queries.raise_query(
                record=record, question="contact_date", text=CONTACT_AFTER_DEATH, by=staff.monitor
            )


def enter_paper(paper: Paper, subject: Subject, staff: Staff) -> Record:
    """Complete the form of a paper, or correct it. Raises Refused."""
    is_decision = crf_named(paper.form).completed_by == Permission.ENROL
    outcome = save(
        place=Place(subject, paper.visit, paper.form, paper.line),
        typed={name: typed(answer) for name, answer in paper.answers.items()},
        by=staff.investigator if is_decision else staff.coordinator,
        reasons=dict.fromkeys(paper.answers, paper.why),
        complete=True,
    )
    if outcome.is_refused:
        findings = [(found.check.id, found.check.question) for found in outcome.broken]
        raise Refused(subject.screening_number, paper, findings, outcome.unreadable)
    return outcome.record


def typed(answer) -> Typed:
    """As a person types it, or the code for why there is nothing to type."""
    if isinstance(answer, MissingReason):
        return Typed(missing=answer)
    return Typed(str(answer))
