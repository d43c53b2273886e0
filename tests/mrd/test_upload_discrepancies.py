"""A laboratory's value beside the site's: asked about when they differ, never put in its place."""

import pytest

from edc.actions.entry import Place, Typed, save
from edc.models import Event, Query
from mrd.models import MrdPcr
from tests.mrd.lab_files import PCR, as_csv, last_details, outcomes, problems, send, store
from tests.patients import correct, enter
from tests.stories import answers

HIGHER = PCR | {"ratio_percent": "0.02"}


@pytest.fixture
def pcr(specimen, lin):
    """The result as the site has entered it, complete."""
    return enter(specimen.subject, "mrd_pcr", answers.PCR, by=lin, visit="C1D15")


def drafted(specimen, lin, **given):
    place = Place(specimen.subject, ("C1D15", 1), "mrd_pcr", 1)
    save(place=place, typed={name: Typed(text) for name, text in given.items()}, by=lin)


def asked():
    return list(Query.objects.filter(check_id="").values_list("question", flat=True))


def test_the_sites_value_stands_and_the_site_is_asked(pcr, luo):
    upload = store(send(as_csv(HIGHER), by=luo), by=luo)

    assert outcomes(upload) == {2: "DISCREPANCY"}
    assert str(MrdPcr.objects.get().ratio_percent) == "0.005"
    query = Query.objects.get(check_id="")
    assert (query.record, query.question, query.state) == (pcr, "ratio_percent", "OPEN")
    step = query.steps.get()
    assert (step.by, step.role) == (luo, "LABORATORY")
    assert "reports 0.02; entered at the site: 0.005." in step.text
    assert "results.csv, row 2" in step.text


def test_a_look_shows_both_values_and_asks_nobody(pcr, luo):
    upload = send(as_csv(HIGHER), by=luo)

    assert last_details(upload, 2)["differs"] == [["ratio_percent", "0.005||", "0.02"]]
    assert asked() == []


def test_the_same_difference_in_another_file_is_not_asked_again(pcr, luo):
    store(send(as_csv(HIGHER), by=luo), by=luo)

    store(send(as_csv(HIGHER, delimiter=";"), by=luo), by=luo)

    assert asked() == ["ratio_percent"]


def test_another_value_is_another_question(pcr, luo):
    store(send(as_csv(HIGHER), by=luo), by=luo)

    store(send(as_csv(PCR | {"ratio_percent": "0.03"}), by=luo), by=luo)

    assert asked() == ["ratio_percent"] * 2


def test_once_the_site_has_corrected_it_nothing_differs(pcr, luo, lin):
    store(send(as_csv(HIGHER), by=luo), by=luo)
    correct(pcr, "ratio_percent", "0.02", by=lin)

    upload = send(as_csv(HIGHER, delimiter=";"), by=luo)

    assert outcomes(upload) == {2: "SAME"}


@pytest.mark.parametrize("text", ["0.005", "0.0050", "0.00500"])
def test_zeros_at_the_end_are_no_difference(pcr, luo, text):
    upload = store(send(as_csv(PCR | {"ratio_percent": text}), by=luo), by=luo)

    assert outcomes(upload) == {2: "SAME"}
    assert str(MrdPcr.objects.get().ratio_percent) == "0.005"


def test_a_printed_sign_is_a_difference(pcr, luo):
    upload = store(send(as_csv(PCR | {"ratio_percent": "<0.005"}), by=luo), by=luo)

    assert outcomes(upload) == {2: "DISCREPANCY"}


def test_a_sites_draft_is_filled_up_and_not_completed_over_a_difference(specimen, luo, lin):
    drafted(specimen, lin, performed="Y", ratio_percent="0.005")

    upload = store(send(as_csv(HIGHER), by=luo), by=luo)

    stored = MrdPcr.objects.get()
    assert (str(stored.ratio_percent), stored.method) == ("0.005", "RTQPCR")
    assert stored.record.state == "DRAFT"
    assert outcomes(upload) == {2: "DISCREPANCY"}


def test_a_sites_draft_that_agrees_is_completed(specimen, luo, lin):
    drafted(specimen, lin, performed="Y", ratio_percent="0.005")

    store(send(as_csv(PCR), by=luo), by=luo)

    assert MrdPcr.objects.get().record.state == "COMPLETE"


def test_a_code_for_no_answer_is_the_sites_answer(specimen, luo, lin):
    place = Place(specimen.subject, ("C1D15", 1), "mrd_pcr", 1)
    save(place=place, typed={"ratio_percent": Typed(missing="NOT_DONE")}, by=lin)

    store(send(as_csv(PCR), by=luo), by=luo)

    stored = MrdPcr.objects.get()
    assert (stored.ratio_percent, stored.missing) == (None, {"ratio_percent": "NOT_DONE"})
    assert asked() == ["ratio_percent"]


def test_what_a_complete_form_left_empty_is_filled_with_the_reason(pcr, luo):
    store(send(as_csv(PCR | {"replicates": "3"}), by=luo), by=luo)

    assert MrdPcr.objects.get().replicates == 3
    event = Event.objects.filter(table_name="mrd_pcr", operation="UPDATE").last()
    assert "results.csv, row 2" in event.reasons["replicates"]


def test_a_complete_form_takes_nothing_that_breaks_it(specimen, luo, lin):
    without = {name: text for name, text in answers.PCR.items() if name != "loq_percent"}
    enter(specimen.subject, "mrd_pcr", without, by=lin, visit="C1D15")

    upload = store(send(as_csv(PCR | {"loq_percent": "0.001"}), by=luo), by=luo)

    assert "cannot be below the limit of detection" in str(problems(upload, 2))
    assert MrdPcr.objects.get().loq_percent is None


def test_a_result_that_the_site_says_was_never_done_is_a_difference(specimen, luo, lin):
    given = {"performed": "N", "not_done_reason": "TECHNICAL"}
    enter(specimen.subject, "mrd_pcr", given, by=lin, visit="C1D15")

    upload = store(send(as_csv(PCR), by=luo), by=luo)

    assert outcomes(upload) == {2: "DISCREPANCY"}
    assert asked() == ["performed"]
    assert "Does not apply" in problems(upload, 2)["ratio_percent"]
    assert MrdPcr.objects.get().ratio_percent is None


def test_a_difference_is_looked_at_again_when_the_site_has_corrected_it(pcr, luo, lin):
    upload = store(send(as_csv(HIGHER), by=luo), by=luo)
    correct(pcr, "ratio_percent", "0.02", by=lin)

    store(upload, by=luo)

    assert outcomes(upload) == {2: "SAME"}
    assert asked() == ["ratio_percent"]
