"""Entering the demonstration trial through the actions that people's pages and programs call."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.db import transaction

from edc import audit
from edc.access import Permission, Role
from edc.actions import accounts, queries, subjects
from edc.actions.entry import Place, Typed, find, save
from edc.codelists import MissingReason
from edc.crf import crf_named
from edc.models import Query, Record, Site, Subject, User
from edc.models.query import QueryState
from edc.questions import Number, Question
from trial.demonstration import laboratories
from trial.demonstration.hands import spread
from trial.demonstration.paper import InUnit, LineOf, Paper
from trial.demonstration.papers import in_order, papers_of
from trial.demonstration.patients import Patient, patients
from trial.demonstration.people import HOSPITALS, PEOPLE, Hospital, holder_of
from trial.demonstration.slips import REPLIES, with_slips

TRIAL_OPENS = date(2022, 1, 10)
UNANSWERED = 0.4
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
    """Open the hospitals and enter everybody. Raises NotEmpty, Refused."""
    if Site.objects.exists():
        raise NotEmpty
    everybody = patients()
    with audit.through(channel="IMPORT"):
        open_hospitals()
    entered = 0
    for entered_there in spread(enter_hospital, HOSPITALS):
        entered += entered_there
        say(f"{entered} of {len(everybody)} patients entered")
    unsettled = Query.objects.exclude(state=QueryState.CLOSED).count()
    say(f"{Record.objects.count()} forms entered, {unsettled} queries open")


@transaction.atomic
def open_hospitals() -> None:
    """The hospitals, and everybody who works there or for the trial; nobody can sign in yet."""
    system = accounts.system_user()
    sites = {
        code: accounts.open_site(code=code, name_en=name_en, name_zh=name_zh, by=system)
        for code, name_en, name_zh in HOSPITALS
    }
    for username, name, role, codes in PEOPLE:
        user = accounts.open_account(username=username, full_name=name, by=system)
        for site in [sites[code] for code in codes] or (None,):
            accounts.appoint(user=user, role=role, site=site, starts_on=TRIAL_OPENS, by=system)


def staff_at(site: str) -> Staff:
    """The hospital with this code, and who enters and monitors there."""
    at_site = (Role.COORDINATOR, Role.INVESTIGATOR, Role.MONITOR)
    people = (User.objects.get(username=holder_of(role, site).username) for role in at_site)
    return Staff(Site.objects.get(code=site), *people)


def enter_hospital(hospital: Hospital) -> int:
    """A hospital with its patients in the order of their numbers; says how many they are."""
    staff = staff_at(hospital.code)
    own = [patient for patient in patients() if patient.site == hospital.code]
    with audit.through(channel="IMPORT"):
        present(hospital, staff)
        for patient in own:
            enter(patient, staff)
    return len(own)


@transaction.atomic
def present(hospital: Hospital, staff: Staff) -> None:
    """What a hospital says of itself and of its laboratory."""
    for paper in laboratories.papers(hospital):
        enter_paper(paper, staff.site, staff)


def enter(patient: Patient, staff: Staff) -> None:
    """One patient, from registration to the last contact.

    In two transactions: from the decision to enrol on, whoever else enrols waits for its end.
    """
    papers = in_order(with_slips(patient, papers_of(patient)))
    decided = [paper.form for paper in papers].index("enrolment") + 1
    with transaction.atomic():
        subject = subjects.register(
            site=staff.site, by=staff.coordinator, screening_number=patient.screening_number
        )
        enter_papers(papers[:decided], subject, patient, staff)
    with transaction.atomic():
        enter_papers(papers[decided:], subject, patient, staff)
        reply(subject, patient, staff)


def enter_papers(papers: list[Paper], subject: Subject, patient: Patient, staff: Staff) -> None:
    for paper in papers:
        record = enter_paper(paper, subject, staff)
        if paper.form == "survival_followup" and patient.died and paper.on > patient.died:
            queries.raise_query(
                record=record, question="contact_date", text=CONTACT_AFTER_DEATH, by=staff.monitor
            )


def reply(subject: Subject, patient: Patient, staff: Staff) -> None:
    """Answer some of what the checks ask; the monitor closes what is answered well."""
    open_queries = subject.queries.filter(state=QueryState.OPEN, check_id__in=REPLIES)
    for query in open_queries.order_by("pk"):
        said = REPLIES[query.check_id]
        if patient.chance(f"reply {query.check_id} {query.question}").random() < UNANSWERED:
            continue
        queries.answer(query=query, text=said.answer, by=staff.coordinator)
        if said.is_enough:
            queries.close(query=query, by=staff.monitor)


def enter_paper(paper: Paper, owner: Subject | Site, staff: Staff) -> Record:
    """Complete the form of a paper, or correct it. Raises Refused."""
    crf = crf_named(paper.form)
    is_decision = crf.completed_by == Permission.ENROL

    def on_line(form, line):
        record = find(place=Place(owner, None, form, line))
        return record and record.pk

    outcome = save(
        place=Place(owner, paper.visit, paper.form, paper.line),
        typed={
            name: typed(crf.asked[name], answer, on_line) for name, answer in paper.answers.items()
        },
        by=staff.investigator if is_decision else staff.coordinator,
        reasons=dict.fromkeys(paper.answers, paper.why),
        complete=True,
    )
    if outcome.is_refused:
        findings = [(found.check.id, found.check.question) for found in outcome.broken]
        raise Refused(str(owner), paper, findings, outcome.unreadable)
    return outcome.record


def typed(question: Question, answer, on_line: Callable[[str, int], int | None]) -> Typed:
    """As a person types it, in the question's own unit unless the paper names another.

    A missing code stands for what cannot be typed. ``on_line`` gives the id of the record on a line
    of a form outside visits, if there is one.
    """
    match answer:
        case MissingReason():
            return Typed(missing=answer)
        case InUnit(number, unit):
            return Typed(str(number), unit)
        case LineOf(form, line):
            return Typed(str(on_line(form, line) or ""))
    return Typed(str(answer), unit_of(question))


def unit_of(question: Question) -> str:
    """The standard unit, of a number that could have been given in others."""
    return str(question.unit) if isinstance(question, Number) and question.other_units else ""
