"""Each check of the transplant: a case that holds, one that fails, one with a value missing."""

from decimal import Decimal

import pytest

from edc.checks import Severity, listed_checks
from edc.logic import Unknown
from followup.checks.hsct import (
    conditioning_has_one_alkylator_at_most,
    conditioning_starts_by_day_0,
    conditioning_takes_2_to_20_days,
    cord_blood_is_donor_and_graft_alike,
    matched_alleles_were_typed,
    matched_donor_has_no_mismatch,
    olverembatinib_stops_before_conditioning,
    peripheral_blood_brings_enough_cd34,
    transplant_comes_without_long_delay,
    transplant_follows_mrd_remission,
    transplant_follows_treatment,
    transplant_is_entered_once,
    transplant_is_given_in_life,
    transplant_keeps_its_distance_from_ino,
    transplant_was_decided,
)
from followup.models import Death, Hsct, PreHsctAssessment
from tests.enrollment.paper import failing, fill
from tests.followup.paper import DAY_0, FIRST_DOSE, day, said, treated
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT


def test_the_checks_of_a_transplant_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(Hsct)}

    assert checks == {
        "HSC-001": (HARD, "transplant_number"),
        "HSC-002": (HARD, "d0_date"),
        "HSC-003": (HARD, "conditioning_start_date"),
        "HSC-004": (SOFT, "conditioning_start_date"),
        "HSC-005": (SOFT, "d0_date"),
        "HSC-006": (SOFT, "dual_alkylator"),
        "HSC-007": (SOFT, "d0_date"),
        "HSC-008": (SOFT, "d0_date"),
        "HSC-009": (HARD, "hla_matched_loci"),
        "HSC-010": (SOFT, "hla_matched_loci"),
        "HSC-011": (SOFT, "graft_source"),
        "HSC-012": (SOFT, "cd34_dose"),
        "HSC-013": (HARD, "d0_date"),
        "HSC-014": (SOFT, "conditioning_start_date"),
        "HSC-015": (SOFT, "d0_date"),
    }


@pytest.mark.parametrize(("number", "holds"), [(3, True), (2, False), (Unknown, Unknown)])
def test_transplant_is_entered_once(number, holds):
    others = [said(transplant_number=1), said(transplant_number=2)]

    assert transplant_is_entered_once(number, others) is holds


@pytest.mark.parametrize(
    ("first_dose", "holds"), [(day(-1), True), (DAY_0, False), (Unknown, Unknown)]
)
def test_transplant_follows_treatment(first_dose, holds):
    assert transplant_follows_treatment(DAY_0, first_dose) is holds


@pytest.mark.parametrize(("started", "holds"), [(DAY_0, True), (day(1), False), (Unknown, Unknown)])
def test_conditioning_starts_by_day_0(started, holds):
    assert conditioning_starts_by_day_0(DAY_0, started) is holds


@pytest.mark.parametrize(
    ("started", "holds"),
    [(-2, True), (-20, True), (-1, False), (-21, False), (1, False)],
)
def test_conditioning_takes_2_to_20_days(started, holds):
    assert conditioning_takes_2_to_20_days(DAY_0, day(started)) is holds


def test_the_length_of_conditioning_needs_its_start():
    assert conditioning_takes_2_to_20_days(DAY_0, Unknown) is Unknown


@pytest.mark.parametrize(
    ("last_ino", "holds"), [(day(-30), True), (day(-29), False), (Unknown, Unknown)]
)
def test_transplant_keeps_its_distance_from_ino(last_ino, holds):
    assert transplant_keeps_its_distance_from_ino(DAY_0, last_ino, PARAMETERS) is holds


@pytest.mark.parametrize(("dual", "holds"), [("N", True), ("Y", False), (Unknown, Unknown)])
def test_conditioning_has_one_alkylator_at_most(dual, holds):
    assert conditioning_has_one_alkylator_at_most(dual) is holds


@pytest.mark.parametrize(("remission", "holds"), [(day(-40), True), (Unknown, False)])
def test_transplant_follows_mrd_remission(remission, holds):
    assert transplant_follows_mrd_remission(remission) is holds


@pytest.mark.parametrize(
    ("first_dose", "holds"), [(day(-180), True), (day(-181), False), (Unknown, Unknown)]
)
def test_transplant_comes_without_long_delay(first_dose, holds):
    assert transplant_comes_without_long_delay(DAY_0, first_dose, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("matched", "typed", "holds"),
    [(10, "10", True), (11, "10", False), (9, "8", False), (Unknown, "10", Unknown)],
)
def test_matched_alleles_were_typed(matched, typed, holds):
    assert matched_alleles_were_typed(matched, typed) is holds


