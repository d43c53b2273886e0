"""What the MRD forms ask, and when."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from edc.logic import Unknown
from edc.schedule import Need
from mrd.models import MrdFlow, MrdPcr, MrdSpecimen
from tests.enrollment.paper import SHANGHAI, blank_chart, failing, january, owed, shows
from tests.mrd.paper import flow, knowing, pcr, report, take

MARROW = {"collected": "Y", "specimen_type": "BM"}
BLOOD = {"collected": "Y", "specimen_type": "PB"}


@pytest.mark.parametrize("form", [MrdSpecimen, MrdPcr, MrdFlow])
def test_an_empty_form_owes_only_whether_it_was_done(form):
    assert owed(form) == {"collected" if form is MrdSpecimen else "performed"}


def test_a_specimen_that_was_not_collected_owes_the_reason():
    assert owed(MrdSpecimen, collected="N") == {"not_collected_reason"}


def test_marrow_owes_where_and_how_it_was_drawn():
    assert owed(MrdSpecimen, **MARROW) - owed(MrdSpecimen, **BLOOD) == {
        "site_of_aspirate",
        "first_pull",
        "spicules",
        "haemodilution",
    }


def test_blood_owes_what_every_specimen_does():
    assert owed(MrdSpecimen, **BLOOD) == {
        "specimen_id",
        "purpose",
        "collection_date",
        "collection_time",
        "volume_ml",
        "anticoagulant",
        "quality",
    }


@pytest.mark.parametrize(
    ("question", "applies", "does_not"),
    [
        ("not_collected_reason", {"collected": "N"}, MARROW),
        ("specimen_id", MARROW, {"collected": "N"}),
        ("nucleated_cells", MARROW, {"collected": "N"}),
        ("storage_temperature", MARROW, {"collected": "N"}),
        ("received_time", MARROW, {"collected": "N"}),
        ("first_pull", MARROW, BLOOD),
        ("spicules", MARROW, MARROW | {"collected": "N"}),
        ("quality_problem", MARROW | {"quality": "LIMITED"}, MARROW | {"quality": "ADEQUATE"}),
        ("quality_problem", MARROW | {"quality": "INADEQUATE"}, MARROW),
    ],
)
def test_a_question_about_a_specimen_is_asked_only_when_it_applies(question, applies, does_not):
    assert shows(MrdSpecimen, question, **applies)
    assert not shows(MrdSpecimen, question, **does_not)
    assert not shows(MrdSpecimen, question)


def test_a_poor_specimen_owes_its_problem():
    assert "quality_problem" in owed(MrdSpecimen, **BLOOD, quality="LIMITED")
    assert "quality_problem" not in owed(MrdSpecimen, **BLOOD, quality="ADEQUATE")


def test_a_specimen_number_is_unique_in_the_trial_by_the_database():
    (constraint,) = MrdSpecimen._meta.constraints

    assert constraint.fields == ("specimen_id", "void")


@pytest.mark.parametrize("form", [MrdSpecimen, MrdPcr, MrdFlow])
def test_mrd_is_owed_at_the_week_2_visit_and_offered_between_visits(form):
    needs = {collected.visit.code: collected.need for collected in form.visits}

    assert needs["C1D15"] == Need.REQUIRED
    assert needs["UNS"] == needs["FU"] == Need.OPTIONAL
    assert "C1D8" not in needs


@pytest.mark.parametrize("unit", ["10^9/L", "10^6/mL"])
def test_nucleated_cells_are_the_same_number_in_either_unit(unit):
    specimen = take(blank_chart(), nucleated_cells=Decimal("20.5"), nucleated_cells_unit=unit)

    assert specimen.nucleated_cells == Decimal("20.5")


def test_a_specimen_knows_its_hours_and_its_place_in_the_window():
    chart = knowing(week2_anchor_date=january(1))
    times = {
        "collection_time": datetime(2026, 1, 15, 9, 0, tzinfo=SHANGHAI),
        "received_time": datetime(2026, 1, 15, 13, 30, tzinfo=SHANGHAI),
    }

    specimen = take(chart, collection_date=january(15), **times)

    assert specimen.hours_to_lab == Decimal("4.5")
    assert specimen.days_from_anchor == 14
    assert specimen.in_week2_window == "Y"


def test_a_pcr_that_was_not_done_owes_the_reason():
    assert owed(MrdPcr, performed="N") == {"not_done_reason"}


def test_a_pcr_owes_what_its_result_calls_for():
    every = owed(MrdPcr, performed="Y") - {"result_class"}
    detected = {"bcr_abl_copies", "loq_percent"}

    assert owed(MrdPcr, performed="Y", result_class="FAILED") == every
    assert owed(MrdPcr, performed="Y", result_class="NOT_DETECTED") == every | {"control_copies"}
    assert owed(MrdPcr, performed="Y", result_class="POS_NOT_QUANT") == (
        every | detected | {"control_copies"}
    )
    assert owed(MrdPcr, performed="Y", result_class="QUANTIFIED") == (
        every | detected | {"control_copies", "ratio_percent"}
    )


def test_every_pcr_owes_its_laboratory_method_and_sensitivity():
    assert owed(MrdPcr, performed="Y") == {
        "lab_name",
        "report_date",
        "method",
        "transcript",
        "control_gene",
        "result_class",
        "lod_percent",
    }


@pytest.mark.parametrize(
    ("transcript", "applies"),
    [
        ("P210_E13A2", True),
        ("P210_E14A2", True),
        ("P210_NOS", True),
        ("P190", False),
        ("P190_P210", False),
        (None, False),
    ],
)
def test_a_conversion_factor_is_asked_for_p210_only(transcript, applies):
    assert shows(MrdPcr, "is_factor", performed="Y", transcript=transcript) is applies


@pytest.mark.parametrize("form", [MrdPcr, MrdFlow])
@pytest.mark.parametrize("question", ["lab_name", "result_class", "lod_percent", "report_date"])
def test_a_test_that_was_not_done_asks_nothing_of_its_result(form, question):
    assert shows(form, question, performed="Y")
    assert not shows(form, question, performed="N")
    assert not shows(form, question)


def test_the_pcr_form_derives_what_its_answers_give():
    copies = {"bcr_abl_copies": Decimal(9), "control_copies": Decimal(45000)}
    scale = {"transcript": "P210_NOS", "is_factor": Decimal("0.5"), "control_gene": "ABL1"}
    ratio = {"result_class": "QUANTIFIED", "ratio_percent": Decimal("0.0200")}

    result = pcr(**copies, **scale, **ratio)

    assert result.ratio_calculated_percent == Decimal("0.02")
    assert result.is_ratio_percent == Decimal("0.01")
    assert result.endpoint_ratio_percent == Decimal("0.02")
    assert result.control_copies_enough == "Y"
    assert result.molecular_level == "NOT_REACHED"


def test_a_factor_left_behind_on_a_p190_result_converts_nothing():
    result = pcr(transcript="P190", is_factor=Decimal("0.5"), ratio_percent=Decimal("0.02"))

    assert result.is_ratio_percent is Unknown


def test_a_flow_that_was_not_done_owes_the_reason():
    assert owed(MrdFlow, performed="N") == {"not_done_reason"}


def test_a_flow_owes_what_its_result_calls_for():
    every = owed(MrdFlow, performed="Y") - {"result_class"}
    found = {"lloq_percent", "cd22_on_abnormal", "cd19_on_abnormal"}

    assert owed(MrdFlow, performed="Y", result_class="FAILED") == every
    assert owed(MrdFlow, performed="Y", result_class="NOT_DETECTED") == every
    assert owed(MrdFlow, performed="Y", result_class="BELOW_LLOQ") == every | found
    assert owed(MrdFlow, performed="Y", result_class="QUANTIFIED") == (
        every | found | {"abnormal_percent"}
    )


def test_every_flow_owes_its_laboratory_panel_and_sensitivity():
    assert owed(MrdFlow, performed="Y") == {
        "lab_name",
        "report_date",
        "colours",
        "panel",
        "gating_without_cd22",
        "events_acquired",
        "denominator",
        "result_class",
        "lod_percent",
    }


@pytest.mark.parametrize("question", ["cd22_on_abnormal", "cd19_on_abnormal"])
def test_markers_of_abnormal_cells_are_asked_only_when_there_are_some(question):
    assert shows(MrdFlow, question, performed="Y", result_class="BELOW_LLOQ")
    assert not shows(MrdFlow, question, performed="Y", result_class="NOT_DETECTED")
    assert not shows(MrdFlow, question, performed="Y")


def test_the_flow_form_derives_what_its_answers_give():
    result = flow(events_acquired=1000000, abnormal_events=50)

    assert result.abnormal_calculated_percent == Decimal("0.005")
    assert result.events_enough == "Y"


@pytest.mark.parametrize(
    ("form", "signless"),
    [(MrdSpecimen, {"volume_ml", "nucleated_cells"}), (MrdPcr, set()), (MrdFlow, set())],
)
def test_numbers_of_the_laboratories_take_the_sign_printed_before_them(form, signless):
    numbers = {question for question in form.questions() if question.kind == "decimal"}

    assert {question.name for question in numbers if not question.qualified} == signless


@pytest.mark.parametrize("form", [MrdPcr, MrdFlow])
def test_a_report_may_come_after_death(form):
    chart = knowing(death_date=january(10))

    result = report(chart, form, take(chart), report_date=january(20))

    assert "GEN-DEATH" not in failing(chart, result, beside="report_date")


def test_a_specimen_may_be_received_after_death():
    chart = knowing(death_date=january(10))

    specimen = take(chart, received_time=datetime(2026, 1, 11, 9, 0, tzinfo=SHANGHAI))

    assert failing(chart, specimen, beside="received_time") == []


@pytest.mark.parametrize(("collected", "query"), [(january(4), []), (january(3), ["GEN-CONSENT"])])
def test_a_routine_marrow_may_be_a_screening_window_older_than_consent(collected, query):
    chart = knowing(consent_date=date(2026, 2, 1))

    specimen = take(chart, collection_date=collected)

    assert failing(chart, specimen, beside="collection_date") == query
