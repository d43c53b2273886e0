"""The dataset of codings: what is coded and still said, in both languages."""

import csv
import io

import pytest

from edc.actions import coding
from edc.datasets import Reading, datasets
from edc.datasets.copying import Format, file_of
from edc.models.coding import Dictionary
from tests.patients import correct, enter

pytest_plugins = ["tests.edc.coding_fixtures"]


def rows(**reading):
    statement = datasets()["codings"].select(Reading(is_flat=True, **reading))
    text = b"".join(file_of(statement, Format.CSV)).decode()
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def coded(meddra, event, event_elsewhere):
    """An event in Beijing and one in Shanghai, both coded."""
    record = event("UPSET tummy")
    event_elsewhere("Hot head")
    coding.code_automatically()
    return record


def test_a_coding_has_its_place_its_term_and_the_way_up(coded):
    row = rows()[0]

    assert {name: row[name] for name in ("site", "screening_id", "form", "line", "question")} == {
        "site": "01",
        "screening_id": "S01-001",
        "form": "adverse_event",
        "line": "1",
        "question": "term",
    }
    assert (row["verbatim"], row["dictionary"], row["version"], row["code"]) == (
        "UPSET tummy",
        "MEDDRA",
        "1.0",
        "90000002",
    )
    assert (row["term_en"], row["term_zh"]) == ("Upset tummy", "肚子不适")
    assert (row["preferred_code"], row["preferred_en"]) == ("90000001", "Queasy feeling")
    assert (row["soc_code"], row["soc_en"], row["soc_zh"]) == (
        "93000001",
        "Belly disorders",
        "腹部疾病",
    )
    assert (row["how"], row["coded_by"], row["coded_in_role"]) == ("exact", "system", "SYSTEM")
    assert row["coded_at"].endswith("Z")


def test_a_medicine_has_its_classes(whodrug, subject, lin):
    given = {
        "medication": "Zorba forte",
        "category": "OTHER",
        "indication": "Pain",
        "cyp3a4_effect": "NONE",
        "route": "PO",
        "start_date": "2026-03-01",
        "ongoing": "Y",
    }
    enter(subject, "conmed", given, by=lin)
    coding.code_automatically()

    (row,) = rows()
    assert (row["preferred_en"], row["atc_code"]) == ("ZORBALINE", "X01; X02")
    assert (row["soc_code"], row["term_zh"]) == ("", "")


def test_a_reader_gets_the_sites_they_may_read(coded, beijing, shanghai):
    assert [row["site"] for row in rows()] == ["01", "02"]
    assert [row["site"] for row in rows(sites=frozenset({shanghai.pk}))] == ["02"]
    assert rows(sites=frozenset()) == []


def test_a_changed_answer_is_absent_until_it_is_coded_again(coded, lin, dana):
    correct(coded, "term", "Sore tummy", by=lin)
    assert [row["verbatim"] for row in rows()] == ["Hot head"]

    coding.code(
        dictionary=Dictionary.MEDDRA, verbatim="Sore tummy", term="90000002", expected=1, by=dana
    )
    assert [(row["verbatim"], row["how"]) for row in rows()] == [
        ("Sore tummy", "manual"),
        ("Hot head", "exact"),
    ]


def test_a_term_chosen_instead_is_the_only_one(coded, dana):
    coding.code(
        dictionary=Dictionary.MEDDRA, verbatim="upset tummy", term="90000001", expected=1, by=dana
    )

    assert [row["code"] for row in rows()] == ["90000001", "90000011"]
