"""Tests of the ABL1 kinase domain: what is asked, how a mutation is written, what cannot be."""

from decimal import Decimal

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from enrollment.checks.kd_mutation import (
    baseline_test_precedes_treatment,
    small_clone_is_not_found_by_sanger,
)
from enrollment.models import InformedConsent, KdMutation
from tests.enrollment.paper import (
    blank_chart,
    failing,
    fill,
    january,
    owed,
    shows,
    takes_olverembatinib,
)

TESTED = {"sample_date", "timepoint", "specimen", "method", "result"}
FOUND = {"result": "MUT"}
UNLISTED = FOUND | {"mutation": "OTHER"}


def test_a_test_owes_its_sample_method_and_result():
    assert owed(KdMutation) == TESTED
    assert owed(KdMutation, result="NONE") == TESTED - {"result"}
    assert owed(KdMutation, result="FAIL") == TESTED - {"result"}


def test_a_mutation_owes_its_name():
    assert owed(KdMutation, **FOUND) == TESTED - {"result"} | {"mutation"}
    assert owed(KdMutation, **UNLISTED) == TESTED - {"result"} | {"mutation_other"}


@pytest.mark.parametrize("question", ["mutation", "vaf_percent", "compound_mutation"])
def test_a_mutation_is_described_only_when_one_was_found(question):
    assert shows(KdMutation, question, **FOUND)
    assert not shows(KdMutation, question, result="NONE")
    assert not shows(KdMutation, question, result="FAIL")
    assert not shows(KdMutation, question)


def test_a_name_is_asked_of_a_mutation_that_is_not_listed():
    assert shows(KdMutation, "mutation_other", **UNLISTED)
    assert not shows(KdMutation, "mutation_other", **FOUND | {"mutation": "T315I"})
    assert not shows(KdMutation, "mutation_other", result="NONE", mutation="OTHER")
    assert not shows(KdMutation, "mutation_other", **FOUND)


@pytest.mark.parametrize("name", ["T315I", "L364*", "Y1064H", "del184_274", "35INS", "p.L248fs"])
def test_a_mutation_is_named_by_its_amino_acids(name):
    chart = blank_chart()

    test = fill(chart, KdMutation, **UNLISTED, mutation_other=name)

    assert failing(chart, test, beside="mutation_other") == []


@pytest.mark.parametrize(
    "name", ["t315i", "315", "T315", "T315I/E255K", "T31555I", "unknown", "T315I\n"]
)
def test_anything_else_is_no_name_of_a_mutation(name):
    chart = blank_chart()

    test = fill(chart, KdMutation, **UNLISTED, mutation_other=name)

    assert failing(chart, test, beside="mutation_other") == ["GEN-TYPE"]


def test_mutations_are_looked_for_at_screening_and_at_relapse():
    visits = [(at.visit.code, str(at.need)) for at in KdMutation.visits]

    assert visits == [("SCR", "required"), ("REL", "required")]


def test_one_test_may_find_several_mutations_but_each_once():
    chart = blank_chart()
    sample = {"sample_date": "2026-01-05", "method": "NGS"} | FOUND
    fill(chart, KdMutation, **sample, mutation="T315I")
    other = fill(chart, KdMutation, **sample, mutation="E255K")
    again = fill(chart, KdMutation, **sample, mutation="T315I")

    assert failing(chart, other, beside="sample_date") == []
    assert failing(chart, again, beside="sample_date") == ["GEN-DUPLICATE"]


def test_the_checks_of_a_test_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(KdMutation)}

    assert checks == {
        "KD-001": (Severity.SOFT, "sample_date"),
        "KD-002": (Severity.SOFT, "vaf_percent"),
    }


@pytest.mark.parametrize(
    ("timepoint", "on", "first_dose", "holds"),
    [
        ("BASELINE", january(5), january(5), True),
        ("BASELINE", january(6), january(5), False),
        ("ONTREAT", january(6), january(5), True),
        ("BASELINE", Unknown, january(5), Unknown),
        ("BASELINE", january(6), Unknown, Unknown),
        (Unknown, january(6), january(5), Unknown),
        (Unknown, january(5), january(5), True),
    ],
)
def test_a_baseline_test_precedes_treatment(timepoint, on, first_dose, holds):
    assert baseline_test_precedes_treatment(timepoint, on, first_dose) is holds


@pytest.mark.parametrize(
    ("result", "method", "fraction", "holds"),
    [
        ("MUT", "SANGER", "10.00", True),
        ("MUT", "SANGER", "9.99", False),
        ("MUT", "NGS", "9.99", True),
        ("NONE", "SANGER", "9.99", True),
        ("MUT", "SANGER", None, Unknown),
        ("MUT", Unknown, "9.99", Unknown),
        (Unknown, "SANGER", "9.99", Unknown),
    ],
)
def test_a_small_clone_is_not_found_by_sanger(result, method, fraction, holds):
    vaf = Unknown if fraction is None else Decimal(fraction)

    assert small_clone_is_not_found_by_sanger(result, method, vaf) is holds


def test_a_baseline_test_is_compared_with_the_first_dose():
    chart = blank_chart()
    takes_olverembatinib(chart, since="2026-01-05")

    late = fill(chart, KdMutation, timepoint="BASELINE", sample_date="2026-01-06")

    assert failing(chart, late, beside="sample_date") == ["KD-001"]


def test_a_sample_may_be_older_than_consent():
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date="2026-01-31")

    old = fill(chart, KdMutation, sample_date="2025-01-01")

    assert failing(chart, old, beside="sample_date") == []
