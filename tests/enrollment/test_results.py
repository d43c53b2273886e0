"""Results as they are judged: beside their range, against the baseline, in a list."""

from datetime import date
from decimal import Decimal

import pytest

from edc.logic import Span, Unknown
from enrollment.models import LabCoagulation
from enrollment.ranges import Limits
from enrollment.results import Indicator, baseline_for, indicator, results_of
from followup.models import Hsct
from tests.enrollment.laboratory import (
    AFTER,
    BEFORE,
    CENTRAL,
    FIRST_DOSE,
    blood_count,
    chemistry,
    file_range,
    known_subject,
)
from tests.enrollment.paper import fill, same

LOW, NORMAL, HIGH = Indicator
TEN_TO_TWENTY = Limits(Decimal(10), Decimal(20))


@pytest.mark.parametrize(
    ("value", "limits", "expected"),
    [
        ("9.9", TEN_TO_TWENTY, LOW),
        ("10", TEN_TO_TWENTY, NORMAL),
        ("20", TEN_TO_TWENTY, NORMAL),
        ("20.1", TEN_TO_TWENTY, HIGH),
        ("0", Limits(Unknown, Decimal(20)), NORMAL),
        ("21", Limits(Unknown, Decimal(20)), HIGH),
        ("999", Limits(Decimal(10), Unknown), NORMAL),
        ("9", Limits(Decimal(10), Unknown), LOW),
        ("15", Limits(Unknown, Unknown), Unknown),
        ("15", Unknown, Unknown),
    ],
)
def test_a_result_is_low_normal_or_high(value, limits, expected):
    assert indicator(Decimal(value), limits) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Span(Decimal(0), Decimal(10), high_open=True), LOW),
        (Span(Decimal(0), Decimal(10)), Unknown),
        (Span(Decimal(20), Decimal("Infinity"), low_open=True), HIGH),
        (Span(Decimal(12), Decimal(14)), NORMAL),
        (Unknown, Unknown),
    ],
)
def test_a_printed_sign_says_as_much_as_it_proves(value, expected):
    assert indicator(value, TEN_TO_TWENTY) is expected


def judged(chart, record):
    """The results of a record, by analyte."""
    found = results_of(record, chart.fact("reference_ranges"), chart.fact("laboratory_baselines"))
    return {result.analyte: result for result in found}


def test_a_record_gives_its_results_in_the_order_of_the_analytes():
    chart = known_subject(treated=False)
    record = chemistry(chart, lipase="61", alt="155", alt_unit="U/L")

    alt, lipase = results_of(
        record, chart.fact("reference_ranges"), chart.fact("laboratory_baselines")
    )

    assert (alt.analyte, alt.value, alt.unit, alt.limits) == ("alt", 155, "U/L", (9, 50))
    assert (alt.indicator, alt.uln_ratio, alt.grade.number) == ("HIGH", Decimal("3.1"), 2)
    assert str(alt.term) == "Alanine aminotransferase increased"
    assert (lipase.analyte, lipase.grade.number) == ("lipase", 1)


def test_a_result_is_given_in_the_standard_unit():
    chart = known_subject()

    found = judged(chart, chemistry(chart, alt="3.1", alt_unit="ukat/L"))["alt"]

    assert (found.value, found.unit, found.uln_ratio) == (186, "U/L", Decimal("3.72"))


def test_a_result_without_a_range_has_neither_limits_nor_ratio():
    chart = known_subject()

    found = judged(chart, chemistry(chart, alt="155", alt_unit="U/L", lab_name="Elsewhere"))["alt"]

    assert [found.limits, found.indicator, found.uln_ratio, found.grade, found.term] == (
        [Unknown] * 5
    )


def test_a_normal_result_has_no_term():
    chart = known_subject(treated=False)

    found = judged(chart, chemistry(chart, alt="20", alt_unit="U/L"))["alt"]

    assert (found.indicator, found.grade.number, found.term) == ("NORMAL", 0, Unknown)


def test_calcium_is_graded_as_corrected_for_albumin():
    chart = known_subject()
    answers = {"calcium_unit": "mmol/L", "albumin_unit": "g/L", "calcium": "2.00"}

    corrected = judged(chart, chemistry(chart, albumin="30", **answers))["calcium"]
    alone = judged(chart, chemistry(chart, **answers))["calcium"]

    assert (corrected.indicator, corrected.graded) == ("LOW", Decimal("2.20"))
    assert corrected.grade.number == 0
    assert (alone.indicator, alone.grade) == ("LOW", Unknown)


@pytest.mark.parametrize("on", [BEFORE, FIRST_DOSE])
def test_a_result_up_to_the_first_dose_has_nothing_before_it(on):
    chart = known_subject()
    chemistry(chart, BEFORE, alt="100", alt_unit="U/L")

    found = judged(chart, chemistry(chart, on, alt="155", alt_unit="U/L"))["alt"]

    assert (found.baseline, found.grade.number) == (None, 2)


