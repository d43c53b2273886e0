"""Whatever a program sends is stored as it is, or refused by name; never a fault of ours."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as any_of

from edc.crf import crf_named
from tests.api.programs import CONSENT, PCR, SPECIMEN, SUBJECT, checks_in

FORMS = {
    "informed_consent": CONSENT,
    "mrd_specimen": SPECIMEN,
    "enrolment": f"{SUBJECT}visits/SCR/1/forms/enrolment/1/",
    "ino_infusion": f"{SUBJECT}visits/C1D1/1/forms/ino_infusion/1/",
    "relapse": f"{SUBJECT}forms/relapse/1/",
}
VALUES = any_of.one_of(
    any_of.none(),
    any_of.booleans(),
    any_of.integers(),
    any_of.floats(allow_nan=False, allow_infinity=False),
    any_of.text(),
    any_of.sampled_from(["0001-01-01", "9999-12-31", "0001-01-01 00:00", "9999-12-31 23:59", "Y"]),
    any_of.lists(any_of.text(), max_size=3),
    any_of.dictionaries(any_of.text(), any_of.text(), max_size=2),
)


UNSTORABLE = {
    "ratio_percent": [
        "high",
        "０.００５",
        "1_0",
        " 1",
        "1e-3",
        "NaN",
        "~0.01",
        "1" * 40,
        True,
        ["0.1"],
        {"value": 1},
    ],
    "replicates": [2.5, "02", "２", 10**30, False],
    "report_date": [
        "2024-02-30",
        "0000-01-01",
        "10000-01-01",
        "２０２４-03-01",
        "01/03/2024",
        20240301,
    ],
    "performed": [True, "y", ["Y"]],
    "transcript": [190, "P190 ", "P190,P230"],
    "lab_name": [5, "a\0b", "\ud800", ["Central"]],
}


@pytest.mark.parametrize("question", UNSTORABLE)
def test_what_cannot_be_stored_is_refused_by_its_question(feed, specimen, question):
    for value in UNSTORABLE[question]:
        response = feed.patch(PCR, {"answers": {question: value}})

        assert response.status_code == 422, value
        assert checks_in(response) == {(question, "GEN-TYPE")}


def test_several_codes_are_a_list_of_listed_codes(feed, subject):
    for value in ("DILUTE", ["NOPE"], ["DILUTE", "DILUTE"], ["DILUTE,CLOTTED"], [1]):
        response = feed.patch(SPECIMEN, {"answers": {"quality_problem": value}})

        assert checks_in(response) == {("quality_problem", "GEN-TYPE")}, value


def test_a_missing_code_is_a_listed_one(feed, specimen):
    for code in ("not_done", "LOST", 5, True, ["NOT_DONE"], "\ud800", "a\0"):
        response = feed.patch(PCR, {"missing": {"ratio_percent": code}})

        assert checks_in(response) == {("ratio_percent", "GEN-TYPE")}, code


def test_a_unit_is_one_of_the_questions(feed, subject):
    for unit in ("kg", "10^9", 5, ["10^9/L"], "\0"):
        sent = {"answers": {"nucleated_cells": "2"}, "units": {"nucleated_cells": unit}}

        assert checks_in(feed.patch(SPECIMEN, sent)) == {("nucleated_cells", "GEN-TYPE")}, unit


@pytest.mark.parametrize(
    "text",
    ["=1+1", "<script>alert(1)</script>", "🧬 𠮷 ㎎", "a\r\nb\t ", "' OR 1=1 --", "%s {0} $1"],
)
def test_odd_text_is_stored_exactly_as_typed(feed, specimen, text):
    feed.patch(PCR, {"answers": {"lab_name": text}})

    assert feed.get(PCR).json()["answers"]["lab_name"] == text


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_an_absurd_day_is_stored_in_a_draft_and_comes_back(feed, specimen, day):
    feed.patch(PCR, {"answers": {"performed": "Y", "report_date": day}})

    assert feed.get(PCR).json()["answers"]["report_date"] == day


def test_an_absurd_day_does_not_complete_a_form(feed, specimen):
    sent = {"answers": {"performed": "Y", "report_date": "9999-12-31"}, "state": "COMPLETE"}

    assert ("report_date", "GEN-FUTURE") in checks_in(feed.patch(PCR, sent))


UNKNOWN = [
    ({"answer": {}}, "answer"),
    ({"answers": {}, "site": "02"}, "site"),
    ({"answers": {"colour": "red"}}, "colour"),
    ({"answers": {"\ud800": "red"}}, "\\ud800"),
    ({"missing": {"colour": "UNKNOWN"}}, "colour"),
    ({"reasons": {"*": "why"}}, "*"),
    ({"answers": {"pcr_status": "NEGATIVE"}}, "pcr_status"),
    ({"units": {"ratio_percent": "%"}}, "ratio_percent"),
    ({"answers": []}, "answers"),
    ({"answers": None}, "answers"),
    ({"reasons": {"ratio_percent": 5}}, "reasons.ratio_percent"),
    ({"reasons": {"ratio_percent": "a\0b"}}, "reasons.ratio_percent"),
    ({"version": "2"}, "version"),
    ({"version": 2.0}, "version"),
    ({"version": -1}, "version"),
    ({"version": True}, "version"),
    ({"state": "REMOVED"}, "state"),
    ({"state": ["COMPLETE"]}, "state"),
    ({"state": 1}, "state"),
]


def test_what_the_form_does_not_know_is_refused_by_name(feed, specimen):
    for body, name in UNKNOWN:
        response = feed.patch(PCR, body)

        assert response.status_code == 400, body
        assert response.json()["names"] == [name]


NOWHERE = [
    "subjects/S01-001/forms/colours/1/",
    "subjects/S01-001/forms/mrd_pcr/1/",
    "subjects/S01-001/forms/informed_consent/0/",
    "subjects/S01-001/forms/informed_consent/99999999999999999999/",
    "subjects/S01-001/forms/death/2/",
    "subjects/S01-001/visits/C9D9/1/forms/mrd_pcr/1/",
    "subjects/S01-001/visits/C1D15/2/forms/mrd_specimen/1/",
    "subjects/S01-001/visits/UNS/99999/forms/mrd_specimen/1/",
    "subjects/S01-001/visits/C1D1/1/forms/hsct/1/",
    "subjects/S01-001%00/forms/informed_consent/1/",
    "subjects/%F0%9F%A7%AC/forms/informed_consent/1/",
    "subjects/S01-001/visits/C1D15%00/1/forms/mrd_specimen/1/",
    "subjects/S01-001/forms/informed_consent/1",
    "colours/",
    "",
]


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_an_address_that_leads_nowhere_answers_that_there_is_nothing(feed, subject, method):
    for path in NOWHERE:
        response = feed.send(method, path, {})

        assert response.status_code == 404, path
        assert response.json()["error"] == "not_found"


@pytest.mark.parametrize("form", FORMS)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=any_of.data())
def test_no_value_of_any_question_is_a_fault_of_ours(feed, subject, form, data):
    names = any_of.sampled_from([question.name for question in crf_named(form).questions()])
    answers = any_of.dictionaries(names, VALUES, max_size=4)
    body = {"answers": data.draw(answers), "missing": data.draw(answers), "version": 0}
    complete = {"state": "COMPLETE"} if data.draw(any_of.booleans()) else {}

    response = feed.patch(FORMS[form], json.dumps(body | complete).encode())

    assert response.status_code in {200, 201, 400, 403, 409, 422}
    assert feed.get(FORMS[form]).status_code in {200, 404}
