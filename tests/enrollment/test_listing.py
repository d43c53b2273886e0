"""The dataset of laboratory results: each with its range, grade, and days."""

import csv
import gc
import io
import json
import weakref
from datetime import timedelta
from types import SimpleNamespace

import pytest

from edc import charts
from edc.actions import subjects, tokens
from edc.actions.entry import Place, Typed, remove, save
from edc.crf import crf_named
from edc.datasets import Reading, datasets
from edc.datasets.copying import Format, file_of, manifest_of
from edc.datasets.taking import sites_read
from enrollment import listing
from enrollment.results import results_of
from tests.api.programs import Program, text_of
from tests.enrollment.laboratory import (
    AFTER,
    BEFORE,
    FIRST_DOSE,
    blood_count,
    chemistry,
    known_subject,
)
from tests.patients import enter
from tests.stories.answers import OLVEREMBATINIB

LAB = "Laboratory (fictional)"
RANGE = {
    "lab_name": LAB,
    "analyte": "alt",
    "range_unit": "U/L",
    "lower_limit": "9",
    "upper_limit": "40",
    "sex": "ALL",
    "age_from": "18",
    "age_to": "120",
    "valid_from": "2024-01-01",
}
BORN = {"collection_date": "2024-03-01", "birth_date": "1980-05", "sex": "F"}
SAMPLE = {"performed": "Y", "lab_name": LAB}
SOMEBODY = SimpleNamespace(screening_number="S01-001")
FIRST = {"cycle_number": "1", "start_date": "2024-03-10"}


def measured(subject, form, on, by, *, visit="UNS", sequence=1, line=1, unit="", **values):
    """A record of a laboratory, in the standard units unless another is given."""
    asked = crf_named(form).asked
    units = {name: unit or asked[name].unit for name in values if asked[name].unit_column}
    given = SAMPLE | {"sample_date": on} | values
    typed = {name: Typed(value, units.get(name, "")) for name, value in given.items()}
    place = Place(subject, (visit, sequence), form, line)
    outcome = save(place=place, typed=typed, by=by, complete=True)
    assert not outcome.is_refused, (outcome.broken, outcome.unreadable)
    return outcome.record


EVERYTHING = Reading()


def rows(reading=EVERYTHING):
    lines = b"".join(file_of(listing.lab_results(reading), Format.NDJSON)).splitlines()
    return [json.loads(line, parse_float=str) for line in lines]


@pytest.fixture
def filed(beijing, subject, lin):
    """A woman whose laboratory calls ALT up to 40 U/L normal; treated from 10 March 2024 on."""
    enter(subject, "demographics", BORN, by=lin, visit="SCR")
    place = Place(beijing, None, "lab_reference_range", 1)
    typed = {name: Typed(value) for name, value in RANGE.items()}
    save(place=place, typed=typed, by=lin, complete=True)
    enter(subject, "olverembatinib_period", OLVEREMBATINIB | FIRST, by=lin, visit="C1D1")


def test_a_result_is_as_printed_converted_and_judged(filed, subject, lin):
    record = measured(subject, "lab_chemistry", "2024-03-21", lin, alt="2.10", unit="ukat/L")

    (row,) = rows()

    assert row == {
        "site": "01",
        "subject": "S01-001",
        "screening_id": "S01-001",
        "visit": "UNS",
        "sequence": 1,
        "form": "lab_chemistry",
        "line": 1,
        "record": record.pk,
        "sample_date": "2024-03-21",
        "lab_name": LAB,
        "analyte": "alt",
        "printed": "2.10",
        "qualifier": None,
        "printed_unit": "ukat/L",
        "reading": None,
        "value": "126.00",
        "unit": "U/L",
        "lower_limit": 9,
        "upper_limit": 40,
        "indicator": "HIGH",
        "uln_multiple": "3.15",
        "graded": "126.00",
        "ctcae_term": None,
        "ctcae_grade": None,
        "ctcae_grade_with_symptoms": None,
        "is_baseline": None,
        "day_from_c1d1": 11,
        "day_from_hsct": None,
    }


def test_the_baseline_is_flagged_and_grades_what_follows(filed, subject, lin):
    for line, on, alt in (
        (1, "2024-03-08", "50"),
        (2, "2024-03-10", "30"),
        (3, "2024-03-21", "130"),
    ):
        measured(subject, "lab_chemistry", on, lin, alt=alt, line=line)

    told = [
        (r["day_from_c1d1"], r["is_baseline"], r["ctcae_grade"], r["ctcae_term"]) for r in rows()
    ]

    assert told == [
        (-2, None, 1, "Alanine aminotransferase increased"),
        (0, "Y", 0, None),
        (11, None, 2, "Alanine aminotransferase increased"),
    ]


