"""From forms to the week-2 result: which specimens count, and what their halves are."""

from datetime import timedelta
from decimal import Decimal

import pytest

from dosing.models import EndOfTreatment, InoInfusion, OlverembatinibPeriod
from edc.chart import Envelope
from edc.logic import Unknown
from enrollment.models import Enrolment, InformedConsent
from followup.models import Death, EndOfStudy, Relapse
from mrd.actions import WEEK2
from mrd.models import MrdFlow, MrdPcr
from tests.enrollment.paper import blank_chart, fill, january, numbers
from tests.mrd.paper import report, take

ADEQUATE = {"quality": "ADEQUATE", "collection_date": january(15)}


@pytest.fixture
def chart():
    """Enrolled and given both drugs on 1 January; today is 20 January, day 19."""
    chart = blank_chart()
    chart.today = january(20)
    fill(chart, Enrolment, decision="ENROLLED", enrolment_date=january(1))
    fill(chart, OlverembatinibPeriod, period_status="TAKEN", start_date=january(1))
    fill(chart, InoInfusion, given="Y", infusion_start="2026-01-01T10:00:00+08:00")
    return chart


def negative_pcr(chart, specimen, **answers):
    found = {
        "result_class": "NOT_DETECTED",
        "control_gene": "ABL1",
        "lod_percent": Decimal("0.003"),
    }
    return report(chart, MrdPcr, specimen, **found, control_copies=Decimal(50000), **answers)


def negative_flow(chart, specimen, **answers):
    found = {"result_class": "NOT_DETECTED", "events_acquired": 600000}
    return report(chart, MrdFlow, specimen, **found, lod_percent=Decimal("0.002"), **answers)


def result(chart):
    chart.forget()
    found = chart.fact("week2")
    return found.status, found.reason


def test_a_marrow_with_both_halves_negative_is_a_remission(chart):
    specimen = take(chart, **ADEQUATE)
    negative_pcr(chart, specimen)
    negative_flow(chart, specimen)

    assert result(chart) == ("REMISSION", "BOTH_NEGATIVE")
    assert chart.fact("mrd_remission_date") == january(15)
    assert chart.fact("in_evaluable") is True


def test_a_half_without_a_form_is_awaited(chart):
    negative_pcr(chart, take(chart, **ADEQUATE))

    assert result(chart) == ("PENDING", "RESULTS_AWAITED")


def test_a_draft_is_awaited_whatever_it_says(chart):
    specimen = take(chart, **ADEQUATE)
    negative_pcr(chart, specimen)
    draft = Envelope(next(numbers), "mrd_flow", state="DRAFT", parent_id=specimen._envelope.id)
    chart.add(MrdFlow, draft, {"missing": {}, "performed": "N"})

    assert result(chart) == ("PENDING", "RESULTS_AWAITED")


def test_a_test_that_was_not_done_is_not_evaluable(chart):
    specimen = take(chart, **ADEQUATE)
    negative_pcr(chart, specimen)
    report(chart, MrdFlow, specimen, performed="N")
    chart.today = january(21)

    assert result(chart) == ("NOT_EVALUABLE", "FLOW_NOT_EVALUABLE")
    assert chart.fact("in_evaluable") is False


def test_each_half_is_that_of_its_own_specimen(chart):
    first, second = take(chart, **ADEQUATE), take(chart, **ADEQUATE | {"quality": "INADEQUATE"})
    for specimen in (first, second):
        negative_pcr(chart, specimen)
        negative_flow(chart, specimen)

    by_record = {marrow.record_id: marrow.pcr for marrow in chart.fact("marrows")}

    assert by_record == {first._envelope.id: "NEGATIVE", second._envelope.id: "NOT_EVALUABLE"}


@pytest.mark.parametrize(
    "answers",
    [{"specimen_type": "PB"}, {"collected": "N"}, {"collection_date": None}, {"collected": None}],
)
def test_only_marrow_that_was_collected_on_a_known_day_counts(chart, answers):
    take(chart, **ADEQUATE | answers)

    assert chart.fact("marrows") == []


def withdraw(chart, on, scope="ALL"):
    answers = {"withdrawn": "Y", "withdrawal_date": on, "withdrawal_scope": scope}
    fill(chart, InformedConsent, consent_type="MAIN", **answers)


def test_a_marrow_taken_after_full_withdrawal_is_not_used(chart):
    take(chart, **ADEQUATE)
    withdraw(chart, january(14))

    assert result(chart) == ("NOT_EVALUABLE", "NO_SAMPLE")


def test_a_marrow_taken_on_the_day_of_full_withdrawal_is_used(chart):
    negative_pcr(chart, take(chart, **ADEQUATE))
    withdraw(chart, january(15))

    assert result(chart) == ("PENDING", "RESULTS_AWAITED")


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (Death, {"death_date": january(6)}),
        (Relapse, {"relapse_date": january(6), "relapse_type": ["CNS"]}),
    ],
)
def test_an_event_after_full_withdrawal_is_not_used(chart, form, answers):
    withdraw(chart, january(5))
    fill(chart, form, **answers)

    assert result(chart) == ("NOT_EVALUABLE", "NO_SAMPLE")


