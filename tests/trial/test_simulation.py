"""A simulated trial in the database: loaded fast, and no different from one that was entered."""

from collections import Counter, defaultdict
from datetime import date
from itertools import count

import pytest
from django.core.management import call_command
from django.db import transaction

from edc import audit, charts
from edc.actions import accounts, subjects
from edc.actions.entry import NoParent
from edc.crf import crf_named, crfs
from edc.models import Event, Query, Record, Subject
from edc.questions import Reference
from followup.actions import STATE, SURVIVAL
from mrd.actions import WEEK2
from tests.database import clone, django_at
from tests.enrollment.paper import blank_chart
from trial.demonstration.entering import enter_paper
from trial.demonstration.paper import Paper
from trial.simulation import loading
from trial.simulation.courses import Way, patient
from trial.simulation.filing import File, place_of
from trial.simulation.hospitals import RealTrial, open_ward, refuse_real_trial
from trial.simulation.papers import papers_of
from trial.simulation.simulating import dossiers_of

SEED = 11


@pytest.fixture(scope="module")
def simulated(postgresql, template, broker_url, django_db_blocker):
    """A small simulated trial with queries, in a database where commits are real."""
    with (
        clone(postgresql, template) as own,
        django_at(own.url),
        django_db_blocker.unblock(),
    ):
        call_command("simulate", subjects=14, sites=2, seed=SEED)
        yield own


@pytest.fixture
def ward(simulated):
    """The first simulated hospital; what a test does there is undone."""
    with transaction.atomic():
        yield open_ward(1)
        transaction.set_rollback(True)


def placed(records):
    """Whose place each key of a record stands for."""
    return {record.pk: (record.form, place_in_schedule(record), record.line) for record in records}


def place_in_schedule(record):
    return record.visit and (record.visit.code, record.visit.sequence)


def content(subject):
    """Everything that is stored of a subject, with places in the stead of keys."""
    records = list(subject.records.select_related("visit"))
    places = placed(records)
    return {
        places[record.pk]: (
            {
                "state": record.state,
                "version": record.version,
                "form_version": record.form_version,
                "hidden": record.hidden,
                "parent": places.get(record.parent_id),
            },
            answers_of(record, places),
        )
        for record in records
    }


def answers_of(record, places):
    crf = crf_named(record.form)
    columns = [column for question in crf.questions() for column in question.columns]
    row = crf.objects.values("missing", *columns).get(pk=record.pk)
    references = [q.name for q in crf.questions() if isinstance(q, Reference)]
    return {name: str(value) for name, value in row.items()} | {
        name: places.get(row[name]) for name in references
    }


def trail(subject):
    """By row of the subject, what its events say in their order, keys left out."""
    places = placed(subject.records.select_related("visit"))
    told = defaultdict(list)
    for event in Event.objects.filter(subject_id=subject.pk).order_by("id"):
        if event.table_name.startswith(("edc_query", "edc_visit")):
            continue
        who = places.get(event.record_id, "subject")
        changed = sorted(set(event.new) - {"parent_id", "visit_id"})
        told[who, event.table_name].append(
            (event.operation, changed, event.reasons, event.role, event.channel)
        )
    return dict(told)


def judged(subject):
    """What the computations make of the subject."""
    forms = {crf.form for crf in crfs()}
    return [
        purpose.judge(charts.load([subject], forms)[subject.pk])
        for purpose in (WEEK2, SURVIVAL, STATE)
    ]


def without_keys(outcomes):
    (week2, *looks), *others = outcomes
    kept = {k: v for k, v in week2.items() if not k.endswith("_specimen")}
    return [(kept, *looks), *others]


def papers_with_an_answer_that_does_not_apply(person):
    """Of an electrocardiogram that was recorded, why it was not."""
    for paper in papers_of(person):
        if paper.form == "ecg" and paper.answers["performed"] == "Y":
            reason = {"not_done_reason": "TECHNICAL"}
            yield paper._replace(answers=paper.answers | reason)
        else:
            yield paper


def entered(person, ward):
    """What comes of entering the papers one by one; nothing of it stays."""
    staff = ward.staff
    with transaction.atomic(), audit.through(channel="IMPORT"):
        subject = subjects.register(
            site=staff.site, by=staff.coordinator, screening_number=person.screening_number
        )
        for paper in papers_with_an_answer_that_does_not_apply(person):
            try:
                enter_paper(paper, subject, staff)
            except NoParent:
                continue
        found = Subject.objects.get(pk=subject.pk)
        told = content(found), trail(found), without_keys(judged(found)), found.number
        transaction.set_rollback(True)
    return told


