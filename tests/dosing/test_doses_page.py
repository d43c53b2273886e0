"""The page of a subject's doses, as a coordinator meets it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.patients import enter
from tests.stories.answers import (
    AFTER_ENROLMENT,
    BEFORE_ENROLMENT,
    CYCLE,
    DECISION,
    INFUSION,
    day,
)

LATER = {"cycle_number": "2", "cycle_start_date": day(28), "ino_regimen": "LABEL_CR"}


@pytest.fixture
def treated(subject, lin, ines):
    """A subject in the first cycle; the records of period and infusion."""
    for form, visit, given in [*BEFORE_ENROLMENT, *DECISION]:
        enter(subject, form, given, by=ines, visit=visit)
    return [
        enter(subject, form, given, by=lin, visit=visit)
        for form, visit, given in AFTER_ENROLMENT[:3]
    ]


def page_of(client, user, subject, name="doses"):
    client.force_login(user)
    return client.get(reverse(name, args=[subject.screening_number]))


def test_before_the_first_dose_the_page_says_so(client, lin, subject):
    page = page_of(client, lin, subject).content.decode()

    assert "No dose of study treatment is recorded." in page
    assert "The records call for no change of dose." in page
    assert "<figure>" not in page


def test_the_page_tells_planned_and_given_of_both_drugs(client, lin, subject, treated):
    page = page_of(client, lin, subject).content.decode()

    assert reverse("doses-picture", args=["S01-001"]) in page
    for words in ("Olverembatinib", "Inotuzumab ozogamicin", "All cycles", "100 %", "0.8"):
        assert words in page


def test_the_page_is_chinese_for_who_reads_chinese(client, lin, subject, treated):
    client.cookies["django_language"] = "zh-hans"

    page = page_of(client, lin, subject).content.decode()

    for words in ("给药情况", "奥雷巴替尼", "奥加伊妥珠单抗", "相对剂量强度", "全部周期"):
        assert words in page


def test_a_missed_change_leads_to_its_trigger_and_to_the_dose(client, lin, subject, treated):
    high = {"performed": "Y", "ecg_date": day(5), "qt_ms": "520", "heart_rate": "60"}
    seen = {"ecg_time": f"{day(5)} 09:00", "interpretation": "ABN_CS", "abnormality": "Long QT"}
    ecg = enter(subject, "ecg", high | seen, by=lin, visit="UNS")
    _, period, _ = treated

    page = page_of(client, lin, subject).content.decode()

    assert "DOSE-OLV-08" in page
    assert f'{reverse("record-by-id", args=[ecg.pk])}#q-qtcf_ms"' in page
    assert f'{reverse("record-by-id", args=[period.pk])}">No: a dose was given' in page


def test_the_picture_is_svg(client, lin, subject, treated):
    response = page_of(client, lin, subject, "doses-picture")

    assert response["Content-Type"] == "image/svg+xml"
    assert b">Taken</text>" in response.content


def test_the_subjects_page_leads_to_the_doses(client, lin, subject):
    page = page_of(client, lin, subject, "subject").content.decode()

    assert f'<a href="{reverse("doses", args=["S01-001"])}">Doses</a>' in page


def test_another_sites_doses_are_not_found(client, zhao, subject, treated):
    assert page_of(client, zhao, subject).status_code == 404
    assert page_of(client, zhao, subject, "doses-picture").status_code == 404


@pytest.mark.parametrize("name", ["doses", "doses-picture"])
def test_more_records_cost_no_more_statements(client, lin, subject, treated, name):
    def statements():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert page_of(client, lin, subject, name).status_code == 200
        return len(seen)

    page_of(client, lin, subject, name)
    before = statements()
    enter(subject, "dosing_cycle", CYCLE | LATER, by=lin, visit="CXD1")
    for line, planned, on in ((2, "D8", day(7)), (3, "D15", day(14))):
        hours = {"infusion_start": f"{on} 10:00", "infusion_end": f"{on} 11:00"}
        dose = {"planned_dose_mg_m2": "0.5", "actual_dose_mg_m2": "0.5", "actual_dose_mg": "0.88"}
        given = INFUSION | {"planned_day": planned, "infusion_date": on} | hours | dose
        enter(subject, "ino_infusion", given, by=lin, visit="C1D1", line=line)

    assert statements() == before
