"""The halves of the endpoint and the other derived values, in the words of the protocol."""

from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from edc.logic import Unknown, qualified
from mrd import rules
from tests.enrollment.paper import SHANGHAI, january
from trial.protocol import PARAMETERS

ADEQUATE = SimpleNamespace(quality="ADEQUATE")
INADEQUATE = SimpleNamespace(quality="INADEQUATE")
UNJUDGED = SimpleNamespace(quality=Unknown)
BY_INTERNATIONAL_SCALE = SimpleNamespace(
    mrd=SimpleNamespace(**vars(PARAMETERS.mrd) | {"ratio_for_endpoint": "IS_WHEN_P210"})
)


def same(value, expected):
    """Equal, or both Unknown."""
    return value is expected or value == expected


def at(hour, minute):
    return datetime(2026, 1, 15, hour, minute, tzinfo=SHANGHAI)


def known(text):
    """A number as a laboratory prints it, or Unknown for an empty one."""
    sign = text.rstrip("0123456789.")
    return qualified(Decimal(text.removeprefix(sign)), sign) if text else Unknown


@pytest.mark.parametrize(
    ("received", "hours"),
    [(at(10, 30), "1.5"), (at(9, 3), "0.1"), (at(9, 2), "0.0"), (at(8, 0), "-1.0")],
)
def test_hours_to_the_laboratory_are_rounded_half_away_from_zero(received, hours):
    assert rules.hours_to_lab(at(9, 0), received) == Decimal(hours)


def test_hours_to_the_laboratory_need_both_times():
    assert rules.hours_to_lab(at(9, 0), Unknown) is Unknown
    assert rules.hours_to_lab(Unknown, at(9, 0)) is Unknown


@pytest.mark.parametrize(
    ("anchor", "days"), [(january(1), 14), (january(15), 0), (january(20), -5), (Unknown, Unknown)]
)
def test_the_anchor_day_is_day_0(anchor, days):
    assert same(rules.days_from_anchor(anchor, january(15)), days)


@pytest.mark.parametrize(
    ("specimen_type", "days", "inside"),
    [
        ("BM", 11, "N"),
        ("BM", 12, "Y"),
        ("BM", 19, "Y"),
        ("BM", 20, "N"),
        ("PB", 14, "N"),
        ("PB", Unknown, "N"),
        ("BM", Unknown, Unknown),
        (Unknown, 14, Unknown),
        (Unknown, 20, "N"),
    ],
)
def test_the_week_2_window_runs_from_day_12_to_day_19_and_takes_marrow_only(
    specimen_type, days, inside
):
    assert same(rules.in_week2_window(specimen_type, days, PARAMETERS), inside)


@pytest.mark.parametrize(
    ("copies", "control", "percent"),
    [("9", "45000", "0.02"), ("0", "45000", "0"), ("9", "0", ""), ("", "45000", ""), ("9", "", "")],
)
def test_the_recalculated_ratio_is_copies_over_control_copies(copies, control, percent):
    ratio = rules.ratio_calculated_percent(known(copies), known(control))

    assert same(ratio, known(percent))


def test_the_recalculated_ratio_is_never_rounded():
    assert rules.ratio_calculated_percent(Decimal(1), Decimal(30000)) != Decimal("0.00333")


def test_a_ratio_of_copies_printed_with_a_sign_is_an_interval():
    ratio = rules.ratio_calculated_percent(known("<9"), known("45000"))

    assert (ratio < Decimal("0.02")) is True
    assert (ratio < Decimal("0.01")) is Unknown


@pytest.mark.parametrize(("factor", "ratio"), [("0.5", "0.01"), ("", "")])
def test_the_international_scale_ratio_is_the_reported_one_times_the_factor(factor, ratio):
    converted = rules.is_ratio_percent(known("0.02"), known(factor))

    assert same(converted, known(ratio))


