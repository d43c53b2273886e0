"""What the demonstration makes up: the same at every load, and in keeping with its files."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from edc.crf import crf_named
from edc.models import Record
from edc.schedule import Need
from enrollment.ctcae_terms import terms
from trial.demonstration import entering
from trial.demonstration.course import consented_on, infusion_days, last_intake
from trial.demonstration.marrow import was_cleared
from trial.demonstration.papers import papers_of
from trial.demonstration.patients import patients

EVERYBODY = patients()
TREATED = [patient for patient in EVERYBODY if patient.first_dose]
BY_ID = {patient.id: patient for patient in EVERYBODY}
A_DAY = timedelta(days=1)
BEFORE_TRANSPLANT = (("CXD15", 2), ("PRE_HSCT", 1))

treated = pytest.mark.parametrize("patient", TREATED, ids=lambda patient: patient.id)
everybody = pytest.mark.parametrize("patient", EVERYBODY, ids=lambda patient: patient.id)


def answers_of(patient, form, *visits):
    """The answers on the papers of a form, at these visits if any are named."""
    return [
        paper.answers
        for paper in papers_of(patient)
        if paper.form == form and (not visits or paper.visit in visits)
    ]


def test_there_are_ten_patients_at_each_of_six_hospitals():
    assert Counter(patient.site for patient in EVERYBODY) == dict.fromkeys(
        ("01", "02", "03", "04", "05", "06"), 10
    )


@everybody
def test_papers_are_the_same_at_every_load(patient):
    again = next(other for other in patients() if other.id == patient.id)

    assert papers_of(again) == papers_of(patient)


@everybody
def test_no_two_papers_claim_one_place(patient):
    written = [paper for paper in papers_of(patient) if not paper.why]
    places = Counter((paper.form, paper.visit, paper.line) for paper in written)

    assert set(places.values()) == {1}


@everybody
def test_papers_come_day_by_day_after_consent(patient):
    days = [paper.on for paper in papers_of(patient)]

    assert days == sorted(days)
    assert days[0] == consented_on(patient)


@treated
def test_events_have_terms_of_ctcae(patient):
    named = {answers["ctcae_term"] for answers in answers_of(patient, "adverse_event")}

    assert named <= terms().keys()


def test_two_patients_differ_in_what_is_made_up():
    bodies = {
        (answers["height_cm"], answers["weight_kg"])
        for patient in TREATED
        for answers in answers_of(patient, "dosing_cycle")
    }

    assert len(bodies) > len(TREATED) / 2


@treated
def test_each_day_on_olverembatinib_is_covered_once(patient):
    periods = answers_of(patient, "olverembatinib_period")
    with_end = [period for period in periods if period["period_status"] != "STOPPED"]

    assert periods[0]["start_date"] == patient.first_dose
    assert with_end[-1]["end_date"] == last_intake(patient)
    for earlier, later in pairwise(periods):
        assert later["start_date"] - earlier["end_date"] == A_DAY


@treated
def test_everybody_treated_was_given_both_drugs_on_day_one(patient):
    given = answers_of(patient, "ino_infusion")

    assert given[0]["infusion_date"] == patient.first_dose
    assert all(
        later["infusion_date"] - earlier["infusion_date"] >= 6 * A_DAY
        for earlier, later in pairwise(given)
    )


@treated
def test_the_third_infusion_waits_for_the_marrow(patient):
    third = infusion_days(patient).get("D15")
    marrow = [sample.collected for sample in patient.samples if sample.specimen_type == "BM"]

    assert third is None or not marrow or third >= marrow[0]


@treated
def test_the_marrow_before_transplantation_is_clear_only_where_remission_was_reached(patient):
    found = [
        (pcr["performed"] == "Y" and Decimal(pcr.get("ratio_percent", 0)) < Decimal("0.01"))
        and flow["performed"] == "Y"
        for pcr, flow in zip(
            answers_of(patient, "mrd_pcr", *BEFORE_TRANSPLANT),
            answers_of(patient, "mrd_flow", *BEFORE_TRANSPLANT),
            strict=True,
        )
    ]

    assert all(is_clear == was_cleared(patient) for is_clear in found)


@everybody
def test_laboratory_and_examinations_are_those_of_the_schedule(patient):
    written = {(paper.form, paper.visit) for paper in papers_of(patient)}
    visits = [paper.visit for paper in papers_of(patient) if is_in_hospital(paper)]
    if not patient.enrolled:
        visits.remove(("SCR", 1))

    for form in ("vital_signs", "lab_hematology", "lab_chemistry", "ecg"):
        asked = {c.visit.code for c in crf_named(form).visits if c.need == Need.REQUIRED}
        assert {visit for visit in visits if visit[0] in asked} <= {
            visit for name, visit in written if name == form
        }


def is_in_hospital(paper):
    return paper.form == "visit_record" and paper.answers.get("contact_mode") == "INPERSON"


@everybody
def test_women_alone_are_tested_for_pregnancy(patient):
    (person,) = answers_of(patient, "demographics")

    if answers_of(patient, "lab_pregnancy"):
        assert (person["sex"], person["childbearing_potential"]) == ("F", "Y")


@everybody
def test_nobody_tells_the_day_of_birth(patient):
    (person,) = answers_of(patient, "demographics")

    assert len(person["birth_date"]) == len("1980-05")


@treated
def test_low_counts_pause_olverembatinib_on_the_day_they_are_found(patient):
    low = [
        (answers["sample_date"], answers["platelets"])
        for answers in answers_of(patient, "lab_hematology")
        if answers["anc"] < 1 and answers["sample_date"] < (patient.conditioning or date.max)
    ]
    pauses = [
        period["start_date"]
        for period in answers_of(patient, "olverembatinib_period")
        if period["change_type"] == "INTERRUPTED" and period["change_reason"] == "AE_HAEM"
    ]

    assert {day for day, _ in low if day != patient.relapsed} == set(pauses)


@treated
def test_every_serious_event_is_reported(patient):
    events = answers_of(patient, "adverse_event")
    serious = {event["ae_number"] for event in events if event["serious"] == "Y"}

    assert {report["ae_number"] for report in answers_of(patient, "sae")} == serious


@treated
def test_who_died_of_graft_versus_host_disease_had_it(patient):
    seen = [
        answers["present"]
        for form in ("acute_gvhd", "chronic_gvhd")
        for answers in answers_of(patient, form)
    ]

    assert patient.cause_of_death != "GVHD" or "Y" in seen


def test_who_died_in_the_first_week_got_one_infusion():
    assert list(infusion_days(BY_ID["06-009"])) == ["D1"]


@treated
def test_nobody_is_visited_after_the_last_day_alive(patient):
    last_day = min(filter(None, (patient.died, patient.last_contact)))
    seen = [answers.get("visit_date") for answers in answers_of(patient, "visit_record")]

    assert max(filter(None, seen)) <= last_day


def test_copies_agree_with_the_reported_ratio():
    (found,) = answers_of(BY_ID["05-008"], "mrd_pcr", ("C1D15", 1))

    assert (found["ratio_percent"], found["control_copies"]) == ("0.004", "9999")
    assert found["bcr_abl_copies"] == Decimal("0.4")


def test_two_samples_of_one_visit_are_two_lines():
    lines = [
        paper.line
        for paper in papers_of(BY_ID["02-004"])
        if (paper.form, paper.visit) == ("mrd_specimen", ("C1D15", 1))
    ]

    assert lines == [1, 2]


def test_a_later_sample_belongs_to_an_unscheduled_visit():
    found = [paper.visit for paper in papers_of(BY_ID["05-010"]) if paper.form == "mrd_specimen"]

    assert found[:3] == [("SCR", 1), ("C1D15", 1), ("UNS", 1)]


def test_a_contact_after_death_tells_of_the_death_alone():
    (found,) = (
        answers
        for answers in answers_of(BY_ID["06-006"], "survival_followup")
        if answers["contact_date"] > BY_ID["06-006"].died
    )

    assert found["survival_status"] == "DEAD"
    assert "last_known_alive_date" not in found


def test_a_paper_that_cannot_be_true_ends_the_load_of_its_patient(committed):
    entering.open_hospitals()
    staff = entering.staff_at("01")
    patient = replace(BY_ID["01-001"], conditioning=BY_ID["01-001"].transplanted + A_DAY)

    with pytest.raises(entering.Refused, match="HSC-003"):
        entering.enter(patient, staff)

    assert not Record.objects.filter(form__in=["dosing_cycle", "hsct"]).exists()
