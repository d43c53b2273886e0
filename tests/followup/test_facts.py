"""Day 0, relapse, remission, death and life, from whatever forms there are."""

from datetime import UTC, datetime

import pytest

from dosing.models import InoInfusion
from edc.chart import Chart
from edc.crf import crfs
from edc.logic import Unknown
from edc.questions import Date, DateTime, PartialDate
from enrollment.models import InformedConsent, LabChemistry, VisitRecord, VitalSigns
from followup import facts
from followup.models import AcuteGvhd, Death, Hsct, Relapse, SurvivalFollowup
from mrd.models import BmMorphology, MrdSpecimen
from safety.models import AdverseEvent
from tests.enrollment.paper import blank_chart, fill
from tests.followup.paper import DAY_0, FIRST_DOSE, day, said, transplanted, treated


def transplant(kind, d0, conditioned=Unknown, number=1):
    return said(
        hsct_kind=kind, d0_date=d0, conditioning_start_date=conditioned, transplant_number=number
    )


def test_day_0_is_that_of_the_first_donor_transplant_whatever_its_number():
    later, first = transplant("ALLO", day(90), number=1), transplant("ALLO", DAY_0, number=2)

    assert facts.hsct_d0([later, first], FIRST_DOSE) == DAY_0


@pytest.mark.parametrize("kind", ["AUTO", "BOOST", Unknown])
def test_only_a_donor_transplant_has_a_day_0(kind):
    assert facts.hsct_d0([transplant(kind, DAY_0)], FIRST_DOSE) is Unknown


@pytest.mark.parametrize("d0", [FIRST_DOSE, FIRST_DOSE.replace(year=2025), Unknown])
def test_a_transplant_before_the_first_dose_has_no_day_0(d0):
    assert facts.hsct_d0([transplant("ALLO", d0)], FIRST_DOSE) is Unknown


def test_there_is_no_day_0_without_transplant_or_without_treatment():
    assert facts.hsct_d0([], FIRST_DOSE) is Unknown
    assert facts.hsct_d0([transplant("ALLO", DAY_0)], Unknown) is Unknown


def test_conditioning_is_that_of_the_transplant_of_day_0():
    second, first = transplant("ALLO", day(90), day(80)), transplant("ALLO", DAY_0, day(-8))

    assert facts.conditioning_start([second, first], FIRST_DOSE) == day(-8)


def test_conditioning_is_unknown_when_it_was_not_given_or_there_was_no_transplant():
    assert facts.conditioning_start([transplant("ALLO", DAY_0)], FIRST_DOSE) is Unknown
    assert facts.conditioning_start([], FIRST_DOSE) is Unknown


def relapse(on, counts="Y"):
    return said(relapse_date=on, counts_as_event=counts)


def test_the_first_relapse_is_the_earliest_that_counts():
    relapses = [relapse(day(50)), relapse(day(-20)), relapse(day(-30), counts="N")]

    assert facts.first_relapse_date(relapses) == day(-20)


@pytest.mark.parametrize("relapses", [[], [relapse(day(5), "N")], [relapse(Unknown)]])
def test_there_is_no_first_relapse_until_one_counts(relapses):
    assert facts.first_relapse_date(relapses) is Unknown


def test_the_relapse_of_the_endpoints_is_on_or_after_day_0():
    relapses = [relapse(day(90)), relapse(DAY_0), relapse(day(-1))]

    assert facts.hsct_relapse_date(relapses, DAY_0) == DAY_0


@pytest.mark.parametrize(
    ("relapses", "day_0"),
    [([relapse(day(-1))], DAY_0), ([relapse(day(5), "N")], DAY_0), ([relapse(day(5))], Unknown)],
)
def test_there_may_be_no_relapse_of_the_endpoints(relapses, day_0):
    assert facts.hsct_relapse_date(relapses, day_0) is Unknown


def contact(status, assessed):
    return said(disease_status=status, disease_assessment_date=assessed)


@pytest.mark.parametrize("status", ["REMISSION_MRDNEG", "REMISSION_MRDPOS", "REMISSION_MRDUNK"])
def test_remission_is_remission_whatever_is_known_of_mrd(status):
    contacts = [contact(status, day(60)), contact(status, day(30))]

    assert facts.dates_in_remission(contacts, [], DAY_0) == [DAY_0, day(60), day(30)]


