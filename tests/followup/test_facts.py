"""Day 0, relapse, remission, death and life, from whatever forms there are."""

import pytest

from dosing.models import InoInfusion
from edc.logic import Unknown
from enrollment.models import InformedConsent, VisitRecord
from followup import facts
from followup.models import Death, Hsct, Relapse, SurvivalFollowup
from mrd.models import MrdSpecimen
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

    assert facts.dates_in_remission(contacts, DAY_0) == [DAY_0, day(60), day(30)]


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
    assert facts.dates_in_remission([contact], DAY_0) == [DAY_0]


def test_the_last_relapse_free_date_is_the_latest_day_in_remission():
    assert facts.last_relapse_free_date([DAY_0, day(60), day(30)]) == day(60)


def test_without_transplant_there_is_no_relapse_free_date():
    contacts = [contact("REMISSION_MRDNEG", day(60))]

    assert facts.last_relapse_free_date(facts.dates_in_remission(contacts, Unknown)) is Unknown


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
