"""Datasets hold what was entered, as it was entered, in an order that never varies."""

import csv
import hashlib
import io
import json

import pytest

from edc.access import GRANTS, Permission, Role
from edc.actions import accounts, subjects
from edc.actions.entry import Place, Typed, save
from edc.crf import crfs
from edc.datasets import Reading, datasets
from tests.api.programs import PCR, SPECIMEN, text_of

KEYS = [
    "site",
    "subject",
    "screening_id",
    "visit",
    "sequence",
    "form",
    "line",
    "parent_line",
    "record",
    "state",
]


@pytest.fixture
def stans(program, stan):
    """Stan's program, which takes datasets."""
    return program(stan)


def rows_of(program, name, **query):
    """The rows of a CSV file."""
    text = text_of(program.get(f"datasets/{name}.csv", **query))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def columns_of(crf):
    """Each question, its missing code, its qualifier and unit; personal data left out."""
    for question in crf.questions():
        if not question.pii:
            name, *companions = question.columns
            yield from (name, f"{name}_missing", *companions)


@pytest.mark.parametrize("crf", crfs(), ids=lambda crf: crf.form)
def test_the_columns_of_a_form_are_its_keys_and_its_questions_in_order(stans, crf):
    header = text_of(stans.get(f"datasets/{crf.form}.csv"))

    assert next(csv.reader([header])) == [*KEYS, *columns_of(crf)]


@pytest.mark.parametrize("crf", crfs(), ids=lambda crf: crf.form)
def test_no_question_is_called_like_a_key(crf):
    assert not crf.asked.keys() & set(KEYS)


def test_every_dataset_has_the_same_rows_in_every_format(committed, stans, complete_pcr):
    for name in datasets():
        rows = rows_of(stans, name)
        lines = text_of(stans.get(f"datasets/{name}.ndjson")).splitlines()
        listed = json.loads(text_of(stans.get(f"datasets/{name}.json")))
        assert len(rows) == len(lines) == len(listed)


def test_the_list_names_each_dataset_with_its_files(stans):
    listed = stans.get("datasets/").json()["results"]

    assert [row["name"] for row in listed] == list(datasets())
    assert listed[0]["files"]["csv"] == "/api/v1/datasets/site.csv"


def test_a_row_says_whose_answers_these_are(stans, complete_pcr):
    (row,) = rows_of(stans, "mrd_pcr")

    expected = ["01", "S01-001", "S01-001", "C1D15", "1", "mrd_pcr", "1", "1"]
    assert [row[key] for key in KEYS[:8]] == expected
    assert (row["record"], row["state"]) == (str(complete_pcr.pk), "COMPLETE")


@pytest.mark.parametrize("ending", ["csv", "ndjson", "json"])
def test_a_number_has_the_digits_that_were_typed(stans, complete_pcr, ending):
    text = text_of(stans.get(f"datasets/mrd_pcr.{ending}"))

    assert {"csv": ",0.0050,", "ndjson": '"ratio_percent":0.0050,'}.get(ending, ":0.0050,") in text


def test_what_was_printed_before_a_number_stands_beside_it(stans, feed, specimen):
    feed.put(PCR, {"answers": {"performed": "Y", "ratio_percent": "<0.0010"}, "state": "COMPLETE"})

    (row,) = rows_of(stans, "mrd_pcr")
    assert (row["ratio_percent"], row["ratio_percent_qualifier"]) == ("0.0010", "<")


def test_units_and_missing_codes_stand_beside_the_answer(stans, feed, subject):
    sent = {
        "answers": {"collected": "Y", "nucleated_cells": "22.40"},
        "units": {"nucleated_cells": "10^6/mL"},
        "missing": {"volume_ml": "NOT_DONE"},
    }
    feed.put(SPECIMEN, sent | {"state": "COMPLETE"})

    (row,) = rows_of(stans, "mrd_specimen")
    assert (row["nucleated_cells"], row["nucleated_cells_unit"]) == ("22.40", "10^6/mL")
    assert (row["volume_ml"], row["volume_ml_missing"]) == ("", "NOT_DONE")


def test_several_codes_are_joined_in_csv_and_a_list_in_json(stans, feed, subject):
    answers = {"collected": "Y", "quality": "LIMITED", "quality_problem": ["CLOTTED", "DILUTE"]}
    feed.put(SPECIMEN, {"answers": answers, "state": "COMPLETE"})

    (row,) = rows_of(stans, "mrd_specimen")
    (line,) = text_of(stans.get("datasets/mrd_specimen.ndjson")).splitlines()
    assert row["quality_problem"] == "DILUTE;CLOTTED"
    assert json.loads(line)["quality_problem"] == ["DILUTE", "CLOTTED"]


