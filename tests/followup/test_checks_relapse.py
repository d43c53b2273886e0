"""Each check of relapse: a case that holds, one that fails, one with a value missing."""

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from followup.checks.relapse import (
    disease_is_either_residual_or_visible,
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