def test_until_there_is_a_first_dose_results_are_graded_by_the_range():
    chart = known_subject(treated=False)
    chemistry(chart, BEFORE, alt="100", alt_unit="U/L")

    found = judged(chart, chemistry(chart, alt="155", alt_unit="U/L"))["alt"]

    assert (found.baseline, found.grade.number) == (None, 2)


def test_after_the_first_dose_the_last_value_until_then_is_the_baseline():
    chart = known_subject()
    chemistry(chart, BEFORE, alt="400", alt_unit="U/L")
    chemistry(chart, FIRST_DOSE, alt="100", alt_unit="U/L")
    chemistry(chart, date(2026, 2, 3), alt="20", alt_unit="U/L")

    found = judged(chart, chemistry(chart, alt="155", alt_unit="U/L"))["alt"]

    assert found.baseline == (100, (9, 50))
    assert (found.grade.number, found.grade.is_by_baseline) == (1, True)


def test_each_analyte_has_its_own_baseline():
    chart = known_subject()
    chemistry(chart, BEFORE, alt="100", alt_unit="U/L", ast="20", ast_unit="U/L")
    chemistry(chart, FIRST_DOSE, ast="30", ast_unit="U/L")

    later = chemistry(chart, alt="155", alt_unit="U/L", ast="41", ast_unit="U/L")

    assert {name: found.baseline.value for name, found in judged(chart, later).items()} == {
        "alt": 100,
        "ast": 30,
    }


def test_a_baseline_is_judged_by_the_range_of_its_day():
    chart = known_subject()
    old = file_range(
        chart, "ggt", 10, 30, "U/L", valid_from=date(2025, 1, 1), valid_to=date(2026, 2, 10)
    )
    file_range(chart, "ggt", 10, 60, "U/L", valid_from=date(2026, 2, 11))
    chemistry(chart, BEFORE, ggt="50")

    found = judged(chart, chemistry(chart, ggt="70"))["ggt"]

    assert found.baseline.limits == (old.lower_limit, old.upper_limit)
    assert (found.limits, found.grade.number) == ((10, 60), 0)


def test_a_baseline_that_was_not_measured_is_unknown():
    chart = known_subject()
    record = chemistry(chart, alt="155", alt_unit="U/L")
    ranges, baselines = chart.fact("reference_ranges"), chart.fact("laboratory_baselines")

    baseline = baseline_for(record, "alt", ranges, baselines)

    assert baseline.value is Unknown
    assert judged(chart, record)["alt"].grade is Unknown


def test_a_test_strip_is_a_reading_with_a_grade_after_the_analytes():
    chart = known_subject()
    record = chemistry(chart, urine_protein="4", alt="20", alt_unit="U/L")

    alt, strip = judged(chart, record).values()

    assert (strip.analyte, strip.reading, strip.value) == ("urine_protein", "4", Unknown)
    assert (strip.limits, strip.indicator) == ((Unknown, Unknown), Unknown)
    assert (strip.grade.number, str(strip.term)) == (3, "Proteinuria")
    assert alt.reading is Unknown


def test_the_last_strip_before_the_first_dose_is_a_baseline():
    chart = known_subject()
    records = [
        chemistry(chart, on, urine_protein=reading)
        for on, reading in ((BEFORE, "1"), (FIRST_DOSE, None), (AFTER, "2"))
    ]

    assert chart.fact("laboratory_baselines").records["urine_protein"] is records[0]


def test_every_result_of_the_subject_is_a_fact():
    chart = known_subject()
    fill(
        chart, LabCoagulation, performed="Y", lab_name=CENTRAL, sample_date=AFTER, inr="2.6", pt="9"
    )
    chemistry(chart, alt="155", alt_unit="U/L")
    blood_count(chart, anc="0.4", anc_unit="10^9/L")

    found = [(result.analyte, result.grade) for result in chart.fact("laboratory_results")]

    assert [analyte for analyte, _ in found] == ["anc", "alt", "pt", "inr"]
    assert [grade.number for _, grade in found if grade is not Unknown] == [4, 3]


@pytest.mark.parametrize(
    ("conditioning", "expected"),
    [
        ({"conditioning_given": "Y", "conditioning_start_date": date(2026, 3, 1)}, 70),
        ({"conditioning_given": "Y", "conditioning_start_date": date(2026, 2, 28)}, 60),
        ({"conditioning_given": "N"}, 80),
    ],
)
def test_creatinine_before_transplantation_is_that_before_conditioning(conditioning, expected):
    chart = known_subject()
    for day, value in ((date(2026, 2, 20), 60), (date(2026, 3, 1), 70), (date(2026, 3, 8), 80)):
        chemistry(chart, day, creatinine=value, creatinine_unit="umol/L")
    fill(chart, Hsct, hsct_kind="ALLO", d0_date=date(2026, 3, 8), **conditioning)

    assert chart.fact("hsct_baseline_creatinine") == expected


def test_without_a_transplant_there_is_no_creatinine_before_it():
    chart = known_subject()
    chemistry(chart, creatinine="60", creatinine_unit="umol/L")

    assert same(chart.fact("hsct_baseline_creatinine"), Unknown)
