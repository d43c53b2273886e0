"""Each check of the leukaemia history: a case that holds, one that fails, one value missing."""

from decimal import Decimal
from types import SimpleNamespace as Form

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import PartialDate, Unknown
from enrollment.checks.disease_history import (
    baseline_marrow_is_a_specimen,
    baseline_test_follows_the_earlier_test,
    baseline_test_is_recent_at_the_first_dose,
    current_remission_is_not_before_the_first,
    diagnosis_precedes_consent,
    disease_is_proven_ph_positive,
    each_test_has_a_result,
    first_remission_follows_diagnosis,
    later_remission_follows_relapse,
    no_abnormality_stands_alone,
    nobody_had_vod,
    nobody_relapsed_in_first_remission,
    persistent_mrd_is_confirmed,
)
from enrollment.models import DiseaseHistory, InformedConsent
from mrd.models import MrdSpecimen
from tests.enrollment.paper import blank_chart, failing, fill, january, takes_olverembatinib
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_the_checks_of_a_history_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(DiseaseHistory)}

    assert checks == {
        "DH-001": (HARD, "diagnosis_date"),
        "DH-002": (HARD, "first_cr_date"),
        "DH-003": (HARD, "number_of_relapses"),
        "DH-004": (HARD, "number_of_relapses"),
        "DH-005": (SOFT, "transcript_type"),
        "DH-006": (HARD, "mrd2_date"),
        "DH-007": (SOFT, "persistent_mrd_met"),
        "DH-008": (SOFT, "mrd2_flow_percent"),
        "DH-009": (SOFT, "mrd2_date"),
        "DH-010": (SOFT, "current_cr_date"),
        "DH-011": (HARD, "additional_abnormalities"),
        "DH-012": (SOFT, "prior_vod"),
        "DH-013": (SOFT, "mrd2_date"),
    }


@pytest.mark.parametrize(
    ("diagnosis", "consent", "holds"),
    [
        (PartialDate("2026-01-05"), january(5), True),
        (PartialDate("2026-01-06"), january(5), False),
        (PartialDate("2026-01"), january(5), Unknown),
        (PartialDate("2025"), january(5), True),
        (PartialDate("2026-02"), january(5), False),
        (Unknown, january(5), Unknown),
        (PartialDate("2025"), Unknown, Unknown),
    ],
)
def test_the_diagnosis_precedes_consent(diagnosis, consent, holds):
    assert diagnosis_precedes_consent(diagnosis, consent) is holds


BEFORE_AND_AFTER = [
    (PartialDate("2025-03-10"), PartialDate("2025-03-10"), True),
    (PartialDate("2025-03-10"), PartialDate("2025-03-09"), False),
    (PartialDate("2025-03"), PartialDate("2025-02"), False),
    (PartialDate("2025-03"), PartialDate("2025-04"), True),
    (PartialDate("2025-03"), PartialDate("2025-03"), Unknown),
    (Unknown, PartialDate("2025-03"), Unknown),
    (PartialDate("2025-03"), Unknown, Unknown),
]


@pytest.mark.parametrize(("diagnosis", "remission", "holds"), BEFORE_AND_AFTER)
def test_the_first_remission_follows_the_diagnosis(diagnosis, remission, holds):
    assert first_remission_follows_diagnosis(diagnosis, remission) is holds


@pytest.mark.parametrize(("first", "current", "holds"), BEFORE_AND_AFTER)
def test_the_current_remission_is_not_before_the_first(first, current, holds):
    assert current_remission_is_not_before_the_first(first, current) is holds


@pytest.mark.parametrize(
    ("remission", "relapses", "holds"),
    [
        ("CR1", 0, True),
        ("CR1", 1, False),
        ("CR2", 1, True),
        ("CR1", Unknown, Unknown),
        (Unknown, 1, Unknown),
        (Unknown, 0, True),
    ],
)
def test_nobody_relapsed_in_first_remission(remission, relapses, holds):
    assert nobody_relapsed_in_first_remission(remission, relapses) is holds


@pytest.mark.parametrize(
    ("remission", "relapses", "holds"),
    [
        ("CR2", 1, True),
        ("CR2", 0, False),
        ("CR3", 0, False),
        ("CR3", 2, True),
        ("CR1", 0, True),
        ("CR2", Unknown, Unknown),
        (Unknown, 0, Unknown),
    ],
)
def test_a_later_remission_follows_a_relapse(remission, relapses, holds):
    assert later_remission_follows_relapse(remission, relapses) is holds


