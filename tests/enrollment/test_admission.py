"""A site stops at the number it planned, the trial at the number the protocol allows."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.db import connection

from edc.actions.entry import Place, Typed, save
from edc.actions.subjects import register
from edc.models import Subject
from enrollment import admission
from tests.patients import enter, typed
from tests.stories import answers


@pytest.fixture
def screened(lin, ines):
    """Patients of Beijing who may be enrolled now."""

    def of(site, count):
        patients = [register(site=site, by=lin) for _ in range(count)]
        for patient in patients:
            enter(patient, "informed_consent", answers.CONSENT, by=lin)
            enter(patient, "eligibility", answers.ELIGIBILITY, by=ines, visit="SCR")
        return patients

    return of


def plan(site, number, by):
    answered = {"planned_enrolment": Typed(str(number))}
    save(place=Place(site, None, "site"), typed=answered, by=by, complete=True)


def enrol(patient, by):
    place = Place(patient, ("SCR", 1), "enrolment")
    return save(place=place, typed=typed(answers.ENROLMENT), by=by, complete=True)


def test_the_patient_after_the_last_one_planned_stays_a_draft(beijing, lin, ines, screened):
    first, second = screened(beijing, 2)
    plan(beijing, 1, lin)

    enrol(first, ines)
    refused = enrol(second, ines)

    assert refused.unreadable == {"decision": admission.SITE_IS_FULL}
    assert refused.record.state == "DRAFT"
    assert list(Subject.objects.order_by("pk").values_list("number", flat=True)) == ["01-001", None]


def test_a_screen_failure_needs_no_room(beijing, lin, ines, screened):
    first, second = screened(beijing, 2)
    plan(beijing, 1, lin)
    enrol(first, ines)
    failed = {"decision_date": answers.day(-1), "decision": "WITHDREW"}

    enter(second, "enrolment", failed, by=ines, visit="SCR")

    assert Subject.objects.get(pk=second.pk).number is None


def test_an_enrolled_patient_is_corrected_although_the_site_is_full(beijing, lin, ines, screened):
    (first,) = screened(beijing, 1)
    plan(beijing, 1, lin)
    place = enrol(first, ines) and Place(first, ("SCR", 1), "enrolment")

    changed = {"donor_status": Typed("MSD")}
    outcome = save(place=place, typed=changed, by=ines, reasons={"donor_status": "Misread"})

    assert not outcome.is_refused


def test_a_site_that_tells_no_number_is_not_limited(beijing, ines, screened):
    for patient in screened(beijing, 2):
        assert not enrol(patient, ines).is_refused


def test_the_trial_has_an_end_too(beijing, ines, screened, monkeypatch):
    limits = SimpleNamespace(most_subjects=1, sites_stop_at_planned=True)
    monkeypatch.setattr(admission, "PARAMETERS", SimpleNamespace(recruitment=limits))
    first, second = screened(beijing, 2)

    enrol(first, ines)

    assert enrol(second, ines).unreadable == {"decision": admission.TRIAL_IS_FULL}


def test_two_who_enrol_at_once_do_not_share_the_last_place(committed, beijing, lin, ines, screened):
    plan(beijing, 1, lin)
    patients = screened(beijing, 2)

    def enrolled(patient):
        try:
            return not enrol(patient, ines).is_refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(enrolled, patients)) == [False, True]