@pytest.mark.parametrize(
    ("param", "reported", "recalculated", "by_scale", "used"),
    [
        (PARAMETERS, "0.02", "0.03", "0.01", "0.02"),
        (PARAMETERS, "", "0.03", "0.01", "0.03"),
        (PARAMETERS, "", "", "0.01", ""),
        (BY_INTERNATIONAL_SCALE, "0.02", "0.03", "0.01", "0.01"),
        (BY_INTERNATIONAL_SCALE, "0.02", "0.03", "", "0.02"),
    ],
)
def test_the_ratio_of_the_endpoint_is_the_one_the_trial_chose(
    param, reported, recalculated, by_scale, used
):
    ratios = (known(reported), known(recalculated), known(by_scale))

    ratio = rules.endpoint_ratio_percent(*ratios, param)

    assert same(ratio, known(used))


@pytest.mark.parametrize(
    ("gene", "copies", "enough"),
    [
        ("ABL1", "10000", "Y"),
        ("ABL1", "9999", "N"),
        ("GUSB", "24000", "Y"),
        ("GUSB", "23999", "N"),
        ("BCR", "10000", "Y"),
        ("BCR", "9999", "N"),
        ("OTHER", "10000", "Y"),
        (Unknown, "9999", "N"),
        ("ABL1", "", Unknown),
        ("ABL1", ">5000", Unknown),
        ("ABL1", ">=10000", "Y"),
        ("ABL1", "<10000", "N"),
    ],
)
def test_control_copies_are_enough_from_the_minimum_of_the_gene(gene, copies, enough):
    assert same(rules.control_copies_enough(known(copies), gene, PARAMETERS), enough)


def test_bcr_has_a_minimum_of_its_own():
    param = SimpleNamespace(mrd=SimpleNamespace(**vars(PARAMETERS.mrd) | {"bcr_min_copies": 20000}))

    assert rules.control_copies_enough(Decimal(15000), "BCR", param) == "N"
    assert rules.control_copies_enough(Decimal(15000), "ABL1", param) == "Y"


def pcr(result_class, ratio="", *, performed="Y", enough="Y", lod="", loq="", parent=ADEQUATE):
    return rules.pcr_status(
        performed,
        result_class,
        known(ratio),
        enough,
        known(lod),
        known(loq),
        parent,
        PARAMETERS,
    )


@pytest.mark.parametrize(
    ("ratio", "status"),
    [
        ("0.00999", "NEGATIVE"),
        ("0.01", "POSITIVE"),
        ("0.010", "POSITIVE"),
        ("0", "NEGATIVE"),
        ("", "NOT_EVALUABLE"),
        ("<0.01", "NEGATIVE"),
        ("<=0.01", "NOT_EVALUABLE"),
        (">0.005", "NOT_EVALUABLE"),
        (">=0.01", "POSITIVE"),
    ],
)
def test_a_quantified_ratio_is_negative_strictly_below_the_threshold(ratio, status):
    assert pcr("QUANTIFIED", ratio) == status


@pytest.mark.parametrize(
    ("result_class", "limits", "status"),
    [
        ("POS_NOT_QUANT", {"loq": "0.01"}, "NEGATIVE"),
        ("POS_NOT_QUANT", {"loq": "0.011"}, "NOT_EVALUABLE"),
        ("POS_NOT_QUANT", {"lod": "0.001"}, "NOT_EVALUABLE"),
        ("NOT_DETECTED", {"lod": "0.01"}, "NEGATIVE"),
        ("NOT_DETECTED", {"lod": "0.011"}, "NOT_EVALUABLE"),
        ("NOT_DETECTED", {"loq": "0.001"}, "NOT_EVALUABLE"),
        ("BELOW_LOD", {"lod": "0.01"}, "NEGATIVE"),
        ("BELOW_LOD", {"lod": "<0.02"}, "NOT_EVALUABLE"),
        (Unknown, {"lod": "0.001", "loq": "0.001"}, "NOT_EVALUABLE"),
    ],
)
def test_a_result_without_a_ratio_is_as_good_as_the_limit_of_the_assay(
    result_class, limits, status
):
    assert pcr(result_class, **limits) == status


@pytest.mark.parametrize(
    "spoilt",
    [{"enough": "N"}, {"enough": Unknown}, {"parent": INADEQUATE}, {"parent": UNJUDGED}],
)
def test_poor_quality_spoils_a_negative_pcr_but_not_a_positive_one(spoilt):
    assert pcr("QUANTIFIED", "0.005", **spoilt) == "NOT_EVALUABLE"
    assert pcr("NOT_DETECTED", lod="0.001", **spoilt) == "NOT_EVALUABLE"
    assert pcr("QUANTIFIED", "0.5", **spoilt) == "POSITIVE"