def test_a_test_strip_is_told_as_its_reading_and_grade(filed, subject, lin):
    for line, on, reading in ((1, "2024-03-08", "NEG"), (2, "2024-03-21", "4")):
        measured(subject, "lab_chemistry", on, lin, line=line, urine_protein=reading)

    before, after = rows()

    names = ("analyte", "reading", "ctcae_term", "ctcae_grade", "is_baseline")
    assert [before[name] for name in names] == ["urine_protein", "NEG", None, 0, "Y"]
    assert [after[name] for name in names] == ["urine_protein", "4", "Proteinuria", 3, None]
    assert {after[name] for name in ("printed", "qualifier", "printed_unit", "value", "unit")} == {
        None
    }


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("<5", ("5", "<", 5, "LOW", "0.125")),
        (">4000", ("4000", ">", 4000, "HIGH", 100)),
        ("40", ("40", None, 40, "NORMAL", 1)),
    ],
)
def test_a_sign_is_kept_beside_the_number(filed, subject, lin, printed, expected):
    measured(subject, "lab_chemistry", "2024-03-08", lin, alt=printed)

    (row,) = rows()

    names = ("printed", "qualifier", "value", "indicator", "uln_multiple")
    assert tuple(row[name] for name in names) == (int(expected[0]), *expected[1:])


def test_without_a_range_nothing_is_judged_but_the_result_is_there(subject, lin):
    measured(subject, "lab_coagulation", "2024-03-08", lin, inr="1.10", pt="12.3")

    found = {row["analyte"]: row for row in rows()}

    assert found.keys() == {"pt", "inr"}
    assert (found["inr"]["value"], found["inr"]["unit"]) == ("1.10", None)
    assert {found["pt"][name] for name in ("upper_limit", "indicator", "uln_multiple")} == {None}


def test_a_removed_record_a_draft_and_a_missing_result_have_no_rows(filed, subject, lin):
    gone = measured(subject, "lab_chemistry", "2024-03-08", lin, alt="50")
    remove(record=gone, why="Of another patient", by=lin)
    place = Place(subject, ("UNS", 1), "lab_chemistry", 2)
    save(place=place, typed={"alt": Typed("50", "U/L")}, by=lin)
    missing = {"performed": Typed("Y"), "alt": Typed(missing="NOT_DONE")}
    save(place=place._replace(line=3), typed=missing, by=lin, complete=True)

    assert rows() == []


def test_rows_come_by_site_subject_visit_form_line_and_analyte(
    beijing, subject, shanghai_subject, lin, zhao
):
    later = subjects.register(site=beijing, by=lin)
    measured(shanghai_subject, "lab_hematology", "2024-03-01", zhao, anc="2.0")
    measured(later, "lab_hematology", "2024-03-01", lin, anc="2.0")
    measured(subject, "lab_chemistry", "2024-03-05", lin, alt="9", visit="C1D8")
    measured(subject, "lab_hematology", "2024-03-05", lin, visit="C1D8", platelets="90", wbc="3")
    measured(subject, "lab_hematology", "2024-03-01", lin, sequence=2, anc="1")
    measured(subject, "lab_chemistry", "2024-03-01", lin, alt="9")
    measured(subject, "lab_hematology", "2024-03-02", lin, line=2, anc="1")
    measured(subject, "lab_hematology", "2024-03-09", lin, line=1, anc="1")

    keys = ("subject", "visit", "sequence", "form", "line", "analyte")
    assert [" ".join(str(row[key]) for key in keys) for row in rows()] == [
        "S01-001 C1D8 1 lab_hematology 1 wbc",
        "S01-001 C1D8 1 lab_hematology 1 platelets",
        "S01-001 C1D8 1 lab_chemistry 1 alt",
        "S01-001 UNS 1 lab_hematology 1 anc",
        "S01-001 UNS 1 lab_hematology 2 anc",
        "S01-001 UNS 1 lab_chemistry 1 alt",
        "S01-001 UNS 2 lab_hematology 1 anc",
        "S01-002 UNS 1 lab_hematology 1 anc",
        "S02-001 UNS 1 lab_hematology 1 anc",
    ]


def test_another_sites_rows_are_absent(subject, shanghai_subject, lin, zhao, beijing, person):
    measured(subject, "lab_hematology", "2024-03-01", lin, anc="1")
    measured(shanghai_subject, "lab_hematology", "2024-03-01", zhao, anc="2")
    dataset = datasets()["lab_results"]
    here = person("here", "DATA_MANAGER", beijing)

    sites = sites_read(dataset, {dataset.needs}, by=here)

    assert [row["site"] for row in rows(Reading(sites=sites))] == ["01"]
    assert rows(Reading(sites=frozenset())) == []


