"""The sixty fictional patients of the reference data as charts, without a database."""

import csv
from datetime import date
from types import SimpleNamespace

from dosing.models import InoInfusion, OlverembatinibPeriod
from edc.chart import Chart, Envelope
from enrollment.models import Enrolment, InformedConsent
from followup.models import Death, Hsct, Relapse, SurvivalFollowup
from mrd.models import MrdFlow, MrdPcr, MrdSpecimen
from tests.enrollment.paper import SHANGHAI, fill, numbers
from trial.demonstration.patients import PATIENTS, SAMPLES

LONG_AFTER = date(2026, 6, 1)

# Enrolled and never treated: only leaving the trial settles that, and this form records it.
LEFT_UNTREATED = "02-009"


def rows(path):
    with path.open() as file:
        return list(csv.DictReader(file))


def charts():
    """Chart by patient."""
    samples = rows(SAMPLES)
    return {
        patient["patient_id"]: chart_of(
            patient, [row for row in samples if row["patient_id"] == patient["patient_id"]]
        )
        for patient in rows(PATIENTS)
    }


def chart_of(patient, samples):
    site = SimpleNamespace(code=patient["site_id"], zone=SHANGHAI)
    chart = Chart(today=LONG_AFTER, site=site)
    enrol(chart, patient)
    treat(chart, patient["first_dose_date"])
    for sample in samples:
        take(chart, sample)
    follow(chart, patient)
    return chart


def enrol(chart, patient):
    consent = {"consent_type": "MAIN", "consent_date": patient["enrolment_date"] or None}
    if patient["patient_id"] == LEFT_UNTREATED:
        last = patient["last_contact_date"]
        consent |= {"withdrawn": "Y", "withdrawal_scope": "ALL", "withdrawal_date": last}
    fill(chart, InformedConsent, **{"withdrawn": "N"} | consent)
    if patient["enrolment_date"]:
        fill(chart, Enrolment, decision="ENROLLED", enrolment_date=patient["enrolment_date"])
    else:
        fill(chart, Enrolment, decision="SCREEN_FAILURE")


def treat(chart, first_dose):
    if first_dose:
        fill(chart, OlverembatinibPeriod, period_status="TAKEN", start_date=first_dose)
        start = f"{first_dose}T10:00:00+08:00"
        fill(chart, InoInfusion, given="Y", infusion_date=first_dose, infusion_start=start)


def take(chart, sample):
    specimen = fill(
        chart,
        MrdSpecimen,
        collected="Y",
        specimen_id=sample["sample_id"],
        specimen_type=sample["specimen_type"],
        collection_date=sample["collection_date"],
        collection_time=f"{sample['collection_date']}T09:00:00+08:00",
        quality=sample["quality"],
    )
    report(
        chart,
        MrdPcr,
        specimen,
        result_class=sample["pcr_result"],
        ratio_percent=sample["pcr_ratio_percent"],
        lod_percent=sample["pcr_lod_percent"],
        loq_percent=sample["pcr_loq_percent"],
        control_gene="ABL1",
        control_copies=sample["abl1_copies"],
    )
    report(
        chart,
        MrdFlow,
        specimen,
        result_class=sample["flow_result"],
        abnormal_percent=sample["flow_percent"],
        lod_percent=sample["flow_lod_percent"],
        events_acquired=int(sample["flow_events"] or 0),
    )


def report(chart, form, specimen, **given):
    """The laboratory's form: with its result, or that the test was not done."""
    row = {name: value or None for name, value in given.items()}
    row = {"performed": "Y", **row} if given["result_class"] else {"performed": "N"}
    envelope = Envelope(next(numbers), form.form, parent_id=specimen._envelope.id)
    chart.add(form, envelope, {"missing": {}} | {k: v for k, v in row.items() if v})


def follow(chart, patient):
    if patient["hsct_date"]:
        fill(
            chart,
            Hsct,
            hsct_kind="ALLO",
            d0_date=patient["hsct_date"],
            conditioning_given="Y",
            conditioning_start_date=patient["conditioning_start_date"],
        )
    if patient["relapse_date"]:
        kind = [patient["relapse_type"]]
        fill(chart, Relapse, relapse_date=patient["relapse_date"], relapse_type=kind)
    if patient["death_date"]:
        cause = patient["cause_of_death"]
        fill(chart, Death, death_date=patient["death_date"], primary_cause=cause)
    last = patient["last_contact_date"]
    contact = {"contact_date": last}
    if not patient["death_date"] or last <= patient["death_date"]:
        contact |= {"survival_status": "ALIVE", "last_known_alive_date": last}
        contact |= {"disease_status": "REMISSION_MRDUNK", "disease_assessment_date": last}
    fill(chart, SurvivalFollowup, **contact)
