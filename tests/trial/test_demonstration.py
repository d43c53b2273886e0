"""The demonstration trial: what its files say is entered, by whom it may be, and nothing else."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.utils import timezone

from edc import charts
from edc.crf import crfs
from edc.models import Appointment, Event, Query, QueryStep, Record, Subject
from edc.models.query import QueryAct, QueryState
from edc.questions import Date, DateTime
from mrd.models import MrdFlow, MrdPcr, MrdSpecimen
from trial.demonstration.patients import Patient, patients
from trial.demonstration.people import HOSPITALS

pytestmark = pytest.mark.usefixtures("demonstration")

EVERYBODY = {patient.screening_number: patient for patient in patients()}
NOT_BEFORE_TRANSPLANT = [
    "01-008", "02-007", "02-010", "03-004", "03-005", "04-004", "04-009", "04-010", "05-002",
    "05-003", "05-006", "05-008", "05-009", "06-002", "06-003", "06-004", "06-007",
]  # fmt: skip
RELAPSED_IN_THE_MARROW = [
    "01-004", "01-006", "02-002", "02-010", "03-002", "03-004", "04-003", "05-001", "05-003",
    "05-007", "06-005",
]  # fmt: skip
POSITIVE_BEFORE_TRANSPLANT = [
    "02-010", "03-004", "03-005", "04-004", "04-009", "04-010", "06-002", "06-003",
]  # fmt: skip
TOLD_BY_THE_FILES = {
    ("01-002", "SV-001"),  # marrow on day 20
    ("01-002", "SPC-004"),
    ("02-007", "SV-001"),  # marrow on day 11
    ("02-007", "SPC-004"),
    ("04-007", "DTH-003"),  # died of relapse, but none is recorded
    ("04-009", "SPC-006"),  # inadequate marrow
    ("05-002", "SPC-006"),
    ("05-003", "PCR-005"),  # 2 000 control copies
    ("05-003", "PCR-006"),
    ("05-003", "GEN-RANGE-SOFT"),
    ("05-008", "PCR-005"),  # 9 999 control copies
    ("05-008", "GEN-RANGE-SOFT"),
    ("05-009", "SPC-004"),  # blood instead of marrow
    ("05-009", "SPC-005"),
    ("06-006", ""),  # a person asks why the last contact lies after death
    ("06-010", "SPC-010"),  # no sample at all
    *((number, "HSC-007") for number in NOT_BEFORE_TRANSPLANT),
}
ON_PURPOSE = {
    ("01-001", "SAE-002"),  # reported after more than a day
    ("03-007", "SAE-002"),
    ("01-008", "SV-001"),  # visits after their windows
    ("04-010", "SV-001"),
    ("02-001", "DTH-007"),  # the day of death is not certain
    ("02-002", "VS-002"),  # high blood pressure
    ("02-005", "GEN-RANGE-SOFT"),  # fever
    ("03-005", "GEN-RANGE-SOFT"),  # ferritin
    ("03-002", "CHI-002"),  # cells of the patient's own are back
    ("06-005", "HEM-003"),  # so are blasts in the blood
    ("03-006", "CM-004"),  # an antifungal without effect on CYP3A4
    ("04-006", "CM-002"),  # voriconazole beside olverembatinib
    ("04-006", "OLV-014"),
    ("05-004", "DOSE-OLV-01"),  # low platelets, and olverembatinib was taken on
    ("05-005", "SPC-008"),  # not the first pull
    ("03-010", "C22-001"),  # too little CD22, a screen failure
    *((number, "GEN-RANGE-SOFT") for number in RELAPSED_IN_THE_MARROW),
    *((number, "PRE-001") for number in POSITIVE_BEFORE_TRANSPLANT),
}
# Reports, decisions and signatures may come after the last contact.
OF_THE_OFFICE = {
    *("report_date", "report_time", "aware_date", "aware_time"),
    *("eos_date", "pi_sign_date", "eot_date"),
}


def test_subject_numbers_are_those_of_the_files():
    numbers = dict(Subject.objects.values_list("screening_number", "number"))

    assert len(numbers) == 60
    assert numbers == {
        screening: patient.id if patient.enrolled else None
        for screening, patient in EVERYBODY.items()
    }


def test_the_one_who_was_never_enrolled_keeps_the_screening_number():
    subject = Subject.objects.get(screening_number="S03-010")

    assert subject.number is None
    assert Counter(subject.records.values_list("form", flat=True)) == {
        "informed_consent": 1,
        "demographics": 1,
        "visit_record": 2,
        "cd22_expression": 1,
        "eligibility": 1,
        "enrolment": 1,
        "unscheduled_visit": 1,
        "end_of_study": 1,
    }


def test_no_draft_is_left():
    assert set(Record.objects.values_list("state", flat=True)) == {"COMPLETE"}


def test_each_answer_was_entered_by_staff_of_its_site():
    held = set(Appointment.objects.values_list("user", "role", "site"))
    tables = [crf.form for crf in crfs()] + ["edc_subject", "edc_visit", "edc_record"]
    written = Event.objects.filter(table_name__in=tables)
    signed = set(written.values_list("actor", "role", "site_id"))

    assert signed <= held
    assert {role for _, role, _ in signed} == {"COORDINATOR", "INVESTIGATOR"}


def test_enrolment_was_decided_by_the_investigators():
    events = Event.objects.filter(table_name__in=["eligibility", "enrolment"])

    assert set(events.values_list("role", flat=True)) == {"INVESTIGATOR"}


def test_everything_came_in_one_load_and_says_so():
    instants = sorted(Event.objects.values_list("at", flat=True))

    assert set(Event.objects.values_list("channel", flat=True)) == {"IMPORT"}
    assert not Event.objects.filter(role="").exists()
    assert timezone.now() - timedelta(hours=1) < instants[0] < instants[-1] < timezone.now()


def clinical_days(crf):
    """Subject, question and day of every date that a form tells of the patient."""
    dates = [q.name for q in crf.questions() if isinstance(q, Date | DateTime)]
    names = [name for name in dates if crf.form == "mrd_pcr" or name not in OF_THE_OFFICE]
    for row in crf.objects.values("record__subject__screening_number", *names):
        number = row.pop("record__subject__screening_number")
        for name, value in row.items():
            if value is not None:
                day = timezone.localdate(value) if isinstance(value, datetime) else value
                yield number, name, day


def test_no_clinical_date_lies_after_the_last_contact():
    late = {
        (number, name)
        for crf in crfs()
        if crf.scope == "subject"
        for number, name, day in clinical_days(crf)
        if day > EVERYBODY[number].last_contact
    }

    assert late == {("S06-008", "death_date")}


def asked_of_people():
    """What somebody has to answer or has answered; the rest closed itself as more was entered."""
    answered = QueryStep.objects.filter(act=QueryAct.ANSWERED).values("query")
    return Query.objects.filter(~Q(state=QueryState.CLOSED) | Q(pk__in=answered))


def test_only_what_is_tricky_is_asked_about():
    rows = asked_of_people().values_list("subject__screening_number", "check_id")

    assert {(number.removeprefix("S"), check) for number, check in rows} == (
        TOLD_BY_THE_FILES | ON_PURPOSE
    )


def test_queries_are_as_many_as_a_trial_at_work_has():
    by_state = Counter(asked_of_people().values_list("state", flat=True))

    assert 20 <= by_state[QueryState.OPEN] + by_state[QueryState.ANSWERED] <= 60
    assert all(by_state[state] >= 5 for state in QueryState)
    assert Query.objects.count() <= 160


def test_no_site_is_asked_about_its_own_papers():
    assert not Query.objects.filter(subject=None).exists()


def test_a_monitor_asks_about_the_contact_after_death():
    step = QueryStep.objects.get(query__check_id="")

    assert (step.role, step.query.question) == ("MONITOR", "contact_date")
    assert step.query.record.survivalfollowup.contact_date == date(2023, 11, 14)


def test_every_form_of_the_protocol_occurs():
    entered = set(Record.objects.values_list("form", flat=True))

    assert entered == {crf.form for crf in crfs()}


def samples():
    return [(patient, sample) for patient in EVERYBODY.values() for sample in patient.samples]


def columns(crf, *names):
    """What a form of the sample says, by specimen number, as texts."""
    path = "record" if crf is MrdSpecimen else "record__parent"
    rows = crf.objects.values_list(f"{path}__mrdspecimen__specimen_id", *names)
    return {
        number: tuple("" if value is None else str(value) for value in values)
        for number, *values in rows
        if number
    }


def test_every_sample_is_entered_as_it_was_reported():
    specimens = columns(MrdSpecimen, "collection_date", "specimen_type", "quality")

    for patient, sample in samples():
        found = specimens[f"{patient.site}-{sample.id}"]
        assert found == (str(sample.collected), sample.specimen_type, sample.quality)


def test_every_pcr_keeps_its_digits():
    names = ("result_class", "ratio_percent", "lod_percent", "loq_percent", "control_copies")
    found = columns(MrdPcr, *names)

    for patient, sample in samples():
        assert found[f"{patient.site}-{sample.id}"] == (
            sample.pcr_result,
            sample.pcr_ratio,
            sample.pcr_lod,
            sample.pcr_loq,
            sample.abl1_copies,
        )


def test_every_flow_keeps_its_digits_and_has_no_limit_of_quantification():
    names = ("result_class", "abnormal_percent", "lod_percent", "events_acquired", "lloq_percent")
    found = columns(MrdFlow, *names)

    for patient, sample in samples():
        assert found[f"{patient.site}-{sample.id}"] == (
            sample.flow_result,
            sample.flow_percent,
            sample.flow_lod,
            sample.flow_events,
            "",
        )


def test_an_assay_without_result_was_not_done():
    undone = {f"{patient.site}-{s.id}" for patient, s in samples() if not s.flow_result}
    recorded = MrdFlow.objects.filter(
        performed="N", record__parent__mrdspecimen__specimen_id__in=undone
    )

    assert len(undone) == recorded.count() == 5


def days_of(patient: Patient):
    """The days of a patient's files, as the facts ought to know them."""
    counts = patient.relapsed if patient.relapse_type != "MOLECULAR" else None
    is_after = counts is not None and patient.transplanted and counts >= patient.transplanted
    days = {
        "enrol_date": patient.enrolled,
        "c1d1_date": patient.first_dose,
        "first_ino_date": patient.first_dose,
        "conditioning_start": patient.conditioning,
        "hsct_d0": patient.transplanted,
        "first_relapse_date": counts,
        "hsct_relapse_date": counts if is_after else None,
        "death_date": patient.died,
    }
    if patient.died is None:
        days["last_alive_date"] = patient.last_contact
        if patient.transplanted and not is_after:
            days["last_relapse_free_date"] = patient.last_contact
    return days


def test_facts_are_the_days_of_the_files():
    subjects = Subject.objects.select_related("site")
    loaded = charts.load(subjects, [crf.form for crf in crfs()])

    for chart in loaded.values():
        days = days_of(EVERYBODY[chart.subject.screening_number])
        assert {name: chart.fact(name) or None for name in days} == days


def test_the_trial_is_not_entered_twice():
    before = Record.objects.count()

    with pytest.raises(CommandError, match="There is a trial in this database already"):
        call_command("demo")

    assert Record.objects.count() == before


def test_whoever_waits_is_told_how_far_it_is(entered):
    _, said = entered
    unsettled = Query.objects.exclude(state="CLOSED").count()

    assert len(said) == len(HOSPITALS) + 1
    assert said[-2] == "60 of 60 patients entered"
    assert said[-1] == f"{Record.objects.count()} forms entered, {unsettled} queries open"
