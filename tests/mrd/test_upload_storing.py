"""Storing a laboratory's rows: through the same door, with the same checks, with their origin."""

import pytest
from django.core.exceptions import PermissionDenied

from edc import audit
from edc.access import Role
from edc.actions.entry import remove
from edc.models import Event, Record
from mrd.models import MrdFlow, MrdPcr, Upload
from mrd.tasks import process_uploads
from mrd.uploading.actions import AlreadyUploaded, NotNow, decide, receive
from tests.conftest import LONG_AGO
from tests.mrd.lab_files import (
    FLOW,
    PCR,
    UNFINISHED_FLOW,
    as_csv,
    as_xlsx,
    last_details,
    outcomes,
    problems,
    send,
    store,
)
from tests.patients import enter
from tests.stories import answers

ELSEWHERE = answers.SPECIMEN | {"specimen_id": "02-BM0001"}

BLANK = {"specimen_id": PCR["specimen_id"], "assay": "PCR"}


def events():
    return Event.objects.filter(table_name__in=["mrd_pcr", "mrd_flow", "edc_record", "edc_query"])


def test_looking_at_a_file_stores_nothing(specimen, luo):
    before = events().count()

    upload = send(as_csv(PCR, FLOW), by=luo)

    assert upload.state == "READY"
    assert outcomes(upload) == {2: "FILLED", 3: "FILLED"}
    assert ["ratio_percent", "0.005"] in last_details(upload, 2)["filled"]
    assert events().count() == before


def test_both_results_of_a_specimen_are_stored_complete(specimen, luo):
    upload = store(send(as_csv(PCR, FLOW), by=luo), by=luo)

    assert upload.state == "DONE"
    assert str(MrdPcr.objects.get().ratio_percent) == "0.005"
    results = Record.objects.filter(parent=specimen).order_by("form")
    assert [(r.form, r.state) for r in results] == [
        ("mrd_flow", "COMPLETE"),
        ("mrd_pcr", "COMPLETE"),
    ]


def test_the_trail_names_the_laboratory_its_file_and_the_row(specimen, luo):
    store(send(as_csv(FLOW, PCR), by=luo), by=luo)

    written = Event.objects.get(table_name="mrd_pcr", operation="UPDATE")
    assert (written.actor, written.role, written.channel) == (luo, "LABORATORY", "IMPORT")
    assert "results.csv, row 3" in written.reasons["ratio_percent"]


def test_what_is_owed_keeps_the_form_a_draft_and_says_what(specimen, luo):
    upload = store(send(as_csv(UNFINISHED_FLOW), by=luo), by=luo)

    assert MrdFlow.objects.get().record.state == "DRAFT"
    awaited = [heading for heading, *_ in last_details(upload, 2)["awaited"]]
    assert awaited == ["cd22_on_abnormal", "cd19_on_abnormal"]


def test_what_breaks_a_hard_check_stays_a_draft(specimen, luo):
    upload = store(send(as_csv(PCR | {"ratio_percent": "0"}), by=luo), by=luo)

    assert MrdPcr.objects.get().record.state == "DRAFT"
    assert "A quantified result cannot be 0." in str(last_details(upload, 2)["awaited"])


@pytest.mark.parametrize("typed", ["<0.01", "0.0100", "0.00500", ">=0.00320"])
@pytest.mark.parametrize("written", [as_csv, as_xlsx])
def test_a_number_is_kept_as_typed(specimen, luo, typed, written):
    name = f"results.{'csv' if written is as_csv else 'xlsx'}"

    store(send(written(PCR | {"ratio_percent": typed}), by=luo, name=name), by=luo)

    stored = MrdPcr.objects.get()
    qualifier = stored.ratio_percent_qualifier or ""
    assert qualifier + str(stored.ratio_percent) == typed


def test_the_same_file_twice_changes_nothing(specimen, luo):
    upload = store(send(as_csv(PCR), by=luo), by=luo)
    before = Event.objects.count()

    with pytest.raises(AlreadyUploaded) as refusal:
        receive(file=as_csv(PCR), name="another name.csv", by=luo)

    assert refusal.value.args == (upload,)
    assert Event.objects.count() == before


def test_a_colleagues_same_file_is_recognised_too(specimen, luo, person):
    upload = store(send(as_csv(PCR), by=luo), by=luo)

    with pytest.raises(AlreadyUploaded) as refusal:
        receive(file=as_csv(PCR), name="results.csv", by=person("ma", Role.LABORATORY))

    assert refusal.value.args == (upload,)


def test_a_longer_file_stores_only_what_is_new(specimen, luo):
    store(send(as_csv(PCR), by=luo), by=luo)
    before = Event.objects.filter(table_name="mrd_pcr").count()

    upload = store(send(as_csv(PCR, FLOW), by=luo), by=luo)

    assert outcomes(upload) == {2: "SAME", 3: "FILLED"}
    assert Event.objects.filter(table_name="mrd_pcr").count() == before


def test_a_repeated_row_is_taken_once(specimen, luo):
    upload = store(send(as_csv(PCR, FLOW, PCR), by=luo), by=luo)

    assert outcomes(upload) == {2: "FILLED", 3: "FILLED", 4: "REPEATED"}
    assert MrdPcr.objects.count() == 1


def test_rows_that_contradict_each_other_are_both_refused(specimen, luo):
    upload = send(as_csv(PCR, FLOW, PCR | {"ratio_percent": "0.02"}), by=luo)

    assert outcomes(upload) == {2: "REFUSED", 3: "FILLED", 4: "REFUSED"}
    assert "Rows 2 and 4" in problems(upload, 2)["specimen_id"]