@pytest.mark.parametrize(
    "contact",
    [
        contact("RELAPSED", day(60)),
        contact("UNKNOWN", day(60)),
        contact(Unknown, day(60)),
        contact("REMISSION_MRDNEG", Unknown),
        contact("REMISSION_MRDNEG", day(-1)),
    ],
)
def test_day_0_stands_when_no_later_remission_is_documented(contact):
    assert facts.dates_in_remission([contact], [], DAY_0) == [DAY_0]


def marrow(response, on):
    return said(response=response, assessment_date=on)


@pytest.mark.parametrize("response", ["CR", "CRH", "CRI"])
def test_a_marrow_in_complete_remission_documents_it(response):
    marrows = [marrow(response, day(28)), marrow(response, DAY_0), marrow(response, day(-1))]

    assert facts.dates_in_remission([], marrows, DAY_0) == [DAY_0, day(28), DAY_0]


@pytest.mark.parametrize(
    "marrow",
    [*(marrow(r, day(28)) for r in ("MLFS", "RELAPSE", "NE", Unknown)), marrow("CR", Unknown)],
)
def test_no_other_marrow_documents_remission(marrow):
    assert facts.dates_in_remission([], [marrow], DAY_0) == [DAY_0]


def test_the_last_relapse_free_date_may_come_from_a_marrow():
    chart = transplanted()
    fill(chart, BmMorphology, performed="Y", assessment_date=day(60), response="CRI")
    fill(chart, BmMorphology, performed="N", assessment_date=day(90), response="CR")

    assert chart.fact("last_relapse_free_date") == day(60)


def test_the_last_relapse_free_date_is_the_latest_day_in_remission():
    assert facts.last_relapse_free_date([DAY_0, day(60), day(30)]) == day(60)


def test_without_transplant_there_is_no_relapse_free_date():
    contacts = [contact("REMISSION_MRDNEG", day(60))]

    documented = facts.dates_in_remission(contacts, [marrow("CR", day(60))], Unknown)

    assert facts.last_relapse_free_date(documented) is Unknown


def test_death_is_dated_by_the_death_form():
    chart = blank_chart()
    assert chart.fact("death_date") is Unknown

    fill(chart, Death, death_date=day(100))
    chart.forget()

    assert chart.fact("death_date") == day(100)


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (SurvivalFollowup, {"survival_status": "ALIVE", "last_known_alive_date": day(200)}),
        (SurvivalFollowup, {"survival_status": "UNKNOWN", "last_known_alive_date": day(200)}),
        (VisitRecord, {"occurred": "Y", "contact_mode": "INPERSON", "visit_date": day(200)}),
        (VisitRecord, {"occurred": "Y", "contact_mode": "PHONE", "visit_date": day(200)}),
        (VisitRecord, {"occurred": "Y", "contact_mode": "VIDEO", "visit_date": day(200)}),
        (InformedConsent, {"consent_type": "RECONSENT", "consent_date": day(200)}),
        (InoInfusion, {"given": "Y", "infusion_date": day(200)}),
        (MrdSpecimen, {"collected": "Y", "collection_date": day(200)}),
        (Hsct, {"hsct_kind": "BOOST", "d0_date": day(200)}),
        (Relapse, {"relapse_type": ["MOLECULAR"], "relapse_date": day(200)}),
    ],
)
def test_a_subject_is_documented_alive_by(form, answers):
    chart = transplanted()

    fill(chart, form, **answers)

    assert chart.fact("last_alive_date") == day(200)


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (SurvivalFollowup, {"contact_date": day(200), "survival_status": "ALIVE"}),
        (SurvivalFollowup, {"survival_status": "DEAD", "last_known_alive_date": day(200)}),
        (SurvivalFollowup, {"disease_assessment_date": day(200)}),
        (VisitRecord, {"occurred": "Y", "contact_mode": "FAMILY", "visit_date": day(200)}),
        (VisitRecord, {"occurred": "Y", "contact_mode": "RECORDS", "visit_date": day(200)}),
        (VisitRecord, {"occurred": "Y", "contact_mode": "MESSAGE", "visit_date": day(200)}),
        (VisitRecord, {"occurred": "Y", "visit_date": day(200)}),
        (VisitRecord, {"occurred": "N", "contact_mode": "PHONE", "visit_date": day(200)}),
        (MrdSpecimen, {"collected": "N", "collection_date": day(200)}),
        (MrdSpecimen, {"collected": "Y", "received_time": "2026-12-01T09:00:00+08:00"}),
        (Death, {"death_date": day(200)}),
    ],
)
def test_no_other_date_counts_as_documented_alive(form, answers):
    chart = transplanted()

    fill(chart, form, **answers)

    assert chart.fact("last_alive_date") == DAY_0