def test_a_match_cannot_be_judged_before_the_typing_is_known():
    assert matched_alleles_were_typed(10, Unknown) is Unknown
    assert matched_donor_has_no_mismatch("MUD", 10, Unknown) is Unknown


@pytest.mark.parametrize(
    ("donor", "matched", "holds"),
    [
        ("MUD", 10, True),
        ("MUD", 9, False),
        ("MSD", 9, False),
        ("MMUD", 9, True),
        ("HAPLO", 5, True),
        (Unknown, 9, Unknown),
        ("MSD", Unknown, Unknown),
    ],
)
def test_matched_donor_has_no_mismatch(donor, matched, holds):
    assert matched_donor_has_no_mismatch(donor, matched, "10") is holds


@pytest.mark.parametrize(
    ("donor", "source", "holds"),
    [
        ("CORD", "CB", True),
        ("MUD", "PB", True),
        ("CORD", "PB", False),
        ("HAPLO", "CB", False),
        (Unknown, "CB", Unknown),
        ("CORD", Unknown, Unknown),
    ],
)
def test_cord_blood_is_donor_and_graft_alike(donor, source, holds):
    assert cord_blood_is_donor_and_graft_alike(donor, source) is holds


@pytest.mark.parametrize(
    ("source", "dose", "holds"),
    [
        ("PB", Decimal("2.00"), True),
        ("PB", Decimal("1.99"), False),
        ("BMPB", Decimal("1.99"), False),
        ("CB", Decimal("0.20"), True),
        ("PB", Unknown, Unknown),
    ],
)
def test_peripheral_blood_brings_enough_cd34(source, dose, holds):
    assert peripheral_blood_brings_enough_cd34(source, dose) is holds


@pytest.mark.parametrize(("death", "holds"), [(DAY_0, True), (day(-1), False), (Unknown, Unknown)])
def test_transplant_is_given_in_life(death, holds):
    assert transplant_is_given_in_life(DAY_0, death) is holds


def olverembatinib(status, until):
    return said(period_status=status, end_date=until)


@pytest.mark.parametrize(
    ("period", "holds"),
    [
        (olverembatinib("TAKEN", day(-9)), True),
        (olverembatinib("TAKEN", day(-8)), False),
        (olverembatinib("INTERRUPTED", day(-8)), True),
        (olverembatinib(Unknown, day(-8)), Unknown),
    ],
)
def test_olverembatinib_stops_before_conditioning(period, holds):
    long_over = olverembatinib("TAKEN", day(-50))

    stops = olverembatinib_stops_before_conditioning(day(-8), [long_over, period], day(0))

    assert stops is holds


@pytest.mark.parametrize(("today", "holds"), [(day(-9), True), (day(-8), False)])
def test_olverembatinib_that_is_still_taken_lasts_until_today(today, holds):
    ongoing = olverembatinib("TAKEN", Unknown)

    assert olverembatinib_stops_before_conditioning(day(-8), [ongoing], today) is holds


def test_olverembatinib_cannot_be_judged_before_conditioning_is_dated():
    ongoing = olverembatinib("TAKEN", Unknown)

    assert olverembatinib_stops_before_conditioning(Unknown, [ongoing], DAY_0) is Unknown


@pytest.mark.parametrize(
    ("decisions", "holds"),
    [
        (["PROCEED"], True),
        (["DEFER", "PROCEED", "NO"], True),
        (["DEFER", "NO"], False),
        ([], False),
        (["DEFER", Unknown], Unknown),
    ],
)
def test_transplant_was_decided(decisions, holds):
    assert transplant_was_decided([said(hsct_decision=one) for one in decisions]) is holds


@pytest.mark.parametrize(("decision", "fails"), [("PROCEED", []), ("DEFER", ["HSC-015"])])
def test_a_transplant_without_a_decision_for_it_is_queried(decision, fails):
    chart = treated()
    chart._facts["mrd_remission_date"] = FIRST_DOSE
    fill(chart, PreHsctAssessment, hsct_decision=decision)

    transplant = fill(chart, Hsct, d0_date=DAY_0)

    assert failing(chart, transplant, beside="d0_date") == fails


def test_a_transplant_after_death_is_queried_once():
    chart = treated()
    chart._facts["mrd_remission_date"] = FIRST_DOSE
    fill(chart, PreHsctAssessment, hsct_decision="PROCEED")
    fill(chart, Death, death_date=day(-1))

    transplant = fill(chart, Hsct, d0_date=DAY_0)

    assert failing(chart, transplant, beside="d0_date") == ["HSC-013"]


def test_a_transplant_entered_twice_is_queried_once():
    chart = treated()
    chart._facts["mrd_remission_date"] = FIRST_DOSE
    fill(chart, Hsct, transplant_number=1)

    again = fill(chart, Hsct, transplant_number=1)

    assert failing(chart, again, beside="transplant_number") == ["HSC-001"]