def test_an_answer_that_does_not_apply_is_blank_and_so_is_its_missing_code(stans, feed, specimen):
    answers = {"performed": "N", "ratio_percent": "0.5", "not_done_reason": "TECHNICAL"}
    missing = {"lab_name": "UNKNOWN"}
    feed.put(PCR, {"answers": answers, "missing": missing, "state": "COMPLETE"})

    (row,) = rows_of(stans, "mrd_pcr")
    assert (row["ratio_percent"], row["lab_name_missing"]) == ("", "")
    assert feed.get(PCR).json()["answers"]["ratio_percent"] == "0.5"


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("Asia/Shanghai", "2024-03-25T08:20+08:00"),
        ("America/New_York", "2024-03-25T08:20-04:00"),
        ("Asia/Kolkata", "2024-03-25T08:20+05:30"),
        ("UTC", "2024-03-25T08:20+00:00"),
    ],
)
def test_a_time_is_the_sites_with_its_offset(stans, system, beijing, subject, entered, zone, shown):
    with accounts.audit.acting(system):
        beijing.time_zone = zone
        beijing.save()
    subject.site.time_zone = zone
    answers = {"collected": "Y", "collection_time": "2024-03-25 08:20"}
    entered(subject, ("C1D15", 1), "mrd_specimen", answers)

    (row,) = rows_of(stans, "mrd_specimen")
    assert row["collection_time"] == shown


def test_drafts_and_removed_records_come_on_request_only(stans, feed, pcr):
    feed.delete(SPECIMEN, {"reason": "Wrong patient"})

    states = [row["state"] for name in ("mrd_specimen", "mrd_pcr") for row in rows_of(stans, name)]
    every = [rows_of(stans, name, state="all") for name in ("mrd_specimen", "mrd_pcr")]

    assert states == []
    assert [rows[0]["state"] for rows in every] == ["REMOVED", "DRAFT"]


CONSENT = {"consent_type": "MAIN", "obtained_by": "Ines Fictional"}


def test_personal_data_stay_out(stans, subject, entered):
    entered(subject, None, "informed_consent", CONSENT, complete=False)

    text = text_of(stans.get("datasets/informed_consent.csv", state="all"))

    assert "MAIN" in text
    assert "obtained_by" not in text


def test_personal_data_are_refused_to_who_may_not_see_them(stans):
    response = stans.get("datasets/informed_consent.csv", include_personal="true")

    assert response.status_code == 403


def test_personal_data_come_to_who_may_see_them_and_asks(stans, subject, entered, monkeypatch):
    entered(subject, None, "informed_consent", CONSENT, complete=False)
    allowed = GRANTS[Role.STATISTICIAN] | {Permission.SEE_PERSONAL}
    monkeypatch.setitem(GRANTS, Role.STATISTICIAN, allowed)

    (row,) = rows_of(stans, "informed_consent", state="all", include_personal="true")
    assert row["obtained_by"] == "Ines Fictional"


def test_the_trail_hides_personal_data_too(committed, stans, subject, entered):
    entered(subject, None, "informed_consent", CONSENT, complete=False)

    trail = text_of(stans.get("datasets/audit.csv"))
    feed = text_of(stans.get("events/"))

    assert "obtained_by,,(not shown)" in trail
    assert '"consent_type": "MAIN"' in feed
    assert "Ines Fictional" not in trail + feed


ODD = ["=1+1", 'a "quoted", text', "two\nlines\r\n", "\\N", "\\.", "𠮷 🧬 ㎎", "\x01\x02", "{};\t "]


@pytest.mark.parametrize("text", ODD)
def test_no_text_is_changed_on_its_way_out(stans, feed, specimen, text):
    feed.put(PCR, {"answers": {"performed": "Y", "lab_name": text}, "state": "COMPLETE"})

    (row,) = rows_of(stans, "mrd_pcr")
    (line,) = text_of(stans.get("datasets/mrd_pcr.ndjson")).split("\n")[:-1]
    (listed,) = json.loads(text_of(stans.get("datasets/mrd_pcr.json")))
    assert row["lab_name"] == json.loads(line)["lab_name"] == listed["lab_name"] == text


@pytest.fixture
def specimens(beijing, lin, entered, shanghai_subject, zhao):
    """Specimens of three subjects at two sites, entered out of order."""
    first, second = (subjects.register(site=beijing, by=lin) for _ in range(2))
    place = Place(shanghai_subject, ("SCR", 1), "mrd_specimen")
    save(place=place, typed={"collected": Typed("Y")}, by=zhao, complete=True)
    for subject, visit, line in [
        (second, ("HD28", 1), 1),
        (second, ("C1D15", 1), 2),
        (second, ("C1D15", 1), 1),
        (first, ("UNS", 2), 1),
        (first, ("UNS", 1), 1),
    ]:
        entered(subject, visit, "mrd_specimen", {"collected": "Y"}, line=line)


