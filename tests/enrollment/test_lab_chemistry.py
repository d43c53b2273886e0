"""Clinical chemistry: what is asked and owed, and each check at its boundaries."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace as Form

import pytest

from dosing.models import InoInfusion
from edc.checks import Severity, listed_checks
from edc.logic import Span, Unknown
from edc.schedule import Need
from enrollment.checks.lab_chemistry import (
    direct_bilirubin_is_part_of_total,
    electrolytes_do_not_prolong_qt,
    enzymes_do_not_suggest_pancreatitis,
    high_bilirubin_after_ino_is_assessed_for_vod,
    laboratory_has_a_range,
    liver_allows_ino,
    liver_is_not_severely_injured,
    triglycerides_are_below_grade_4,
)
from enrollment.models import LabChemistry, LabHematology
from enrollment.ranges import Limits
from safety.models import VodSos
from tests.enrollment.laboratory import AFTER, FIRST_DOSE, chemistry, known_subject
from tests.enrollment.paper import blank_chart, failing, fill, january, owed, shows
from trial.protocol import PARAMETERS

HARD, SOFT = Severity.HARD, Severity.SOFT
DONE = {"performed": "Y"}
SAMPLED = january(10)
PANCREAS = {"lipase", "amylase", "triglycerides"}


class EveryUpperLimitIs10:
    """A laboratory whose upper limit is 10 of everything, and that has no range for LDH."""

    def limits(self, lab_name, analyte, on):
        return Unknown if analyte == "ldh" else Limits(Unknown, Decimal(10))


RANGES = EveryUpperLimitIs10()


def sample(**answers):
    """A chemistry; what is not given was not measured."""
    names = ("alt", "ast", "bilirubin_total", "lipase", "amylase")
    numbers = {name: decimal(answers.get(name, Unknown)) for name in names}
    return Form(lab_name="Central", sample_date=SAMPLED, **numbers)


def decimal(value):
    return Decimal(value) if isinstance(value, str) else value


def test_the_checks_of_a_chemistry_are_these_and_shown_there():
    checks = {check.id: (check.severity, check.question) for check in listed_checks(LabChemistry)}

    assert checks == {
        "CHE-001": (HARD, "bilirubin_direct"),
        "CHE-002": (SOFT, "bilirubin_total"),
        "CHE-003": (SOFT, "bilirubin_total"),
        "CHE-004": (SOFT, "lipase"),
        "CHE-005": (SOFT, "triglycerides"),
        "CHE-006": (SOFT, "potassium"),
        "CHE-007": (SOFT, "bilirubin_total"),
        "CHE-008": (SOFT, "alt"),
        "CHE-090": (SOFT, "any_clinically_significant"),
        "CHE-091": (SOFT, "sample_date"),
    }


def test_a_chemistry_owes_liver_kidney_electrolytes_and_glucose():
    assert owed(LabChemistry) == {"performed"}
    assert owed(LabChemistry, performed="N") == {"not_done_reason"}
    assert owed(LabChemistry, **DONE) == {
        *("lab_name", "sample_date", "fasting"),
        *("alt", "ast", "alp", "ggt", "bilirubin_total", "bilirubin_direct", "albumin", "ldh"),
        *("creatinine", "urea", "urate"),
        *("sodium", "potassium", "calcium", "magnesium", "phosphate"),
        *("glucose", "any_clinically_significant"),
    }


@pytest.mark.parametrize(
    "question", ["fasting", "alt", "creatinine_clearance", "urine_protein", "sodium", "lipase"]
)
def test_a_chemistry_that_was_not_done_asks_for_no_result(question):
    assert shows(LabChemistry, question, **DONE)
    assert not shows(LabChemistry, question, performed="N")
    assert not shows(LabChemistry, question)


def test_significant_values_are_named():
    assert "cs_tests" in owed(LabChemistry, **DONE, any_clinically_significant="Y")
    assert not shows(LabChemistry, "cs_comment", **DONE, any_clinically_significant="N")


@pytest.mark.parametrize("question", PANCREAS)
@pytest.mark.parametrize(
    ("code", "is_owed"),
    [
        *((code, True) for code in ("SCR", "C1D1", "C1D8", "C1D15", "C1D22")),
        *((code, True) for code in ("CXD1", "CXD8", "CXD15", "EOT")),
        *((code, False) for code in ("PRE_HSCT", "HD28", "FU", "UNS")),
    ],
)
def test_the_pancreas_is_watched_until_the_end_of_treatment(question, code, is_owed):
    chart = blank_chart()

    taken = fill(chart, LabChemistry, visit=(code, 1), **DONE)

    assert failing(chart, taken, beside=question) == (["GEN-REQUIRED"] if is_owed else [])


def test_a_chemistry_is_collected_with_every_blood_count_but_that_of_a_relapse():
    chemistries = {collected.visit.code: collected.need for collected in LabChemistry.visits}
    counts = {collected.visit.code: collected.need for collected in LabHematology.visits}

    assert chemistries | {"REL": Need.REQUIRED} == counts
    assert "REL" not in chemistries


@pytest.mark.parametrize(
    ("total", "direct", "holds"),
    [
        ("20", "21", True),
        ("20", "21.1", False),
        (Unknown, "21", Unknown),
        ("20", Unknown, Unknown),
        ("20", Span(Decimal(0), Decimal(22)), Unknown),
    ],
)
def test_direct_bilirubin_is_part_of_total(total, direct, holds):
    assert direct_bilirubin_is_part_of_total(decimal(total), decimal(direct)) is holds


@pytest.mark.parametrize(
    ("alt", "ast", "bilirubin", "holds"),
    [
        ("30", "10", "20", False),
        ("10", "30", "20", False),
        ("29.9", "29.9", "20", True),
        ("30", "30", "19.9", True),
        ("29.9", "29.9", Unknown, True),
        ("30", Unknown, "20", False),
        ("29.9", Unknown, "20", Unknown),
        ("30", "10", Unknown, Unknown),
        (Span(Decimal(50), Decimal("Infinity")), "10", "20", False),
    ],
)
def test_the_liver_is_not_severely_injured(alt, ast, bilirubin, holds):
    liver = sample(alt=alt, ast=ast, bilirubin_total=bilirubin)

    assert liver_is_not_severely_injured(liver, RANGES, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("bilirubin", "alt", "ast", "holds"),
    [
        ("15", "25", "25", True),
        ("15.1", "25", "25", False),
        ("15", "25.1", "25", False),
        ("15", "25", "25.1", False),
        ("15.1", Unknown, Unknown, False),
        ("15", "25", Unknown, Unknown),
    ],
)
def test_the_liver_allows_ino(bilirubin, alt, ast, holds):
    liver = sample(alt=alt, ast=ast, bilirubin_total=bilirubin)

    assert liver_allows_ino(liver, SAMPLED, RANGES, Unknown, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("conditioning", "holds"), [(january(11), False), (SAMPLED, True), (january(9), True)]
)
def test_from_conditioning_on_the_limits_of_ino_do_not_matter(conditioning, holds):
    liver = sample(alt="90", ast="90", bilirubin_total="90")

    assert liver_allows_ino(liver, SAMPLED, RANGES, conditioning, PARAMETERS) is holds


@pytest.mark.parametrize(
    ("lipase", "amylase", "holds"),
    [
        ("29.9", "29.9", True),
        ("30", "10", False),
        ("10", "30", False),
        ("30", Unknown, False),
        ("29.9", Unknown, Unknown),
    ],
)
def test_enzymes_do_not_suggest_pancreatitis(lipase, amylase, holds):
    pancreas = sample(lipase=lipase, amylase=amylase)

    assert enzymes_do_not_suggest_pancreatitis(pancreas, RANGES) is holds


@pytest.mark.parametrize(("value", "holds"), [("11.4", True), ("11.41", False), (Unknown, Unknown)])
def test_triglycerides_are_below_grade_4(value, holds):
    assert triglycerides_are_below_grade_4(decimal(value)) is holds


@pytest.mark.parametrize(
    ("potassium", "magnesium", "conditioning", "holds"),
    [
        ("3.5", "0.6", Unknown, True),
        ("3.49", "0.6", Unknown, False),
        ("3.5", "0.59", Unknown, False),
        ("3.49", Unknown, Unknown, False),
        (Unknown, "0.6", Unknown, Unknown),
        ("3.49", "0.59", SAMPLED, True),
        ("3.49", "0.59", january(11), False),
    ],
)
def test_electrolytes_do_not_prolong_qt(potassium, magnesium, conditioning, holds):
    values = decimal(potassium), decimal(magnesium)

    assert electrolytes_do_not_prolong_qt(*values, SAMPLED, conditioning) is holds


def assessed(bilirubin="34.2", on=SAMPLED, ino=SAMPLED, day_0=Unknown, onset=None):
    records = [] if onset is None else [Form(onset_date=onset)]
    return high_bilirubin_after_ino_is_assessed_for_vod(
        decimal(bilirubin), on, ino, day_0, records, PARAMETERS
    )


@pytest.mark.parametrize(
    ("about", "holds"),
    [
        ({}, False),
        ({"bilirubin": "34.1"}, True),
        ({"bilirubin": Unknown}, Unknown),
        ({"ino": january(11)}, True),
        ({"ino": Unknown}, Unknown),
        ({"on": Unknown}, Unknown),
        ({"day_0": SAMPLED - timedelta(days=100)}, False),
        ({"day_0": SAMPLED - timedelta(days=101)}, True),
        ({"onset": SAMPLED}, True),
        ({"onset": january(11)}, False),
        ({"onset": Unknown}, Unknown),
    ],
)
def test_a_high_bilirubin_after_ino_is_assessed_for_vod(about, holds):
    assert assessed(**about) is holds


@pytest.mark.parametrize(
    ("value", "ranges", "holds"),
    [
        ("20", RANGES, True),
        (Unknown, RANGES, True),
        ("20", Form(limits=lambda *_: Unknown), False),
        ("20", Form(limits=lambda *_: Limits(Decimal(1), Unknown)), False),
    ],
)
def test_a_laboratory_has_a_range(value, ranges, holds):
    taken = sample(alt=value)

    assert laboratory_has_a_range(taken, taken.alt, ranges) is holds


def test_a_result_of_a_laboratory_without_range_is_asked_about():
    chart = known_subject()

    filed = chemistry(chart, alt="60", alt_unit="U/L")
    elsewhere = chemistry(chart, alt="60", alt_unit="U/L", lab_name="Elsewhere")

    assert failing(chart, filed, beside="alt") == []
    assert failing(chart, elsewhere, beside="alt") == ["CHE-008"]


def infuse(chart):
    start = f"{FIRST_DOSE}T10:00:00+08:00"
    return fill(chart, InoInfusion, given="Y", infusion_date=FIRST_DOSE, infusion_start=start)


def test_an_injured_liver_after_ino_is_asked_about_until_vod_is_assessed():
    chart = known_subject()
    infuse(chart)
    liver = chemistry(
        chart, alt="150", alt_unit="U/L", bilirubin_total="40", bilirubin_total_unit="umol/L"
    )
    before = failing(chart, liver, beside="bilirubin_total")

    fill(chart, VodSos, onset_date=AFTER)

    assert before == ["CHE-002", "CHE-003", "CHE-007"]
    assert failing(chart, liver, beside="bilirubin_total") == ["CHE-002", "CHE-003"]


def test_direct_bilirubin_in_another_unit_is_compared_in_the_same():
    chart = known_subject()

    liver = chemistry(
        chart,
        bilirubin_total="20",
        bilirubin_total_unit="umol/L",
        bilirubin_direct="1.3",
        bilirubin_direct_unit="mg/dL",
    )

    assert failing(chart, liver, beside="bilirubin_direct") == ["CHE-001"]