@pytest.mark.parametrize("performed", ["N", Unknown])
def test_a_pcr_that_was_not_done_or_failed_is_not_evaluable(performed):
    assert pcr("QUANTIFIED", "0.5", performed=performed) == "NOT_EVALUABLE"
    assert pcr("FAILED", "0.5") == "NOT_EVALUABLE"


@pytest.mark.parametrize(
    ("result_class", "ratio", "gene", "copies", "level"),
    [
        ("NOT_DETECTED", "", "ABL1", "10000", "MR4"),
        ("NOT_DETECTED", "", "ABL1", "32000", "MR45"),
        ("NOT_DETECTED", "", "ABL1", "31999", "MR4"),
        ("NOT_DETECTED", "", "ABL1", "99999", "MR45"),
        ("NOT_DETECTED", "", "ABL1", "100000", "MR5"),
        ("BELOW_LOD", "", "GUSB", "24000", "MR4"),
        ("BELOW_LOD", "", "GUSB", "77000", "MR45"),
        ("BELOW_LOD", "", "GUSB", "76999", "MR4"),
        ("POS_NOT_QUANT", "", "GUSB", "239999", "MR45"),
        ("POS_NOT_QUANT", "", "GUSB", "240000", "MR5"),
        ("NOT_DETECTED", "", "GUSB", "23999", "NE"),
        ("NOT_DETECTED", "", "ABL1", "", "NE"),
        ("QUANTIFIED", "0.001", "ABL1", "100000", "MR5"),
        ("QUANTIFIED", "0.0011", "ABL1", "100000", "MR45"),
        ("QUANTIFIED", "0.0032", "ABL1", "100000", "MR45"),
        ("QUANTIFIED", "0.0033", "ABL1", "100000", "MR4"),
        ("QUANTIFIED", "0.01", "ABL1", "100000", "MR4"),
        ("QUANTIFIED", "0.011", "ABL1", "100000", "NOT_REACHED"),
        ("QUANTIFIED", "0.001", "ABL1", "32000", "MR45"),
        ("QUANTIFIED", "0.001", "ABL1", "9999", "NE"),
        ("QUANTIFIED", "0.01", "ABL1", "9999", "NE"),
        ("QUANTIFIED", "0.5", "ABL1", "9999", "NOT_REACHED"),
        ("FAILED", "", "ABL1", "100000", "NE"),
    ],
)
def test_the_molecular_level_is_proven_by_copies_and_limited_by_the_ratio(
    result_class, ratio, gene, copies, level
):
    given = (result_class, known(ratio), gene, known(copies))

    assert rules.molecular_level(*given, PARAMETERS) == level


@pytest.mark.parametrize(
    ("result_class", "ratio", "copies"),
    [
        (Unknown, "0.001", "100000"),
        ("QUANTIFIED", "", "100000"),
        ("QUANTIFIED", "", "9999"),
        ("QUANTIFIED", "<0.003", "100000"),
        ("NOT_DETECTED", "", ">20000"),
    ],
)
def test_the_molecular_level_is_unknown_while_it_could_be_either(result_class, ratio, copies):
    given = (result_class, known(ratio), "ABL1", known(copies))

    assert rules.molecular_level(*given, PARAMETERS) is Unknown


def test_a_sign_leaves_the_molecular_level_known_where_the_copies_decide():
    given = ("QUANTIFIED", known("<0.003"), "ABL1", known("10000"))

    assert rules.molecular_level(*given, PARAMETERS) == "MR4"


@pytest.mark.parametrize(
    ("abnormal", "acquired", "percent"),
    [(50, 1000000, "0.005"), (0, 1000000, "0"), (50, 0, ""), (Unknown, 1000000, "")],
)
def test_the_recalculated_percentage_is_abnormal_over_acquired_events(abnormal, acquired, percent):
    ratio = rules.abnormal_calculated_percent(abnormal, acquired)

    assert same(ratio, known(percent))