@pytest.mark.parametrize(
    ("karyotype", "fish", "transcript", "holds"),
    [
        ("Y", "N", "UNK", True),
        ("N", "Y", "UNK", True),
        ("N", "U", "P190", True),
        ("N", "U", "ATYPICAL", True),
        ("N", "U", "UNK", False),
        ("U", "U", "UNK", False),
        (Unknown, "N", "UNK", Unknown),
        ("N", Unknown, "UNK", Unknown),
        ("N", "N", Unknown, Unknown),
        (Unknown, Unknown, "P190", True),
    ],
)
def test_the_disease_is_proven_ph_positive(karyotype, fish, transcript, holds):
    assert disease_is_proven_ph_positive(karyotype, fish, transcript) is holds


@pytest.mark.parametrize(
    ("earlier", "baseline", "holds"),
    [
        (january(5), january(5), True),
        (january(5), january(4), False),
        (Unknown, january(4), Unknown),
        (january(5), Unknown, Unknown),
    ],
)
def test_the_baseline_test_follows_the_earlier_test(earlier, baseline, holds):
    assert baseline_test_follows_the_earlier_test(earlier, baseline) is holds


@pytest.mark.parametrize(("met", "holds"), [("Y", True), ("N", False), (Unknown, False)])
def test_persistent_disease_is_confirmed_or_asked_about(met, holds):
    assert persistent_mrd_is_confirmed(met) is holds


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [
        (("1", None), (None, "0"), True),
        ((None, "0"), ("1", None), True),
        (("1", "1"), ("1", "1"), True),
        ((None, None), ("1", "1"), False),
        (("1", "1"), (None, None), False),
        ((None, None), (None, None), False),
    ],
)
def test_each_test_has_a_result(first, second, holds):
    results = [Unknown if text is None else Decimal(text) for text in (*first, *second)]

    assert each_test_has_a_result(*results) is holds


@pytest.mark.parametrize(
    ("first_dose", "holds"), [(january(29), True), (january(30), False), (Unknown, Unknown)]
)
def test_the_baseline_test_is_recent_at_the_first_dose(first_dose, holds):
    assert baseline_test_is_recent_at_the_first_dose(january(1), first_dose, PARAMETERS) is holds
    assert baseline_test_is_recent_at_the_first_dose(Unknown, first_dose, PARAMETERS) is Unknown


@pytest.mark.parametrize(
    ("abnormalities", "holds"),
    [
        (["NONE"], True),
        (["PLUS8", "DER22"], True),
        (["NONE", "PLUS8"], False),
        (Unknown, Unknown),
    ],
)
def test_no_abnormality_stands_alone(abnormalities, holds):
    assert no_abnormality_stands_alone(abnormalities) is holds


@pytest.mark.parametrize(("vod", "holds"), [("N", True), ("Y", False), (Unknown, Unknown)])
def test_nobody_had_vod(vod, holds):
    assert nobody_had_vod(vod) is holds


@pytest.mark.parametrize(
    ("baseline", "collected", "holds"),
    [
        (january(5), [january(1), january(5)], True),
        (january(5), [january(1)], False),
        (january(5), [], False),
        (january(5), [Unknown], Unknown),
        (Unknown, [january(1)], True),
        (Unknown, [], True),
    ],
)
def test_the_baseline_marrow_is_a_specimen(baseline, collected, holds):
    specimens = [Form(collection_date=day) for day in collected]

    assert baseline_marrow_is_a_specimen(baseline, specimens) is holds


def test_a_baseline_test_is_compared_with_the_specimens_and_with_the_first_dose():
    chart = blank_chart()
    fill(chart, MrdSpecimen, collected="Y", collection_date="2026-01-02")
    takes_olverembatinib(chart, since="2026-01-30")

    history = fill(chart, DiseaseHistory, mrd2_date="2026-01-01")

    assert failing(chart, history, beside="mrd2_date") == ["DH-009", "DH-013"]


def test_a_baseline_marrow_that_is_filed_is_not_asked_for_again():
    chart = blank_chart()
    fill(chart, MrdSpecimen, collected="Y", collection_date="2026-01-02")

    history = fill(chart, DiseaseHistory, mrd2_date="2026-01-02")

    assert failing(chart, history, beside="mrd2_date") == []


def test_a_diagnosis_after_consent_cannot_be():
    chart = blank_chart()
    fill(chart, InformedConsent, consent_type="MAIN", consent_date="2026-01-05")

    history = fill(chart, DiseaseHistory, diagnosis_date="2026-01-06")

    assert failing(chart, history, beside="diagnosis_date") == ["DH-001"]
