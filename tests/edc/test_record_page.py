"""The page of a record, as the coordinator of a site works with it."""

import pytest

from edc.models import Query, Record, TrailLine
from mrd.models import MrdPcr


@pytest.fixture
def specimen_url(subject):
    return f"/subjects/{subject.screening_number}/visits/C1D15/1/forms/mrd_specimen/1/"


@pytest.fixture
def pcr_url(subject):
    return f"/subjects/{subject.screening_number}/visits/C1D15/1/forms/mrd_pcr/1/"


SPECIMEN = {
    "collected": "Y",
    "specimen_id": "01-BM240123",
    "purpose": "SCHEDULED",
    "specimen_type": "BM",
    "collection_date": "2024-01-23",
    "collection_time": "2024-01-23 09:30",
    "site_of_aspirate": "PIC_L",
    "first_pull": "Y",
    "volume_ml": "3.0",
    "anticoagulant": "EDTA",
    "spicules": "Y",
    "haemodilution": "NONE",
    "quality": "ADEQUATE",
}
PCR = {
    "performed": "Y",
    "lab_name": "Central laboratory",
    "report_date": "2024-01-26",
    "method": "RTQPCR",
    "transcript": "P190",
    "control_gene": "ABL1",
    "bcr_abl_copies": "2",
    "control_copies": "40000",
    "result_class": "QUANTIFIED",
    "ratio_percent": "0.0050",
    "lod_percent": "0.0032",
    "loq_percent": "0.0032",
}


def post(client, url, answers, seen=None, **more):
    """What a browser sends for these questions, having shown ``seen`` (nothing by default)."""
    seen = seen or {}
    fields = {f"{name}.seen": seen.get(name, "||") for name in answers}
    return client.post(url, {**answers, **fields, **more})


@pytest.fixture
def specimen(client, lin, specimen_url):
    client.force_login(lin)
    response = post(client, specimen_url, SPECIMEN, complete="1")
    assert response.status_code == 302, response.content.decode()[:3000]
    return Record.objects.get(form="mrd_specimen")


@pytest.fixture
def pcr(client, specimen, pcr_url):
    response = post(client, pcr_url, PCR, complete="1")
    assert response.status_code == 302, response.content.decode()[:3000]
    return MrdPcr.objects.get()


def test_an_answer_is_kept_as_it_was_typed(pcr):
    assert str(pcr.ratio_percent) == "0.0050"
    assert TrailLine.objects.get(field="ratio_percent").new == "0.0050"


def test_a_result_before_its_specimen_leads_to_the_specimen(client, lin, pcr_url):
    client.force_login(lin)

    response = client.get(pcr_url)

    assert response.status_code == 409
    assert "MRD specimen" in response.content.decode()


def test_a_correction_without_a_reason_is_not_stored(client, pcr, pcr_url):
    response = post(client, pcr_url, {"ratio_percent": "0.02"}, seen={"ratio_percent": "0.0050||"})

    assert response.status_code == 422
    assert "Give the reason for the change." in response.content.decode()
    assert 'value="0.02"' in response.content.decode()
    assert str(MrdPcr.objects.get().ratio_percent) == "0.0050"


def test_a_correction_with_a_reason_is_stored_with_it(client, pcr, pcr_url):
    reason = {"ratio_percent.reason": "Read the report again"}

    post(client, pcr_url, {"ratio_percent": "0.02", **reason}, seen={"ratio_percent": "0.0050||"})

    line = TrailLine.objects.get(field="ratio_percent", old="0.0050")
    assert (line.new, line.reason, line.channel) == ("0.02", "Read the report again", "PAGE")


def test_an_unusual_value_is_stored_and_asked_about(client, specimen, pcr_url):
    post(client, pcr_url, PCR | {"control_copies": "9999"}, complete="1")

    asked = Query.objects.filter(question="control_copies", state="OPEN")
    assert {query.check_id for query in asked} == {"GEN-RANGE-SOFT", "PCR-005"}


def test_a_query_of_a_check_closes_when_the_check_holds(client, specimen, pcr_url):
    post(client, pcr_url, PCR | {"control_copies": "9999"}, complete="1")

    post(
        client,
        pcr_url,
        {"control_copies": "45000", "control_copies.reason": "Typing error"},
        seen={"control_copies": "9999||"},
    )

    assert not Query.objects.filter(question="control_copies").exclude(state="CLOSED").exists()


def test_what_cannot_be_true_is_not_completed(client, specimen, pcr_url):
    response = post(client, pcr_url, PCR | {"result_class": "NOT_DETECTED"}, complete="1")

    assert response.status_code == 422
    assert Record.objects.get(form="mrd_pcr").state == "DRAFT"


def test_letters_in_a_number_stay_on_the_page(client, specimen, pcr_url):
    response = post(client, pcr_url, {"ratio_percent": "０.００５", "replicates": "2"})

    assert response.status_code == 422
    assert "０.００５" in response.content.decode()
    assert MrdPcr.objects.get().ratio_percent is None
    assert MrdPcr.objects.get().replicates == 2


def test_two_people_at_different_questions_both_keep_theirs(client, specimen, pcr_url):
    post(client, pcr_url, {"lab_name": "A"})

    post(client, pcr_url, {"replicates": "3", "lab_name": ""})

    pcr = MrdPcr.objects.get()
    assert (pcr.lab_name, pcr.replicates) == ("A", 3)


def test_two_people_at_one_question_see_both_values(client, specimen, pcr_url):
    post(client, pcr_url, {"lab_name": "A"})

    response = post(client, pcr_url, {"lab_name": "B"})

    assert response.status_code == 409
    page = response.content.decode()
    assert '<q class="theirs">A</q>' in page
    assert '<q class="yours">B</q>' in page
    assert MrdPcr.objects.get().lab_name == "A"


def test_another_site_does_not_know_the_subject(client, zhao, subject, specimen_url):
    client.force_login(zhao)

    assert client.get(specimen_url).status_code == 404


def test_a_post_without_an_answer_begins_no_record(client, lin, subject, specimen_url):
    client.force_login(lin)

    response = client.post(specimen_url, '{"collected": "Y"}', content_type="application/json")

    assert response.status_code == 422
    assert not Record.objects.exists()


def test_a_query_without_words_begins_no_record(client, mona, subject, specimen_url):
    client.force_login(mona)

    client.post(f"{specimen_url}queries/quality/", {"text": " "})

    assert not Record.objects.exists()


def test_a_draft_says_what_is_still_required(client, lin, specimen_url):
    client.force_login(lin)

    before = client.get(specimen_url).content.decode()
    after = post(client, specimen_url, {"collected": "N", "not_collected_reason": "REFUSED"})

    assert "Required and still missing (1)" in before
    assert after.status_code == 302
    assert "Required and still missing" not in client.get(specimen_url).content.decode()


def test_a_complete_form_lists_the_questions_that_are_asked_about(client, specimen, pcr_url):
    post(client, pcr_url, PCR | {"lab_name": ""}, complete="1")

    page = client.get(pcr_url).content.decode()

    listed = page[page.index('id="asked"') :]
    assert '<a href="#q-lab_name">PCR laboratory</a>' in listed[:1000]