@pytest.mark.parametrize(("events", "enough"), [(100000, "Y"), (99999, "N"), (Unknown, Unknown)])
def test_events_are_enough_from_100_000(events, enough):
    assert same(rules.events_enough(events, PARAMETERS), enough)


def flow(result_class, percent="", *, performed="Y", enough="Y", lod="", lloq="", parent=ADEQUATE):
    return rules.flow_status(
        performed,
        result_class,
        known(percent),
        enough,
        known(lod),
        known(lloq),
        parent,
        PARAMETERS,
    )


@pytest.mark.parametrize(
    ("percent", "status"),
    [
        ("0.0999", "NEGATIVE"),
        ("0.1", "POSITIVE"),
        ("", "NOT_EVALUABLE"),
        ("<0.1", "NEGATIVE"),
        (">0.05", "NOT_EVALUABLE"),
        (">0.1", "POSITIVE"),
    ],
)
def test_a_quantified_population_is_negative_strictly_below_the_threshold(percent, status):
    assert flow("QUANTIFIED", percent) == status


@pytest.mark.parametrize(
    ("result_class", "limits", "status"),
    [
        ("BELOW_LLOQ", {"lloq": "0.1"}, "NEGATIVE"),
        ("BELOW_LLOQ", {"lloq": "0.11"}, "NOT_EVALUABLE"),
        ("BELOW_LLOQ", {"lod": "0.01"}, "NOT_EVALUABLE"),
        ("NOT_DETECTED", {"lod": "0.1"}, "NEGATIVE"),
        ("NOT_DETECTED", {"lod": "0.11"}, "NOT_EVALUABLE"),
        ("NOT_DETECTED", {"lloq": "0.01"}, "NOT_EVALUABLE"),
        (Unknown, {"lod": "0.01", "lloq": "0.01"}, "NOT_EVALUABLE"),
    ],
)
def test_a_result_without_a_percentage_is_as_good_as_the_limit_of_the_sample(
    result_class, limits, status
):
    assert flow(result_class, **limits) == status


@pytest.mark.parametrize(
    "spoilt",
    [{"enough": "N"}, {"enough": Unknown}, {"parent": INADEQUATE}, {"parent": UNJUDGED}],
)
def test_poor_quality_spoils_a_negative_flow_but_not_a_positive_one(spoilt):
    assert flow("QUANTIFIED", "0.05", **spoilt) == "NOT_EVALUABLE"
    assert flow("NOT_DETECTED", lod="0.01", **spoilt) == "NOT_EVALUABLE"
    assert flow("QUANTIFIED", "0.5", **spoilt) == "POSITIVE"


@pytest.mark.parametrize("performed", ["N", Unknown])
def test_a_flow_that_was_not_done_or_failed_is_not_evaluable(performed):
    assert flow("QUANTIFIED", "0.5", performed=performed) == "NOT_EVALUABLE"
    assert flow("FAILED", "0.5") == "NOT_EVALUABLE"


@pytest.mark.parametrize(
    ("status", "result_class", "percent", "lod", "lloq", "deep"),
    [
        ("NEGATIVE", "QUANTIFIED", "0.0099", "", "", "Y"),
        ("NEGATIVE", "QUANTIFIED", "0.01", "", "", "N"),
        ("NEGATIVE", "NOT_DETECTED", "", "0.01", "", "Y"),
        ("NEGATIVE", "NOT_DETECTED", "", "0.02", "", "N"),
        ("NEGATIVE", "BELOW_LLOQ", "", "", "0.01", "Y"),
        ("NEGATIVE", "BELOW_LLOQ", "", "", "0.02", "N"),
        ("NOT_EVALUABLE", "NOT_DETECTED", "", "0.001", "", "N"),
        ("POSITIVE", "QUANTIFIED", "0.5", "", "", "N"),
        ("NEGATIVE", "QUANTIFIED", "<0.02", "", "", Unknown),
    ],
)
def test_deep_negative_means_negative_at_a_tenth_of_the_threshold(
    status, result_class, percent, lod, lloq, deep
):
    given = (status, result_class, known(percent), known(lod), known(lloq))

    assert same(rules.deep_negative(*given, PARAMETERS), deep)
