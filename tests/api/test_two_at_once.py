"""Two who write one record never overwrite each other silently."""

import pytest

from edc.actions.entry import Place, Typed, save
from tests.api.programs import PCR


@pytest.fixture
def correct(ines, subject):
    """Change answers of the PCR as Ines would in a page, meanwhile."""

    def change(**answers):
        typed = {name: Typed(text) for name, text in answers.items()}
        place = Place(subject, ("C1D15", 1), "mrd_pcr", 1)
        return save(place=place, typed=typed, by=ines, reasons=dict.fromkeys(typed, "Checked"))

    return change


def test_what_somebody_else_changed_meanwhile_is_a_conflict(feed, pcr, correct):
    correct(ratio_percent="0.0060")

    response = feed.patch(PCR, {"answers": {"ratio_percent": "0.0070"}, "version": 2})

    (conflict,) = response.json()["conflicts"]
    assert response.status_code == 409
    assert conflict["theirs"] == {"answer": "0.0060", "missing": None}
    assert conflict["yours"] == {"answer": "0.0070", "missing": None}
    assert feed.get(PCR).json()["answers"]["ratio_percent"] == "0.0060"


def test_other_questions_of_the_same_write_are_merged(feed, pcr, correct):
    correct(ratio_percent="0.0060")
    sent = {"answers": {"ratio_percent": "0.0070", "lab_name": "Central"}, "version": 2}

    response = feed.patch(PCR, sent)

    assert (response.status_code, response.json()["saved"]) == (409, ["lab_name"])
    assert feed.get(PCR).json()["answers"]["lab_name"] == "Central"


def test_a_change_elsewhere_in_the_form_is_no_conflict(feed, pcr, correct):
    correct(lab_name="Central")

    response = feed.patch(PCR, {"answers": {"ratio_percent": "0.0070"}, "version": 2})

    answers = response.json()["answers"]
    assert response.status_code == 200
    assert (answers["lab_name"], answers["ratio_percent"]) == ("Central", "0.0070")


def test_a_whole_form_does_not_clear_what_somebody_added_meanwhile(feed, pcr, correct):
    read = feed.get(PCR).json()
    correct(lab_name="Central")

    written = {name: read[name] for name in ("answers", "missing", "version")}
    response = feed.put(PCR, written | {"answers": read["answers"] | {"replicates": 2}})

    answers = feed.get(PCR).json()["answers"]
    assert [conflict["question"] for conflict in response.json()["conflicts"]] == ["lab_name"]
    assert (answers["lab_name"], answers["replicates"]) == ("Central", "2")


def test_the_same_correction_twice_is_no_conflict(feed, pcr, correct):
    correct(ratio_percent="0.0060")

    response = feed.patch(PCR, {"answers": {"ratio_percent": "0.0060"}, "version": 2})

    assert (response.status_code, response.json()["saved"]) == (200, [])


def test_a_change_and_its_reversal_leave_nothing_to_conflict_with(feed, pcr, correct):
    correct(ratio_percent="0.0060")
    correct(ratio_percent="0.0050")

    response = feed.patch(PCR, {"answers": {"ratio_percent": "0.0070"}, "version": 2})

    assert response.status_code == 200


def test_a_trailing_zero_is_a_change(feed, pcr, correct):
    correct(ratio_percent="0.005")

    response = feed.patch(PCR, {"answers": {"ratio_percent": "0.0070"}, "version": 2})

    assert response.json()["conflicts"][0]["theirs"]["answer"] == "0.005"


def test_a_missing_code_given_meanwhile_is_a_conflict(feed, pcr, ines, subject):
    place = Place(subject, ("C1D15", 1), "mrd_pcr", 1)
    save(place=place, typed={"ratio_percent": Typed(missing="NOT_DONE")}, by=ines)

    response = feed.patch(PCR, {"answers": {"ratio_percent": "0.0070"}, "version": 2})

    theirs = response.json()["conflicts"][0]["theirs"]
    assert theirs == {"answer": None, "missing": "NOT_DONE"}


def test_a_complete_record_takes_nothing_of_a_write_that_conflicts(feed, complete_pcr, correct):
    correct(ratio_percent="0.0060")
    sent = {"ratio_percent": "0.0070", "lab_name": "Central"}
    reasons = {"ratio_percent": "Typing error", "lab_name": "Was left out"}

    response = feed.patch(PCR, {"answers": sent, "reasons": reasons, "version": 2})

    assert (response.status_code, response.json()["saved"]) == (409, [])
    assert feed.get(PCR).json()["answers"]["lab_name"] is None


def test_without_a_version_an_answer_is_not_overwritten(feed, pcr):
    sent = {"answers": {"ratio_percent": "0.0070", "lab_name": "Central"}}

    response = feed.patch(PCR, sent)

    answers = feed.get(PCR).json()["answers"]
    assert (response.status_code, response.json()["version"]) == (428, 2)
    assert (answers["ratio_percent"], answers["lab_name"]) == ("0.0050", None)


def test_without_a_version_a_whole_form_clears_nothing(feed, pcr):
    response = feed.put(PCR, {"answers": {"lab_name": "Central"}})

    assert response.status_code == 428
    assert feed.get(PCR).json()["answers"]["ratio_percent"] == "0.0050"


def test_without_a_version_blanks_are_filled(feed, pcr):
    response = feed.patch(PCR, {"answers": {"lab_name": "Central"}})

    assert response.json()["answers"]["lab_name"] == "Central"


def test_what_was_sent_twice_without_a_version_is_stored_once(feed, specimen):
    sent = {"answers": {"performed": "Y", "ratio_percent": "0.0050"}, "state": "COMPLETE"}

    answers = [feed.put(PCR, sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 200]
    assert answers[0].json()["version"] == answers[1].json()["version"]


def test_version_0_says_that_there_was_nothing_to_see(feed, pcr):
    response = feed.patch(PCR, {"answers": {"ratio_percent": "0.0070"}, "version": 0})

    assert response.status_code == 409


@pytest.mark.parametrize("version", [3, 999_999_999])
def test_a_version_that_never_was_is_refused(feed, pcr, version):
    response = feed.patch(PCR, {"answers": {"ratio_percent": "0.0070"}, "version": version})

    assert response.status_code == 400
    assert response.json()["names"] == ["version"]


def test_a_version_of_a_record_that_never_was_is_refused(feed, specimen):
    response = feed.patch(PCR, {"answers": {"ratio_percent": "0.0070"}, "version": 1})

    assert response.status_code == 400