def loaded(person, ward, monkeypatch, places):
    """What comes of loading the same papers at once, those left out that could not be entered."""
    papers = papers_with_an_answer_that_does_not_apply(person)
    own = [(paper, False) for paper in papers if place_of(paper) in places]
    monkeypatch.setattr(
        "trial.simulation.simulating.with_mistakes", lambda person, papers: iter(own)
    )
    with audit.through(channel="IMPORT"):
        loading.write(dossiers_of([person], ward), ward.staff)
    found = Subject.objects.get(screening_number=person.screening_number)
    return content(found), trail(found), without_keys(judged(found)), found.number


def test_each_of_two_transplants_is_filed_with_its_own_engraftment():
    file, on = File(blank_chart(), count(1)), date(2026, 5, 1)

    def filed(form, visit, line):
        return file.add(Paper(on, form, {}, (visit, 1), line)).envelope

    first, second = (filed("hsct", "HSCT", line) for line in (1, 2))

    assert [filed("engraftment", "HD28", line).parent_id for line in (1, 2)] == [
        first.id,
        second.id,
    ]
    with pytest.raises(NoParent):
        filed("engraftment", "HD28", 3)


@pytest.mark.parametrize(
    "way",
    [
        Way.SCREEN_FAILURE,
        Way.WITHDRAWAL,
        Way.EARLY_DEATH,
        Way.NO_REMISSION,
        Way.VOD_DEATH,
        Way.RELAPSE,
    ],
    ids=str,
)
def test_a_subject_loaded_at_once_is_the_same_as_one_entered(way, ward, monkeypatch):
    person = patient(seed=SEED, identity="01-901", like=ward.like, way=way)

    by_hand = entered(person, ward)
    at_once = loaded(person, ward, monkeypatch, by_hand[0])

    for hand, once in zip(by_hand, at_once, strict=True):
        assert once == hand


@pytest.mark.usefixtures("simulated")
def test_every_row_about_a_subject_has_its_events():
    for crf in crfs():
        rows = set(crf.objects.values_list("pk", flat=True))
        begun = Event.objects.filter(table_name=crf.form, operation="INSERT")
        assert set(begun.values_list("row_id", flat=True)) == rows

    complete = set(Record.objects.filter(state="COMPLETE").values_list("pk", flat=True))
    kept = Event.objects.filter(operation="SNAPSHOT").values_list("record_id", flat=True)
    assert set(kept) == complete
    records = Event.objects.filter(table_name="edc_record", operation="INSERT")
    assert records.count() == Record.objects.count()


@pytest.mark.usefixtures("simulated")
def test_everything_was_written_by_staff_of_its_site_through_the_import():
    tables = [crf.form for crf in crfs()] + ["edc_subject", "edc_visit", "edc_record"]
    written = Event.objects.filter(table_name__in=tables).exclude(role="SYSTEM")
    seats = {("sim-coordinator-01", "COORDINATOR"), ("sim-coordinator-02", "COORDINATOR")}
    seats |= {("sim-investigator-01", "INVESTIGATOR"), ("sim-investigator-02", "INVESTIGATOR")}

    assert set(written.values_list("actor__username", "role")) == seats
    assert set(written.values_list("channel", flat=True)) == {"IMPORT"}


@pytest.mark.usefixtures("simulated")
def test_who_was_enrolled_has_the_sites_next_number():
    for site in ("01", "02"):
        own = Subject.objects.filter(site__code=site).order_by("pk")
        numbers = [subject.number for subject in own if subject.number]

        assert numbers == [f"{site}-{n:03}" for n in range(1, len(numbers) + 1)]


@pytest.mark.usefixtures("simulated")
@pytest.mark.parametrize("purpose", [WEEK2, SURVIVAL, STATE], ids=lambda purpose: purpose.name)
def test_what_is_found_does_not_hang_on_how_much_was_loaded(purpose):
    everybody = list(Subject.objects.select_related("site"))
    full = charts.load(everybody, purpose.forms())

    found = {pk: purpose.judge(chart) for pk, chart in charts.each(everybody, purpose.forms(), {})}

    assert found == {pk: purpose.judge(chart) for pk, chart in full.items()}


@pytest.mark.usefixtures("simulated")
def test_checks_ask_about_the_slips():
    asked = Counter(Query.objects.values_list("check_id", flat=True))

    assert asked["GEN-REQUIRED"] > 0
    assert asked["GEN-RANGE-SOFT"] > 0


@pytest.mark.usefixtures("simulated")
def test_more_subjects_follow_on_those_there_are():
    before = set(Subject.objects.values_list("screening_number", flat=True))

    call_command("simulate", subjects=2, sites=2, seed=SEED, with_queries=False)

    after = set(Subject.objects.values_list("screening_number", flat=True))
    assert before < after
    assert len(after) == len(before) + 2


def test_a_real_hospital_among_simulated_ones_is_refused(ward):
    accounts.open_site(code="99", name_en="Real", name_zh="真", by=accounts.system_user())

    with pytest.raises(RealTrial):
        refuse_real_trial()
