"""Blood counts: what is asked and owed, and each check at its boundaries."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace as Form

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Span, Unknown
from edc.schedule import Need
from enrollment.checks.lab_hematology import (
    blood_is_free_of_blasts,
    counts_allow_olverembatinib,
    counts_allow_the_next_cycle,
    neutrophils_and_lymphocytes_are_white_cells,
    neutrophils_are_white_cells,
)
from enrollment.models import LabHematology, MedicalHistory, VisitRecord
from enrollment.samples import abnormal_value_is_explained, sample_is_of_its_visit
from safety.models import AdverseEvent
from tests.enrollment.laboratory import AFTER, blood_count, known_subject
from tests.enrollment.paper import blank_chart, failing, fill, january, owed, shows
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT
DONE = {"performed": "Y"}
CYCLE_2 = Form(code="CXD1", sequence=2)


def giga(count):
    return count if count is Unknown else Decimal(count)


def test_the_checks_of_a_blood_count_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(LabHematology)}

    assert checks == {
        "HEM-001": (HARD, "anc"),
        "HEM-002": (SOFT, "lymphocytes"),
        "HEM-003": (SOFT, "pb_blasts_percent"),
        "HEM-004": (SOFT, "anc"),
        "HEM-005": (SOFT, "anc"),
        "HEM-090": (SOFT, "any_clinically_significant"),
        "HEM-091": (SOFT, "sample_date"),
    }


def test_a_blood_count_owes_its_cells_and_the_support():
    assert owed(LabHematology) == {"performed"}
    assert owed(LabHematology, performed="N") == {"not_done_reason"}
    assert owed(LabHematology, **DONE) == {
        "lab_name",
        "sample_date",
        "wbc",
        "anc",
        "haemoglobin",
        "platelets",
        "platelet_transfusion_7d",
        "rbc_transfusion_7d",
        "gcsf_7d",
        "any_clinically_significant",
    }


@pytest.mark.parametrize("question", ["lab_name", "sample_date", "sample_time", "wbc", "gcsf_7d"])
def test_a_count_that_was_not_done_asks_for_no_result(question):
    assert shows(LabHematology, question, **DONE)
    assert not shows(LabHematology, question, performed="N")
    assert not shows(LabHematology, question)


def test_the_reason_is_asked_of_a_count_that_was_not_done():
    assert shows(LabHematology, "not_done_reason", performed="N")
    assert not shows(LabHematology, "not_done_reason", **DONE)


def test_significant_values_are_named():
    assert "cs_tests" in owed(LabHematology, **DONE, any_clinically_significant="Y")
    assert shows(LabHematology, "cs_comment", **DONE, any_clinically_significant="Y")
    assert not shows(LabHematology, "cs_tests", **DONE, any_clinically_significant="N")


@pytest.mark.parametrize(
    ("visit", "failed"),
    [(("SCR", 1), ["GEN-REQUIRED"]), (("REL", 2), ["GEN-REQUIRED"]), (("C1D8", 1), []), (None, [])],
)
def test_blasts_are_owed_at_screening_and_relapse(visit, failed):
    chart = blank_chart()

    count = fill(chart, LabHematology, visit=visit, **DONE)

    assert failing(chart, count, beside="pb_blasts_percent") == failed


def test_a_count_is_collected_at_every_visit_of_treatment_and_transplantation():
    treatment = [
        "SCR",
        "C1D1",
        "C1D8",
        "C1D15",
        "C1D22",
        "CXD1",
        "CXD8",
        "CXD15",
        "EOT",
        "PRE_HSCT",
        "HSCT",
    ]
    later = ["HD14", "HD28", "HD60", "HD100", "HM6", "HM9", "HM12", "REL"]

    visits = {collected.visit.code: collected.need for collected in LabHematology.visits}

    assert visits == dict.fromkeys([*treatment, *later], Need.REQUIRED) | dict.fromkeys(
        ["FU", "UNS"], Need.OPTIONAL
    )


@pytest.mark.parametrize(
    ("wbc", "anc", "holds"),
    [
        ("4.00", "4.05", True),
        ("4.00", "4.06", False),
        ("4.00", "1.50", True),
        (Unknown, "4.06", Unknown),
        ("4.00", Unknown, Unknown),
    ],
)
def test_neutrophils_are_white_cells(wbc, anc, holds):
    assert neutrophils_are_white_cells(giga(wbc), giga(anc)) is holds


@pytest.mark.parametrize(
    ("wbc", "anc", "lymphocytes", "holds"),
    [
        ("4.00", "2.00", "2.10", True),
        ("4.00", "2.00", "2.11", False),
        (Unknown, "2.00", "2.11", Unknown),
        ("4.00", Unknown, "2.11", Unknown),
        ("4.00", "2.00", Unknown, Unknown),
    ],
)
def test_neutrophils_and_lymphocytes_are_white_cells(wbc, anc, lymphocytes, holds):
    counts = giga(wbc), giga(anc), giga(lymphocytes)

    assert neutrophils_and_lymphocytes_are_white_cells(*counts) is holds


@pytest.mark.parametrize(
    ("blasts", "holds"),
    [
        (Decimal(0), True),
        (Decimal("0.1"), False),
        (Span(Decimal(0), Decimal("0.5"), high_open=True), Unknown),
        (Unknown, Unknown),
    ],
)
def test_blood_is_free_of_blasts(blasts, holds):
    assert blood_is_free_of_blasts(blasts) is holds


COUNTS = [
    ("1.0", "50", True),
    ("0.99", "50", False),
    ("1.0", "49", False),
    ("0.99", Unknown, False),
    (Unknown, "49", False),
    (Unknown, "50", Unknown),
    ("1.0", Unknown, Unknown),
]


@pytest.mark.parametrize(("anc", "platelets", "holds"), COUNTS)
def test_counts_allow_the_next_cycle(anc, platelets, holds):
    truth = counts_allow_the_next_cycle(CYCLE_2, giga(anc), giga(platelets), PARAMETERS)

    assert truth is holds


@pytest.mark.parametrize(("code", "holds"), [("C1D1", True), ("CXD8", True), (Unknown, Unknown)])
def test_low_counts_matter_on_day_1_of_a_later_cycle_only(code, holds):
    truth = counts_allow_the_next_cycle(Form(code=code), giga("0.1"), giga("5"), PARAMETERS)

    assert truth is holds


def period(**different):
    answers = {
        "period_status": "TAKEN",
        "start_date": january(5),
        "ongoing": "N",
        "end_date": january(15),
    }
    return Form(**answers | different)


@pytest.mark.parametrize(("anc", "platelets", "holds"), COUNTS)
def test_counts_allow_olverembatinib(anc, platelets, holds):
    counts = giga(anc), giga(platelets)

    assert counts_allow_olverembatinib(*counts, january(10), [period()], PARAMETERS) is holds


@pytest.mark.parametrize(
    ("on", "taken", "holds"),
    [
        (january(4), period(), True),
        (january(5), period(), False),
        (january(15), period(), False),
        (january(16), period(), True),
        (january(16), period(ongoing="Y", end_date=Unknown), False),
        (january(10), period(period_status="PAUSED"), True),
        (january(10), period(end_date=Unknown), Unknown),
        (january(10), period(period_status=Unknown), Unknown),
        (Unknown, period(), Unknown),
    ],
)
def test_low_counts_matter_while_olverembatinib_is_taken(on, taken, holds):
    counts = giga("0.5"), giga("20")

    assert counts_allow_olverembatinib(*counts, on, [taken], PARAMETERS) is holds


def test_low_counts_of_somebody_without_olverembatinib_are_not_asked_about():
    counts = giga("0.5"), giga("20")

    assert counts_allow_olverembatinib(*counts, january(10), [], PARAMETERS) is True


def event(start, end=Unknown, ongoing="N"):
    start, end = (
        d if d is Unknown or isinstance(d, date) else PartialDate(d) for d in (start, end)
    )
    return Form(start_date=start, end_date=end, ongoing=ongoing)


@pytest.mark.parametrize(
    ("found", "holds"),
    [
        (event(january(10), january(10)), True),
        (event(january(9), january(9)), False),
        (event(january(11), january(12)), False),
        (event(january(1), ongoing="Y"), True),
        (event("2026-01", ongoing="Y"), Unknown),
        (event("2025", "2026-01"), Unknown),
        (event(january(1)), Unknown),
    ],
)
def test_an_abnormal_value_is_explained_by_an_event_on_that_day(found, holds):
    assert abnormal_value_is_explained("Y", january(10), [found], [], Unknown) is holds


@pytest.mark.parametrize(
    ("significant", "history", "conditioning", "holds"),
    [
        ("N", [], Unknown, True),
        ("Y", [], Unknown, False),
        ("Y", [Form(ongoing="Y")], Unknown, True),
        ("Y", [Form(ongoing="N")], Unknown, False),
        ("Y", [Form(ongoing=Unknown)], Unknown, Unknown),
        ("Y", [], january(10), True),
        ("Y", [], january(11), False),
        (Unknown, [], Unknown, Unknown),
    ],
)
def test_history_and_conditioning_explain_abnormal_values(
    significant, history, conditioning, holds
):
    truth = abnormal_value_is_explained(significant, january(10), [], history, conditioning)

    assert truth is holds


@pytest.mark.parametrize(
    ("day", "holds"), [(5, True), (19, True), (4, False), (20, False), (Unknown, Unknown)]
)
def test_a_sample_is_taken_within_a_week_of_its_visit(day, holds):
    visited = {("CXD1", 2): january(12)}
    on = day if day is Unknown else january(day)

    assert sample_is_of_its_visit(CYCLE_2, visited, on) is holds


@pytest.mark.parametrize("code", ["SCR", "PRE_HSCT", "REL"])
def test_samples_of_long_visits_may_be_weeks_apart(code):
    visited = {(code, 1): january(30)}

    assert sample_is_of_its_visit(Form(code=code, sequence=1), visited, january(1)) is True


def test_counts_below_the_limits_are_asked_about_at_the_visit_and_for_the_tablets():
    chart = known_subject()

    count = blood_count(chart, visit=("CXD1", 2), anc="0.9", anc_unit="10^9/L", platelets="60")

    assert failing(chart, count, beside="anc") == ["HEM-004", "HEM-005"]


@pytest.mark.parametrize(
    ("form", "answers"),
    [
        (AdverseEvent, {"start_date": "2026-02-20", "ongoing": "Y"}),
        (MedicalHistory, {"start_date": "2020", "ongoing": "Y"}),
    ],
)
def test_a_significant_value_is_asked_about_until_an_event_or_the_history_explains_it(
    form, answers
):
    chart = known_subject()
    count = blood_count(chart, any_clinically_significant="Y", cs_tests=["anc"])
    before = failing(chart, count, beside="any_clinically_significant")

    fill(chart, form, **answers)

    assert before == ["HEM-090"]
    assert failing(chart, count, beside="any_clinically_significant") == []


@pytest.mark.parametrize(("visited", "failed"), [(13, []), (12, ["HEM-091"])])
def test_a_sample_far_from_its_visit_is_asked_about(visited, failed):
    chart = known_subject()
    fill(chart, VisitRecord, visit=("CXD1", 2), occurred="Y", visit_date=date(2026, 2, visited))

    count = blood_count(chart, AFTER, visit=("CXD1", 2))

    assert failing(chart, count, beside="sample_date") == failed
