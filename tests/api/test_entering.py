"""A record is entered through the interface as it would be in a page."""

import pytest

from edc.actions.queries import raise_query
from edc.models import Event, Query, Record
from tests.api.programs import CONSENT, PCR, SPECIMEN, SUBJECT, checks_in


def test_answers_come_back_as_they_were_sent(feed, specimen):
    sent = {
        "performed": "Y",
        "lab_name": "中心实验室 ",
        "ratio_percent": "<0.0010",
        "replicates": 3,
    }

    response = feed.patch(PCR, {"answers": sent})

    assert response.status_code == 201
    assert feed.get(PCR).json()["answers"].items() >= (sent | {"replicates": "3"}).items()


def test_a_json_number_keeps_its_digits(feed, specimen):
    response = feed.patch(PCR, b'{"answers": {"ratio_percent": 0.00500}}')

    assert response.json()["answers"]["ratio_percent"] == "0.00500"


def test_patch_leaves_other_answers_alone(feed, pcr):
    feed.patch(PCR, {"answers": {"replicates": "2"}, "version": 2})

    answers = feed.get(PCR).json()["answers"]
    assert (answers["replicates"], answers["ratio_percent"]) == ("2", "0.0050")


def test_put_clears_what_it_leaves_out(feed, pcr):
    feed.put(PCR, {"answers": {"performed": "Y"}, "version": 2})

    answers = feed.get(PCR).json()["answers"]
    assert (answers["performed"], answers["ratio_percent"]) == ("Y", None)


def test_what_was_read_can_be_put_back_unchanged(feed, pcr):
    read = feed.get(PCR).json()

    written = {name: read[name] for name in ("answers", "missing", "units", "version", "state")}
    response = feed.put(PCR, written)

    assert (response.status_code, response.json()["saved"]) == (200, [])
    assert feed.get(PCR).json() == read


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_clears_an_answer(feed, pcr, nothing):
    feed.patch(PCR, {"answers": {"ratio_percent": nothing}, "version": 2})

    assert feed.get(PCR).json()["answers"]["ratio_percent"] is None


def test_a_missing_code_takes_the_place_of_an_answer(feed, pcr):
    response = feed.patch(PCR, {"missing": {"ratio_percent": "NOT_DONE"}, "version": 2})

    assert response.json()["missing"] == {"ratio_percent": "NOT_DONE"}
    assert response.json()["answers"]["ratio_percent"] is None


def test_an_answer_takes_the_place_of_a_missing_code(feed, specimen):
    feed.patch(PCR, {"missing": {"ratio_percent": "UNKNOWN", "lab_name": "REFUSED"}})

    response = feed.patch(PCR, {"answers": {"ratio_percent": "0.02"}, "version": 2})

    assert response.json()["missing"] == {"lab_name": "REFUSED"}


def test_an_answer_and_a_missing_code_together_are_refused(feed, specimen):
    both = {"answers": {"ratio_percent": "0.02"}, "missing": {"ratio_percent": "UNKNOWN"}}

    response = feed.patch(PCR, both)

    assert response.status_code == 422
    assert checks_in(response) == {("ratio_percent", "GEN-TYPE")}


def test_a_unit_is_kept_with_its_number(feed, subject):
    sent = {"answers": {"nucleated_cells": "22.40"}, "units": {"nucleated_cells": "10^6/mL"}}

    feed.patch(SPECIMEN, sent)

    read = feed.get(SPECIMEN).json()
    assert read["answers"]["nucleated_cells"] == "22.40"
    assert read["units"] == {"nucleated_cells": "10^6/mL"}


def test_what_is_derived_from_a_printed_limit_is_one_too(feed, specimen):
    sent = {
        "performed": "Y",
        "transcript": "P210_NOS",
        "ratio_percent": "<0.01",
        "is_factor": "0.8",
    }

    response = feed.patch(PCR, {"answers": sent})

    assert response.json()["derived"]["is_ratio_percent"] == "<0.008"


def test_several_codes_are_a_list_in_the_order_of_their_codelist(feed, subject):
    response = feed.patch(SPECIMEN, {"answers": {"quality_problem": ["CLOTTED", "DILUTE"]}})

    assert response.json()["answers"]["quality_problem"] == ["DILUTE", "CLOTTED"]


def test_a_time_without_offset_is_the_sites(feed, subject):
    response = feed.patch(SPECIMEN, {"answers": {"collection_time": "2024-03-25 08:20"}})

    assert response.json()["answers"]["collection_time"] == "2024-03-25T08:20+08:00"


def test_completing_opens_queries_of_soft_checks(feed, specimen):
    sent = {"performed": "Y", "result_class": "QUANTIFIED", "ratio_percent": "150"}

    response = feed.patch(PCR, {"answers": sent, "state": "COMPLETE"})

    asked = {(query["question"], query["check"]) for query in response.json()["queries"]}
    assert response.json()["state"] == "COMPLETE"
    assert ("ratio_percent", "GEN-RANGE-SOFT") in asked
    assert ("lab_name", "GEN-REQUIRED") in asked


def test_a_persons_query_comes_back_with_what_was_said(feed, mona, pcr):
    raise_query(record=pcr, question="ratio_percent", text="请核对原始报告", by=mona)

    (query,) = feed.get(PCR).json()["queries"]
    assert (query["question"], query["check"]) == ("ratio_percent", None)
    assert query["said"] == ["请核对原始报告"]