# The dates that document life, by form; no other date of any form does.
PROOFS_OF_LIFE = {
    "survival_followup": {"last_known_alive_date"},
    "visit_record": {"visit_date"},
    "informed_consent": {"consent_date"},
    "vital_signs": {"assessment_date"},
    "lab_hematology": {"sample_date"},
    "lab_chemistry": {"sample_date"},
    "lab_coagulation": {"sample_date"},
    "lab_infection": {"sample_date"},
    "lab_pregnancy": {"sample_date"},
    "kd_mutation": {"sample_date"},
    "cd22_expression": {"sample_date"},
    "chimerism": {"sample_date"},
    "ecg": {"ecg_date"},
    "echocardiography": {"echo_date"},
    "ino_infusion": {"infusion_date"},
    "mrd_specimen": {"collection_date"},
    "bm_morphology": {"assessment_date"},
    "pre_hsct_assessment": {"assessment_date"},
    "conditioning_drug": {"start_date"},
    "hsct": {"d0_date"},
    "acute_gvhd": {"assessment_date", "onset_date"},
    "chronic_gvhd": {"assessment_date", "onset_date"},
    "vod_sos": {"assessment_date", "onset_date"},
    "infection": {"onset_date"},
    "adverse_event": {"start_date"},
    "relapse": {"relapse_date"},
    "post_hsct_therapy": {"start_date"},
}
EVERY_DATE = [
    pytest.param(form, question, id=f"{form.form}-{question.name}")
    for form in crfs()
    for question in form.questions()
    if isinstance(question, Date | DateTime | PartialDate)
]


@pytest.mark.parametrize(("form", "question"), EVERY_DATE)
def test_these_dates_document_life_and_no_others(form, question, monkeypatch):
    chart = transplanted()
    monkeypatch.setattr(Chart, "shows", lambda *_: True)
    on = day(200)
    answer = {
        "date": on,
        "partial_date": on.isoformat(),
        "datetime": datetime.combine(on, datetime.min.time(), UTC),
    }[question.kind]
    met = {"occurred": "Y", "contact_mode": "PHONE"} if form is VisitRecord else {}

    fill(chart, form, **{question.name: answer}, **met)

    is_proof = question.name in PROOFS_OF_LIFE.get(form.form, ())
    assert chart.fact("last_alive_date") == (on if is_proof else DAY_0)


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (LabChemistry, {"performed": "N", "sample_date": day(200)}),
        (VitalSigns, {"performed": "N", "assessment_date": day(200)}),
        (BmMorphology, {"performed": "N", "assessment_date": day(200)}),
        (AcuteGvhd, {"present": "N", "onset_date": day(200)}),
    ],
)
def test_what_was_not_done_or_not_found_documents_nothing(form, answers):
    chart = transplanted()

    fill(chart, form, **answers)

    assert chart.fact("last_alive_date") == DAY_0


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("2026-09", DAY_0.replace(month=9, day=1)),
        ("2026-09-17", day(200)),
        ("2026", DAY_0),
        ("2027", DAY_0.replace(year=2027, month=1)),
    ],
)
def test_a_partial_date_documents_life_on_its_earliest_day(start, last):
    chart = transplanted()

    fill(chart, AdverseEvent, start_date=start)

    assert chart.fact("last_alive_date") == last


def test_the_last_day_alive_is_the_latest_of_all():
    chart = treated()
    assert chart.fact("last_alive_date") == FIRST_DOSE

    for assessed in (day(20), day(60), day(40)):
        fill(chart, Relapse, relapse_date=assessed)
    chart.forget()

    assert chart.fact("last_alive_date") == day(60)


@pytest.mark.parametrize(
    ("dates", "death", "last"),
    [
        ([day(10), day(50)], day(60), day(50)),
        ([day(10), day(50)], day(50), day(50)),
        ([day(10), day(50)], day(40), day(40)),
        ([day(10), day(50)], Unknown, day(50)),
    ],
)
def test_nobody_is_alive_after_the_day_of_death(dates, death, last):
    assert facts.last_alive_date(dates, death) == last


def test_nobody_is_documented_alive_by_a_death_form_alone():
    assert facts.last_alive_date([], day(40)) is Unknown
    assert facts.last_alive_date([], Unknown) is Unknown