def test_the_days_before_and_after_the_transplant():
    chart = known_subject()
    samples = [chemistry(chart, on, alt="20", alt_unit="U/L") for on in (BEFORE, FIRST_DOSE, AFTER)]
    chart._facts["hsct_d0"] = FIRST_DOSE
    chart.subject = SOMEBODY
    found = [one for sample in samples for one in judged(chart, sample)]

    assert [(one.day_from_c1d1, one.day_from_hsct) for one in found] == [(-1, -1), (0, 0), (18, 18)]


def judged(chart, record):
    ranges, baselines = chart.fact("reference_ranges"), chart.fact("laboratory_baselines")
    for result in results_of(record, ranges, baselines):
        yield listing.listed(chart, result, baselines)


def test_calcium_is_told_as_measured_and_as_corrected():
    chart = known_subject()
    chart.subject = SOMEBODY
    units = {"calcium_unit": "mmol/L", "albumin_unit": "g/L"}
    sample = chemistry(chart, calcium="2.00", albumin="30", **units)

    calcium = next(one for one in judged(chart, sample) if one.analyte == "calcium")

    assert (str(calcium.value), str(calcium.graded)) == ("2.00", "2.20")


def test_a_grade_with_symptoms_stands_beside_the_grade():
    chart = known_subject()
    chart.subject = SOMEBODY

    (anc,) = judged(chart, blood_count(chart, anc="0.4", anc_unit="10^9/L"))

    assert (anc.ctcae_grade, anc.ctcae_grade_with_symptoms) == (4, 4)


# As a file


@pytest.fixture
def stans(stan):
    lasts = timedelta(days=1)
    return Program(tokens.issue(user=stan, name="feed", scope="READ", lasts=lasts, by=stan))


@pytest.mark.parametrize("ending", ["csv", "ndjson", "json"])
def test_the_same_data_give_the_same_bytes_and_the_manifest_says_so(
    filed, subject, lin, stans, ending
):
    measured(subject, "lab_chemistry", "2024-03-21", lin, alt="2.10", unit="ukat/L")

    first, second = (text_of(stans.get(f"datasets/lab_results.{ending}")) for _ in range(2))
    manifest = stans.get(f"datasets/lab_results.{ending}/manifest/").json()

    assert first == second
    assert (manifest["rows"], manifest["size"]) == (1, len(first.encode()))


def test_the_language_of_the_reader_changes_nothing(filed, subject, lin, client, dana):
    measured(subject, "lab_chemistry", "2024-03-08", lin, alt="50")
    client.force_login(dana)
    files = []
    for language in ("en", "zh-hans"):
        client.cookies["django_language"] = language
        answer = client.get("/datasets/lab_results.csv")
        files.append(b"".join(answer.streaming_content))

    assert files[0] == files[1]
    (row,) = csv.DictReader(io.StringIO(files[0].decode(), newline=""))
    assert row["ctcae_term"] == "Alanine aminotransferase increased"


def test_a_coordinator_takes_no_dataset(program_of_lin):
    assert program_of_lin.get("datasets/lab_results.csv").status_code == 403


@pytest.fixture
def program_of_lin(lin):
    lasts = timedelta(days=1)
    return Program(tokens.issue(user=lin, name="feed", scope="READ", lasts=lasts, by=lin))


@pytest.fixture
def six_people(beijing, lin, monkeypatch):
    """Six people with one result each, read two at a time."""
    monkeypatch.setattr(listing, "AT_ONCE", 2)
    for _ in range(6):
        subject = subjects.register(site=beijing, by=lin)
        measured(subject, "lab_hematology", "2024-03-01", lin, anc="1.5")


def test_a_subject_that_cannot_be_computed_breaks_the_file_off(six_people, monkeypatch):
    real = listing.results_in

    def fails(chart):
        if str(chart.subject) == "S01-005":
            raise ArithmeticError
        return real(chart)

    monkeypatch.setattr(listing, "results_in", fails)

    with pytest.raises(ArithmeticError):
        manifest_of(listing.lab_results(Reading()), Format.CSV)


def test_no_more_than_one_batch_is_held_at_once(six_people, monkeypatch):
    alive, held = weakref.WeakSet(), []
    real = charts.load

    def load(batch, *args, **more):
        gc.collect()
        held.append((len(batch), len(alive)))
        loaded = real(batch, *args, **more)
        for chart in loaded.values():
            alive.add(chart)
        return loaded

    monkeypatch.setattr(charts, "load", load)

    assert len(rows()) == 6
    assert [size for size, _ in held] == [2, 2, 2]
    assert max(still for _, still in held) <= 1


def test_a_batch_costs_the_same_number_of_statements_whatever_is_in_it(
    six_people, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(listing, "AT_ONCE", 100)
    rows()

    with django_assert_num_queries(7):
        rows()