def test_a_hard_check_keeps_a_draft_from_completion_and_the_draft_its_answers(feed, specimen):
    sent = {"performed": "Y", "report_date": "2024-03-01"}

    response = feed.patch(PCR, {"answers": sent, "state": "COMPLETE"})

    assert response.status_code == 422
    assert checks_in(response) == {("report_date", "PCR-008")}
    assert response.json()["saved"] == ["performed", "report_date"]
    assert feed.get(PCR).json()["answers"]["report_date"] == "2024-03-01"
    assert feed.get(PCR).json()["state"] == "DRAFT"


def test_a_refused_value_names_question_and_check_in_both_languages(feed, specimen):
    response = feed.patch(PCR, {"answers": {"ratio_percent": "high", "lab_name": "Central"}})

    (error,) = response.json()["errors"]
    assert (error["question"], error["check"]) == ("ratio_percent", "GEN-TYPE")
    assert error["message_en"] == "Enter a number in ordinary digits, for example 0.005."
    assert error["message_zh"] == "请用半角数字填写，例如0.005。"
    assert response.json()["saved"] == ["lab_name"]


def test_a_value_that_is_unique_in_the_trial_is_refused_when_taken(feed, specimen):
    second = f"{SUBJECT}visits/C1D15/1/forms/mrd_specimen/2/"

    response = feed.patch(second, {"answers": {"specimen_id": "BM-1", "quality": "ADEQUATE"}})

    assert response.status_code == 422
    assert checks_in(response) == {("specimen_id", "GEN-DUPLICATE")}
    assert response.json()["saved"] == ["quality"]


def test_a_complete_record_wants_a_reason_for_each_change(feed, complete_pcr):
    change = {"answers": {"ratio_percent": "0.02", "lab_name": "Central"}, "version": 2}

    response = feed.patch(PCR, change | {"reasons": {"lab_name": "Was left out"}})

    assert response.status_code == 422
    assert checks_in(response) == {("ratio_percent", "GEN-CHANGE")}
    assert feed.get(PCR).json()["answers"]["lab_name"] is None


@pytest.mark.parametrize("reason", ["", "   ", "\u3000\u200b", None])
def test_spaces_are_no_reason(feed, complete_pcr, reason):
    change = {"answers": {"ratio_percent": "0.02"}, "reasons": {"ratio_percent": reason}}

    response = feed.patch(PCR, change | {"version": 2})

    assert checks_in(response) == {("ratio_percent", "GEN-CHANGE")}


def test_the_trail_tells_who_changed_what_why_and_by_which_door(feed, lin, complete_pcr):
    change = {"answers": {"ratio_percent": "0.02"}, "reasons": {"ratio_percent": "Typing error"}}

    response = feed.patch(PCR, change | {"version": 2})

    event = Event.objects.filter(table_name="mrd_pcr", operation="UPDATE").latest("id")
    assert (event.actor, event.role, event.channel) == (lin, "COORDINATOR", "API")
    assert event.reasons == {"ratio_percent": "Typing error"}
    assert event.request_id == response["X-Request-ID"]


def test_a_complete_record_stays_complete(feed, complete_pcr):
    response = feed.patch(PCR, {"state": "DRAFT", "version": 2})

    assert response.status_code == 409
    assert response.json()["error"] == "complete"


def test_a_child_wants_its_parent_first(feed, subject):
    response = feed.patch(PCR, {"answers": {"performed": "Y"}})

    assert response.status_code == 409
    assert response.json()["form"] == "mrd_specimen"
    assert not Record.objects.exists()


def test_completing_needs_the_right_of_the_form(feed, subject):
    url = f"{SUBJECT}visits/SCR/1/forms/enrolment/1/"

    response = feed.put(url, {"answers": {"decision": "ENROLLED"}, "state": "COMPLETE"})

    assert response.status_code == 403
    assert not subject.records.exists()


def test_a_read_of_what_was_never_entered_answers_that_there_is_nothing(feed, subject):
    assert feed.get(CONSENT).status_code == 404


def test_an_answer_that_no_longer_applies_is_named(feed, pcr):
    feed.patch(PCR, {"answers": {"performed": "N"}, "version": 2})

    assert feed.get(PCR).json()["hidden"] == ["ratio_percent", "result_class"]


def test_queries_that_are_settled_are_left_out(feed, specimen):
    feed.patch(PCR, {"answers": {"performed": "N"}, "state": "COMPLETE"})
    why = {"reasons": {"not_done_reason": "Was left out"}, "version": 2}

    response = feed.patch(PCR, {"answers": {"not_done_reason": "TECHNICAL"}} | why)

    assert Query.objects.filter(state="CLOSED", question="not_done_reason").exists()
    assert response.json()["queries"] == []


def test_a_reference_leads_to_a_record_of_the_same_subject(feed, subject, specimen):
    url = f"{SUBJECT}visits/C1D1/1/forms/ino_infusion/1/"

    for target in (specimen.pk, specimen.pk + 1000):
        response = feed.patch(url, {"answers": {"related_ae": target}})
        assert checks_in(response) == {("related_ae", "GEN-TYPE")}