@pytest.mark.parametrize(
    ("row", "heading", "words"),
    [
        (PCR | {"specimen_id": "01-NEVER"}, "specimen_id", "No specimen has this number"),
        (PCR | {"specimen_id": ""}, "specimen_id", "The specimen number is missing"),
        (PCR | {"subject": "S01-999"}, "subject", "No subject of this number has the specimen"),
        (PCR | {"assay": "NGS"}, "assay", "Write PCR or FLOW"),
        (PCR | {"panel": "CD19"}, "panel", "no such question"),
        (PCR | {"ratio_percent": "0,005"}, "ratio_percent", "ordinary digits"),
        (PCR | {"ratio_percent": "０.００５"}, "ratio_percent", "ordinary digits"),
        (PCR | {"result_class": "Quantified"}, "result_class", "one of the listed values"),
        (PCR | {"report_date": "17.03.2026"}, "report_date", "YYYY-MM-DD"),
        (PCR | {"not_done_reason": "TECHNICAL"}, "not_done_reason", "Does not apply"),
        (BLANK, "", "gives no result"),
    ],
)
def test_a_row_that_cannot_be_taken_says_where_and_why(specimen, luo, row, heading, words):
    upload = store(send(as_csv(row, FLOW), by=luo), by=luo)

    assert words in problems(upload, 2)[heading]
    assert outcomes(upload) == {2: "REFUSED", 3: "FILLED"}
    assert not MrdPcr.objects.exists()


def test_every_mistake_of_a_row_is_told_at_once(specimen, luo):
    upload = send(as_csv(PCR | {"ratio_percent": "low", "replicates": "two"}), by=luo)

    assert problems(upload, 2).keys() == {"ratio_percent", "replicates"}


def test_another_sites_specimen_looks_like_one_that_never_was(specimen, lu):
    rows = PCR, PCR | {"specimen_id": "01-NEVER"}

    upload = send(as_csv(*rows), by=lu)

    assert problems(upload, 2) == problems(upload, 3)
    assert outcomes(upload) == {2: "REFUSED", 3: "REFUSED"}


def test_a_laboratory_of_one_site_reports_there(specimen, shanghai_specimen, lu):
    theirs = PCR | {"specimen_id": "02-BM0001", "subject": "S02-001"}

    upload = store(send(as_csv(PCR, theirs), by=lu), by=lu)

    assert outcomes(upload) == {2: "REFUSED", 3: "FILLED"}
    assert MrdPcr.objects.get().record.subject.screening_number == "S02-001"


def test_whose_appointment_ended_stores_nothing_any_more(specimen, luo, system):
    upload = send(as_csv(PCR), by=luo)
    decide(upload=upload, mode="ROWS", by=luo)
    with audit.acting(system):
        luo.appointments.update(ends_on=LONG_AGO)

    process_uploads()

    assert outcomes(upload) == {2: "REFUSED"}


def test_the_record_that_the_site_removed_stays_removed(specimen, luo, lin):
    result = store(send(as_csv(PCR), by=luo), by=luo).rows.get().verdicts.get(round=1).result
    remove(record=result, why="Wrong patient's tube", by=lin)

    upload = send(as_csv(PCR, FLOW), by=luo)

    assert "removed the record" in problems(upload, 2)["specimen_id"]


def test_a_removed_specimen_takes_no_result(specimen, luo, lin):
    remove(record=specimen, why="Entered at the wrong visit", by=lin)

    upload = send(as_csv(PCR), by=luo)

    assert "No specimen has this number" in problems(upload, 2)["specimen_id"]


def test_a_number_entered_anew_leads_to_the_specimen_that_bears_it_now(specimen, luo, lin):
    remove(record=specimen, why="Entered at the wrong visit", by=lin)
    anew = enter(specimen.subject, "mrd_specimen", answers.SPECIMEN, by=lin, visit="C1D15", line=2)

    store(send(as_csv(PCR), by=luo), by=luo)

    assert MrdPcr.objects.get().record.parent == anew


def test_all_or_nothing_stores_nothing_when_a_row_is_refused(specimen, luo):
    upload = send(as_csv(FLOW, PCR | {"ratio_percent": "low"}), by=luo)
    before = events().count()

    store(upload, by=luo, mode="ALL")

    assert upload.state == "READY"
    assert outcomes(upload) == {2: "FILLED", 3: "REFUSED"}
    assert events().count() == before


def test_all_or_nothing_stores_all_when_every_row_is_good(specimen, luo):
    upload = store(send(as_csv(FLOW, PCR), by=luo), by=luo, mode="ALL")

    assert upload.state == "DONE"
    assert Record.objects.filter(parent=specimen, state="COMPLETE").count() == 2


def test_refused_rows_are_tried_again_and_stored_ones_are_not(
    specimen, luo, zhao, shanghai_subject
):
    late = PCR | {"specimen_id": "02-BM0001", "subject": "S02-001"}
    upload = store(send(as_csv(PCR, late), by=luo), by=luo)
    assert outcomes(upload) == {2: "FILLED", 3: "REFUSED"}
    enter(shanghai_subject, "mrd_specimen", ELSEWHERE, by=zhao, visit="C1D15")

    store(upload, by=luo)

    assert outcomes(upload) == {2: "FILLED", 3: "FILLED"}
    assert not upload.rows.get(number=2).verdicts.filter(round=2).exists()


def test_a_file_whose_rows_are_all_stored_cannot_be_stored_again(specimen, luo):
    upload = store(send(as_csv(PCR), by=luo), by=luo)

    with pytest.raises(NotNow):
        decide(upload=upload, mode="ROWS", by=luo)


def test_nobody_else_uploads(specimen, lin):
    with pytest.raises(PermissionDenied):
        receive(file=as_csv(PCR), name="results.csv", by=lin)

    assert not Upload.objects.exists()
