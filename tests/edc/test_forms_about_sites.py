"""What a site tells about itself: entered like any form, and read by all its subjects' charts."""

import pytest
from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone

from edc import audit, charts
from edc.actions.assessing import assess_due, due
from edc.actions.entry import Place, Typed, begin, find, save
from edc.models import Query, Record, Visit
from edc.places import place_known_to
from edc.positions import newest
from enrollment.models import LabCoagulation, MedicalHistory
from mrd.actions import WEEK2
from tests.enrollment.paper import blank_chart, failing, fill, january

SITE_FORM = {"site_code": "01", "city": "Beijing", "pcr_lod_percent": "0.0032"}
RANGE = {
    "lab_name": "Laboratory (fictional)",
    "analyte": "alt",
    "range_unit": "U/L",
    "upper_limit": "40",
    "sex": "ALL",
    "age_from": "18",
    "age_to": "120",
    "valid_from": "2024-01-01",
}


def enter(place, answers, by, **how):
    return save(place=place, typed={k: Typed(v) for k, v in answers.items()}, by=by, **how)


def test_a_coordinator_enters_what_her_site_tells(client, lin, beijing):
    client.force_login(lin)

    response = client.post(
        "/sites/01/forms/site/1/", {"city": "Beijing", "city.seen": "||"}, follow=True
    )

    assert response.status_code == 200
    assert find(place=Place(beijing, None, "site")).subject is None
    assert "Beijing" in client.get("/sites/01/forms/site/1/history/city/").content.decode()


def test_every_subject_of_the_site_reads_it_and_nobody_elses(
    lin, beijing, subject, shanghai_subject
):
    enter(Place(beijing, None, "site"), SITE_FORM, lin, complete=True)

    loaded = charts.load([subject, shanghai_subject], {"site"})

    assert loaded[subject.pk].value("site").city == "Beijing"
    assert not loaded[shanghai_subject.pk].value("site").city


def test_two_sites_may_tell_the_same(lin, zhao, beijing, shanghai):
    for site, by in ((beijing, lin), (shanghai, zhao)):
        enter(Place(site, None, "lab_reference_range"), RANGE, by, complete=True)

    assert Record.objects.filter(form="lab_reference_range", state="COMPLETE").count() == 2


def test_a_range_that_comes_twice_at_a_site_is_refused(lin, beijing):
    enter(Place(beijing, None, "lab_reference_range", 1), RANGE, lin, complete=True)

    again = enter(Place(beijing, None, "lab_reference_range", 2), RANGE, lin, complete=True)

    assert "GEN-DUPLICATE" in {found.check.id for found in again.broken}


def test_a_correction_concerns_every_subject_of_the_site(
    committed, lin, beijing, subject, shanghai_subject
):
    place = Place(beijing, None, "lab_reference_range")
    enter(place, RANGE, lin, complete=True)
    assess_due(WEEK2)
    assert due(WEEK2, timezone.now()) == []

    enter(place, {"upper_limit": "50"}, lin, reasons={"upper_limit": "Misread"})
    newest()

    assert due(WEEK2, timezone.now()) == [subject.pk]


def test_a_query_on_it_belongs_to_the_site(lin, beijing):
    answers = SITE_FORM | {"pcr_lod_percent": "0.05"}

    enter(Place(beijing, None, "site"), answers, lin, complete=True)

    asked = Query.objects.get(check_id="SITE-003")
    assert (asked.subject, asked.site) == (None, beijing)


@pytest.mark.parametrize(
    "where", [{"screening_number": "S01-001", "form": "site"}, {"site_code": "01", "form": "death"}]
)
def test_a_form_is_found_only_with_its_owner(lin, subject, where):
    with pytest.raises(Http404):
        place_known_to(lin, line=1, **where)


def test_a_record_at_a_visit_is_a_subjects(lin, beijing, subject):
    begin(place=Place(subject, ("SCR", 1), "eligibility"), by=lin)
    visit = Visit.objects.get()

    with pytest.raises(IntegrityError, match="record_at_a_visit_is_a_subjects"), audit.acting(lin):
        Record.objects.create(site=beijing, form="site", visit=visit)


def test_two_records_of_a_form_at_a_visit_are_told_apart_by_their_date():
    chart = blank_chart()
    first = fill(chart, LabCoagulation, visit=("SCR", 1), performed="Y", sample_date=january(1))
    later = fill(chart, LabCoagulation, visit=("SCR", 1), performed="Y", sample_date=january(2))
    elsewhere = fill(
        chart, LabCoagulation, visit=("C1D1", 1), performed="Y", sample_date=january(1)
    )

    for record in (first, later, elsewhere):
        assert "GEN-DUPLICATE" not in failing(chart, record, beside="sample_date")

    fill(chart, LabCoagulation, visit=("SCR", 1), performed="Y", sample_date=january(1))
    assert "GEN-DUPLICATE" in failing(chart, first, beside="sample_date")


def test_an_event_of_the_same_month_is_the_same_event():
    chart = blank_chart()
    one = {"term": "Fever", "start_date": "2025-03"}
    fill(chart, MedicalHistory, **one)

    again = fill(chart, MedicalHistory, **one)
    other = fill(chart, MedicalHistory, **one | {"start_date": "2025-04"})

    assert "GEN-DUPLICATE" in failing(chart, again, beside="term")
    assert "GEN-DUPLICATE" not in failing(chart, other, beside="term")
