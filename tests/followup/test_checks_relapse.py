"""Each check of relapse: a case that holds, one that fails, one with a value missing."""

from decimal import Decimal

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from enrollment.models import LabHematology
from followup.checks.relapse import (
    disease_is_either_residual_or_visible,
    morphological_relapse_shows_blasts,
    mutations_are_tested,
    no_treatment_stands_alone,
    relapse_follows_treatment,
    relapse_happens_in_life,
    relapse_is_not_on_day_0,
    relapse_of_residual_disease_is_confirmed,
)
from followup.models import Death, Relapse
from tests.enrollment.paper import failing, fill
from tests.followup.paper import DAY_0, FIRST_DOSE, day, transplanted

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_the_checks_of_a_relapse_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(Relapse)}

    assert checks == {
        "REL-001": (HARD, "relapse_date"),
        "REL-002": (HARD, "relapse_date"),
        "REL-003": (SOFT, "bm_blasts_percent"),
        "REL-004": (SOFT, "confirmed_mrd"),
        "REL-005": (SOFT, "mutation_tested"),
        "REL-006": (SOFT, "relapse_date"),
        "REL-007": (HARD, "treatment_started"),
        "REL-008": (SOFT, "relapse_type"),
    }


@pytest.mark.parametrize(
    ("first_dose", "holds"), [(day(5), True), (day(6), False), (Unknown, Unknown)]
)
def test_relapse_follows_treatment(first_dose, holds):
    assert relapse_follows_treatment(day(5), first_dose) is holds


@pytest.mark.parametrize(("death", "holds"), [(day(5), True), (day(4), False), (Unknown, Unknown)])
def test_relapse_happens_in_life(death, holds):
    assert relapse_happens_in_life(day(5), death) is holds


class Count:
    """A blood count on a day, with so many blasts."""

    _crf = LabHematology

    def __init__(self, on, blasts):
        self.sample_date, self.pb_blasts_percent = on, blasts


@pytest.mark.parametrize(
    ("kinds", "in_marrow", "methods", "in_blood", "holds"),
    [
        (["MORPHOLOGICAL"], 5, ["MORPHOLOGY"], 0, True),
        (["MORPHOLOGICAL"], Decimal("4.9"), ["MORPHOLOGY"], 0, False),
        (["MORPHOLOGICAL"], Decimal("4.9"), ["MORPHOLOGY", "BIOPSY"], 0, True),
        (["MORPHOLOGICAL"], Decimal("4.9"), ["MORPHOLOGY"], Decimal("0.1"), True),
        (["CNS"], Decimal("4.9"), ["CSF"], 0, True),
        (Unknown, Decimal("4.9"), ["MORPHOLOGY"], 0, Unknown),
        (["MORPHOLOGICAL"], Unknown, ["MORPHOLOGY"], 0, Unknown),
        (["MORPHOLOGICAL"], Decimal("4.9"), Unknown, 0, Unknown),
        (["MORPHOLOGICAL"], Decimal("4.9"), ["MORPHOLOGY"], Unknown, Unknown),
    ],
)
def test_a_morphological_relapse_shows_blasts(kinds, in_marrow, methods, in_blood, holds):
    count = Count(day(5), in_blood)

    truth = morphological_relapse_shows_blasts(kinds, in_marrow, methods, day(5), [count])

    assert truth is holds


@pytest.mark.parametrize(
    ("counts", "holds"),
    [
        ([Count(day(4), 0), Count(day(5), 3)], True),
        ([Count(day(4), 3), Count(day(5), 0)], False),
        ([Count(day(4), 0), Count(day(6), 3)], False),
        ([Count(day(6), 0)], Unknown),
        ([], Unknown),
    ],
)
def test_the_last_blood_count_until_the_relapse_is_looked_at(counts, holds):
    truth = morphological_relapse_shows_blasts(["MORPHOLOGICAL"], 2, ["MORPHOLOGY"], day(5), counts)

    assert truth is holds


@pytest.mark.parametrize(
    ("kinds", "confirmed", "holds"),
    [
        (["MOLECULAR"], "Y", True),
        (["MOLECULAR"], "N", False),
        (["FLOW"], "U", False),
        (["CNS"], Unknown, True),
        (["MOLECULAR"], Unknown, Unknown),
        (Unknown, "N", Unknown),
    ],
)
def test_relapse_of_residual_disease_is_confirmed(kinds, confirmed, holds):
    assert relapse_of_residual_disease_is_confirmed(kinds, confirmed) is holds


@pytest.mark.parametrize(("tested", "holds"), [("Y", True), ("N", False), (Unknown, Unknown)])
def test_mutations_are_tested(tested, holds):
    assert mutations_are_tested(tested) is holds


@pytest.mark.parametrize(("on", "holds"), [(day(1), True), (DAY_0, False), (Unknown, Unknown)])
def test_relapse_is_not_on_day_0(on, holds):
    assert relapse_is_not_on_day_0(on, DAY_0) is holds


@pytest.mark.parametrize(
    ("treatments", "holds"),
    [
        (["NONE"], True),
        (["TKI", "DLI"], True),
        (["TKI", "NONE"], False),
        (Unknown, Unknown),
    ],
)
def test_no_treatment_stands_alone(treatments, holds):
    assert no_treatment_stands_alone(treatments) is holds


@pytest.mark.parametrize(
    ("kinds", "holds"),
    [
        (["MORPHOLOGICAL", "CNS"], True),
        (["MOLECULAR", "FLOW"], True),
        (["MOLECULAR", "MORPHOLOGICAL"], False),
        (["FLOW", "CNS"], False),
        (["FLOW", "EXTRAMEDULLARY"], False),
        (Unknown, Unknown),
    ],
)
def test_disease_is_either_residual_or_visible(kinds, holds):
    assert disease_is_either_residual_or_visible(kinds) is holds


def test_a_relapse_after_death_is_queried_once():
    chart = transplanted()
    fill(chart, Death, death_date=day(10))

    relapse = fill(chart, Relapse, relapse_date=day(11))

    assert failing(chart, relapse, beside="relapse_date") == ["REL-002"]


def test_a_relapse_of_before_treatment_belongs_to_the_history():
    chart = transplanted()

    relapse = fill(chart, Relapse, relapse_date=FIRST_DOSE.replace(year=2025))

    assert failing(chart, relapse, beside="relapse_date") == ["REL-001"]


def test_two_relapses_may_share_a_day_but_not_a_kind():
    chart = transplanted()
    fill(chart, Relapse, relapse_date=day(50), relapse_type=["CNS"])

    other = fill(chart, Relapse, relapse_date=day(50), relapse_type=["EXTRAMEDULLARY"])
    same = fill(chart, Relapse, relapse_date=day(50), relapse_type=["CNS"])

    assert failing(chart, other, beside="relapse_date") == []
    assert failing(chart, same, beside="relapse_date") == ["GEN-DUPLICATE"]


@pytest.mark.parametrize(("blasts", "failed"), [("0", ["REL-003"]), ("2", [])])
def test_a_relapse_without_blasts_in_marrow_or_blood_is_asked_about(blasts, failed):
    chart = transplanted()
    fill(
        chart,
        LabHematology,
        performed="Y",
        sample_date=day(49),
        pb_blasts_percent=blasts,
    )

    relapse = fill(
        chart,
        Relapse,
        relapse_date=day(50),
        relapse_type=["MORPHOLOGICAL"],
        methods=["MORPHOLOGY"],
        bm_blasts_percent="4",
    )

    assert failing(chart, relapse, beside="bm_blasts_percent") == [*failed, "GEN-RANGE-SOFT"]