def test_rows_come_by_site_subject_visit_and_line(stans, specimens):
    rows = rows_of(stans, "mrd_specimen")

    order = ("subject", "visit", "sequence", "line")
    assert [" ".join(row[key] for key in order) for row in rows] == [
        "S01-001 UNS 1 1",
        "S01-001 UNS 2 1",
        "S01-002 C1D15 1 1",
        "S01-002 C1D15 1 2",
        "S01-002 HD28 1 1",
        "S02-001 SCR 1 1",
    ]


def test_the_same_data_give_the_same_bytes(stans, complete_pcr):
    first, second = (text_of(stans.get("datasets/mrd_pcr.json")) for _ in range(2))

    assert first == second


def test_the_zone_of_the_session_changes_nothing(stans, subject, entered, settings):
    answers = {"collected": "Y", "collection_time": "2024-03-25 08:20"}
    entered(subject, ("C1D15", 1), "mrd_specimen", answers)
    before = text_of(stans.get("datasets/mrd_specimen.csv"))

    settings.TIME_ZONE = "America/New_York"

    assert text_of(stans.get("datasets/mrd_specimen.csv")) == before


@pytest.mark.parametrize("ending", ["csv", "ndjson", "json"])
def test_the_manifest_tells_a_whole_file_from_another(committed, stans, complete_pcr, ending):
    file = stans.get(f"datasets/mrd_pcr.{ending}")
    body = b"".join(file.streaming_content)

    manifest = stans.get(f"datasets/mrd_pcr.{ending}/manifest/").json()

    assert manifest["sha256"] == hashlib.sha256(body).hexdigest()
    assert (manifest["rows"], manifest["size"]) == (1, len(body))
    assert str(manifest["position"]) == file["X-Position"] != "0"


def test_a_queries_row_tells_what_was_asked_and_said_last(stans, feed, specimen):
    feed.put(PCR, {"answers": {"performed": "Y", "ratio_percent": "150"}, "state": "COMPLETE"})

    (row,) = (row for row in rows_of(stans, "queries") if row["check"] == "GEN-RANGE-SOFT")
    assert (row["subject"], row["form"], row["question"]) == ("S01-001", "mrd_pcr", "ratio_percent")
    assert (row["state"], row["raised_by"], row["steps"]) == ("OPEN", "lin", "1")


def test_a_query_about_a_subject_has_a_row_without_form_and_question(stans, about_subject):
    (row,) = json.loads(text_of(stans.get("datasets/queries.json")))

    assert (row["site"], row["subject"], row["screening_id"]) == ("01", "S01-001", "S01-001")
    assert (row["check"], row["state"], row["raised_by"]) == ("STATE-MOVE", "OPEN", "system")
    of_a_form = ("visit", "sequence", "form", "line", "record", "question")
    assert {row[name] for name in of_a_form} == {None}


def test_the_trail_tells_of_a_query_about_a_subject(committed, stans, about_subject):
    (row,) = (
        row
        for row in json.loads(text_of(stans.get("datasets/audit.json")))
        if (row["table"], row["field"]) == ("edc_query", "check_id")
    )

    assert (row["new"], row["subject"], row["site"]) == ("STATE-MOVE", "S01-001", "01")
    assert (row["form"], row["record"], row["role"]) == (None, None, "SYSTEM")


def test_the_trail_has_a_row_for_each_field_that_changed(committed, stans, feed, complete_pcr):
    change = {"answers": {"ratio_percent": "0.02"}, "reasons": {"ratio_percent": "Typing error"}}
    feed.patch(PCR, change | {"version": 2})

    trail = rows_of(stans, "audit")

    (row,) = (row for row in trail if row["reason"] == "Typing error")
    assert (row["field"], row["old"], row["new"]) == ("ratio_percent", "0.0050", "0.02")
    assert (row["actor"], row["role"], row["channel"]) == ("lin", "COORDINATOR", "API")
    assert (row["visit"], row["form"], row["operation"]) == ("C1D15", "mrd_pcr", "UPDATE")
    assert [int(row["position"]) for row in trail] == sorted(int(row["position"]) for row in trail)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("datasets/colours.csv", 404),
        ("datasets/mrd_pcr.xlsx", 404),
        ("datasets/mrd_pcr.csv?as_of=5", 400),
        ("datasets/mrd_pcr.csv?state=draft", 400),
        ("datasets/mrd_pcr.csv?include_personal=yes", 400),
        ("datasets/subjects.csv?state=all", 400),
    ],
)
def test_what_there_is_not_is_refused(stans, path, status):
    assert stans.get(path).status_code == status


def test_a_protocol_that_cannot_tell_a_broken_file_gets_none(stans):
    response = stans.client.get("/api/v1/datasets/mrd_pcr.csv", SERVER_PROTOCOL="HTTP/1.0")

    assert response.status_code == 505


def test_a_reading_of_no_sites_has_no_rows(complete_pcr, stans):
    statement = datasets()["mrd_pcr"].select(Reading(sites=frozenset()))

    assert "ANY('{}'::bigint[])" in statement.as_string(None)
