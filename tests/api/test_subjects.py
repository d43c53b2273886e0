"""Subjects are listed to those who may know of them, and registered once."""

import pytest

from edc.actions import subjects
from edc.actions.queries import close, raise_query
from edc.models import Subject
from tests.api.contract import assert_described
from tests.api.programs import PCR, ROOT, SUBJECT


def test_a_site_gives_the_next_number(feed, subject):
    response = feed.post("subjects/", {"site": "01"})

    assert response.status_code == 201
    assert response.json() == {
        "screening_number": "S01-002",
        "subject_number": None,
        "site": "01",
    }


def test_a_number_that_is_on_paper_already_may_be_given(feed):
    response = feed.post("subjects/", {"site": "01", "screening_number": "S01-014"})

    assert response.json()["screening_number"] == "S01-014"
    assert feed.post("subjects/", {"site": "01"}).json()["screening_number"] == "S01-015"


@pytest.mark.parametrize(
    "number", ["S01-001", "S02-001", "S01-1", "s01-002", "S01-０02", "S01-00002", "x" * 500]
)
def test_a_number_that_is_taken_or_none_of_the_sites_is_refused(feed, subject, number):
    response = feed.post("subjects/", {"site": "01", "screening_number": number})

    assert response.status_code == 422
    assert response.json()["names"] == ["screening_number"]
    assert Subject.objects.count() == 1


def test_another_sites_code_answers_like_one_that_never_was(feed, shanghai):
    answers = [feed.post("subjects/", {"site": code}) for code in ("02", "99")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("site", [1, None, ["01"], "0\0", "\ud800"])
def test_a_site_that_is_no_text_is_refused(feed, site):
    assert feed.post("subjects/", {"site": site}).status_code in {400, 404}


def test_a_monitor_registers_nobody(program, mona):
    assert program(mona).post("subjects/", {"site": "01"}).status_code == 403


def test_a_list_comes_in_pages(feed, beijing, lin):
    for _ in range(5):
        subjects.register(site=beijing, by=lin)

    first = feed.get("subjects/", limit=3).json()
    second = feed.get(first["next"].removeprefix("/api/v1/")).json()

    numbers = [row["screening_number"] for row in first["results"] + second["results"]]
    assert numbers == [f"S01-00{number}" for number in range(1, 6)]
    assert second["next"] is None


def test_a_page_is_never_longer_than_its_cap(feed, beijing, lin, monkeypatch):
    for _ in range(3):
        subjects.register(site=beijing, by=lin)

    assert len(feed.get("subjects/", limit=10**17).json()["results"]) == 3
    assert feed.get("subjects/", limit=2).json()["next"].endswith("limit=2&after=S01-002")


@pytest.mark.parametrize("limit", ["0", "-1", "x", "1.5", "１０", "9" * 30])
def test_a_limit_that_is_no_number_is_refused(feed, limit):
    response = feed.get("subjects/", limit=limit)

    assert response.status_code == 400
    assert response.json()["names"] == ["limit"]


def test_an_unknown_parameter_is_refused_by_name(feed):
    response = feed.get("subjects/", page=2)

    assert response.status_code == 400
    assert response.json()["names"] == ["page"]


def test_a_parameter_given_twice_is_refused(feed):
    assert feed.get("subjects/?limit=1&limit=2").status_code == 400


def test_a_subject_comes_with_what_is_asked_about_it_as_a_whole(feed, pcr, mona, about_subject):
    raise_query(record=pcr, question="lab_name", text="Which one?", by=mona)

    response = feed.get(SUBJECT)

    (query,) = response.json()["queries"]
    assert (query["query"], query["question"]) == (about_subject.pk, None)
    assert (query["check"], query["state"], query["said"]) == ("STATE-MOVE", "OPEN", [])
    assert "from “In follow-up after HSCT” to “MRD remission" in query["message_en"]
    assert "由“移植后随访”变为“MRD缓解，待移植”" in query["message_zh"]
    assert_described(response, "GET", f"{ROOT}{SUBJECT}")


def test_what_is_settled_about_a_subject_is_left_out(feed, about_subject, dana):
    close(query=about_subject, by=dana)

    assert feed.get(SUBJECT).json()["queries"] == []


def test_a_form_does_not_bear_what_is_asked_about_its_subject(feed, pcr, about_subject):
    response = feed.get(PCR)

    assert response.json()["queries"] == []
    assert_described(response, "GET", f"{ROOT}{PCR}")


def test_a_subjects_records_are_listed_with_their_addresses(feed, pcr):
    records = feed.get(f"{SUBJECT}records/").json()["results"]

    assert [row["form"] for row in records] == ["mrd_specimen", "mrd_pcr"]
    assert records[1]["url"] == "/api/v1/subjects/S01-001/visits/C1D15/1/forms/mrd_pcr/1/"