def test_an_event_on_the_day_of_full_withdrawal_is_used(chart):
    withdraw(chart, january(6))
    fill(chart, Death, death_date=january(6))

    assert result(chart) == ("NO_REMISSION", "DEATH")


def test_leaving_treatment_alone_keeps_the_window_open(chart):
    withdraw(chart, january(14), scope="TREATMENT")

    assert result(chart) == ("PENDING", "WINDOW_OPEN")


def test_a_withdrawal_that_is_yet_to_come_ends_nothing(chart):
    withdraw(chart, january(20) + timedelta(days=1))

    assert result(chart) == ("PENDING", "WINDOW_OPEN")


@pytest.mark.parametrize("outcome", ["LTFU", "SPONSOR", "OTHER"])
def test_the_end_of_study_closes_the_window(chart, outcome):
    fill(chart, EndOfStudy, eos_date=january(18), outcome=outcome)

    assert result(chart) == ("NOT_EVALUABLE", "NO_SAMPLE")


def test_an_end_of_study_without_a_date_is_one(chart):
    fill(chart, EndOfStudy, outcome="LTFU")

    assert result(chart) == ("NOT_EVALUABLE", "NO_SAMPLE")


def test_an_end_of_study_that_is_yet_to_come_ends_nothing(chart):
    fill(chart, EndOfStudy, eos_date=january(21), outcome="LTFU")

    assert result(chart) == ("PENDING", "WINDOW_OPEN")


def test_the_end_of_treatment_keeps_the_window_open(chart):
    fill(chart, EndOfTreatment, eot_date=january(10), reason="AE")

    assert result(chart) == ("PENDING", "WINDOW_OPEN")


def test_results_that_are_awaited_are_awaited_after_the_end_of_study(chart):
    negative_pcr(chart, take(chart, **ADEQUATE))
    fill(chart, EndOfStudy, eos_date=january(18), outcome="LTFU")

    assert result(chart) == ("PENDING", "RESULTS_AWAITED")


@pytest.fixture
def untreated():
    """Enrolled on 1 January and not treated by 20 January."""
    chart = blank_chart()
    chart.today = january(20)
    fill(chart, Enrolment, decision="ENROLLED", enrolment_date=january(1))
    return chart


def test_somebody_who_was_not_treated_yet_is_waited_for(untreated):
    assert result(untreated) == ("PENDING", "NOT_STARTED")


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (EndOfTreatment, {"eot_date": january(20), "reason": "PATIENT"}),
        (EndOfTreatment, {"eot_date": january(20)}),
        (EndOfTreatment, {"reason": "PATIENT"}),
        (EndOfStudy, {"eos_date": january(20), "outcome": "OTHER"}),
        (Death, {"death_date": january(20)}),
        (
            InformedConsent,
            {"withdrawn": "Y", "withdrawal_date": january(20), "withdrawal_scope": "ALL"},
        ),
    ],
)
def test_somebody_who_left_before_treatment_was_never_treated(untreated, form, answers):
    fill(untreated, form, **answers)

    assert result(untreated) == ("NOT_EVALUABLE", "NEVER_TREATED")


@pytest.mark.parametrize(
    ("form", "question"), [(EndOfTreatment, "eot_date"), (EndOfStudy, "eos_date")]
)
def test_an_end_that_is_yet_to_come_leaves_time_for_treatment(untreated, form, question):
    fill(untreated, form, **{question: january(21)})

    assert result(untreated) == ("PENDING", "NOT_STARTED")


def test_a_molecular_relapse_is_not_one(chart):
    fill(chart, Relapse, relapse_date=january(10), relapse_type=["MOLECULAR"])

    assert result(chart) == ("PENDING", "WINDOW_OPEN")


def test_somebody_not_enrolled_has_no_result(chart):
    other = blank_chart()

    assert other.fact("week2") is Unknown
    assert WEEK2.judge(other)[0]["week2_status"] is None


def test_somebody_given_one_drug_only_is_not_evaluable():
    chart = blank_chart()
    fill(chart, Enrolment, decision="ENROLLED", enrolment_date=january(1))
    fill(chart, OlverembatinibPeriod, period_status="TAKEN", start_date=january(1))
    fill(chart, Death, death_date=january(5))

    assert result(chart) == ("NO_REMISSION", "DEATH")
    assert (chart.fact("in_safety"), chart.fact("in_evaluable")) == (True, False)


def test_the_outcome_says_what_was_held_against_the_thresholds(chart):
    specimen = take(chart, **ADEQUATE)
    quantified = {"result_class": "QUANTIFIED", "control_copies": Decimal(50000)}
    report(chart, MrdPcr, specimen, **quantified, ratio_percent=Decimal("0.0050"))
    negative_flow(chart, specimen, abnormal_percent=Decimal("0.000001"))

    outcome, _ = WEEK2.judge(chart)

    assert (outcome["anchor_date"], outcome["window_end"]) == ("2026-01-01", "2026-01-20")
    assert outcome["pcr_specimen"] == outcome["flow_specimen"] == specimen._envelope.id
    assert outcome["endpoint_ratio_percent"] == "0.0050"
    assert outcome["responder_itt"] is True
