"""How CTCAE v5.0 grades what the laboratory forms measure: one table, read by people and code.

NCI Common Terminology Criteria for Adverse Events, version 5.0, published 27 November 2017. Only
what a number or a test strip proves; transfusion, bleeding, hospital, danger to life and death are
left to the investigator. Limits in the standard unit of the analyte, where the criteria state
several.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto
from typing import NamedTuple

from edc.text import T
from edc.units import Unit
from enrollment.analytes import Analyte
from enrollment.codelists import UrineProtein
from enrollment.ctcae_terms import wording_of


class Direction(StrEnum):
    """On which side of normal a value is graded."""

    HIGH = auto()
    LOW = auto()


class Of(StrEnum):
    """What a bound is a multiple of."""

    ULN = auto()
    LLN = auto()
    BASELINE = auto()


class Bound(NamedTuple):
    """Beyond this value a grade is reached; by the value itself only where ``is_included``."""

    number: Decimal
    of: Of | None = None
    plus: Decimal = Decimal(0)
    is_included: bool = False


Scale = dict[int, tuple[Bound, ...]]


@dataclass(frozen=True)
class Criterion:
    """How one term grades one analyte.

    ``scale``: by grade, the bounds of which any reaches it, in ``unit`` unless multiples. Other
    scales replace it: ``from_abnormal`` where the baseline was beyond the limit already,
    ``anticoagulated`` where the subject takes an anticoagulant. ``symptomatic``: the higher
    grades that the same numbers have with symptoms.
    """

    analyte: Analyte
    term: str
    direction: Direction
    scale: Scale
    unit: Unit | None = None
    from_abnormal: Scale | None = None
    anticoagulated: Scale | None = None
    symptomatic: Scale | None = None

    @property
    def is_absolute(self) -> bool:
        """Whether a number in the unit of the analyte reaches a grade, whatever is normal."""
        return any(bound.of is None for bound in bounds_of(self.scale))


@dataclass(frozen=True)
class StripCriterion:
    """How one term grades what a test strip shows; a reading without a grade reaches none."""

    term: str
    grades: dict[UrineProtein, int]


def bounds_of(scale: Scale) -> Iterator[Bound]:
    """The bounds of every grade."""
    return (bound for bounds in scale.values() for bound in bounds)


def times(number, of: Of, *, is_included=False) -> Bound:
    """A multiple of a limit or of the baseline."""
    return Bound(Decimal(number), of, is_included=is_included)


def uln(number="1") -> tuple[Bound, ...]:
    """A multiple of the upper limit of normal."""
    return (times(number, Of.ULN),)


def lln(number="1") -> tuple[Bound, ...]:
    """A multiple of the lower limit of normal."""
    return (times(number, Of.LLN),)


def above_uln(plus) -> tuple[Bound, ...]:
    """So much above the upper limit of normal."""
    return (Bound(Decimal(1), Of.ULN, Decimal(plus)),)


def baseline(number, *, is_included=False) -> tuple[Bound, ...]:
    """A multiple of the baseline."""
    return (times(number, Of.BASELINE, is_included=is_included),)


def at(number, *, is_included=False) -> tuple[Bound, ...]:
    """A value in the unit of the analyte."""
    return (Bound(Decimal(number), is_included=is_included),)


def high(analyte, term, scale, unit=None, **scales) -> Criterion:
    return Criterion(analyte, wording_of(term), Direction.HIGH, scale, unit, **scales)


def low(analyte, term, scale, unit=None, **scales) -> Criterion:
    return Criterion(analyte, wording_of(term), Direction.LOW, scale, unit, **scales)


GIGA, GRAM = Unit.GIGA_PER_LITRE, Unit.GRAM_PER_LITRE
MILLIMOLE = Unit.MILLIMOLE_PER_LITRE

TRANSAMINASE: dict[str, Scale] = {
    "scale": {1: uln(), 2: uln("3"), 3: uln("5"), 4: uln("20")},
    "from_abnormal": {
        1: baseline("1.5", is_included=True),
        2: baseline("3"),
        3: baseline("5"),
        4: baseline("20"),
    },
}
BILIARY_ENZYME: dict[str, Scale] = {
    "scale": {1: uln(), 2: uln("2.5"), 3: uln("5"), 4: uln("20")},
    "from_abnormal": {
        1: baseline("2", is_included=True),
        2: baseline("2.5"),
        3: baseline("5"),
        4: baseline("20"),
    },
}
PANCREATIC_ENZYME: dict[str, Scale] = {
    "scale": {1: uln(), 2: uln("1.5"), 3: uln("5")},
    "symptomatic": {3: uln("2"), 4: uln("5")},
}

CRITERIA = (
    low(
        Analyte.WBC,
        "White blood cell decreased",
        {1: lln(), 2: at("3"), 3: at("2"), 4: at("1")},
        GIGA,
    ),
    high(Analyte.WBC, "Leukocytosis", {3: at("100")}, GIGA),
    low(
        Analyte.ANC,
        "Neutrophil count decreased",
        {1: lln(), 2: at("1.5"), 3: at("1"), 4: at("0.5")},
        GIGA,
    ),
    low(
        Analyte.LYMPHOCYTES,
        "Lymphocyte count decreased",
        {1: lln(), 2: at("0.8"), 3: at("0.5"), 4: at("0.2")},
        GIGA,
    ),
    high(Analyte.LYMPHOCYTES, "Lymphocyte count increased", {2: at("4"), 3: at("20")}, GIGA),
    low(Analyte.HAEMOGLOBIN, "Anemia", {1: lln(), 2: at("100"), 3: at("80")}, GRAM),
    high(
        Analyte.HAEMOGLOBIN,
        "Hemoglobin increased",
        {1: uln(), 2: above_uln("20"), 3: above_uln("40")},
        GRAM,
    ),
    low(
        Analyte.PLATELETS,
        "Platelet count decreased",
        {1: lln(), 2: at("75"), 3: at("50"), 4: at("25")},
        GIGA,
    ),
    high(Analyte.ALT, "Alanine aminotransferase increased", **TRANSAMINASE),
    high(Analyte.AST, "Aspartate aminotransferase increased", **TRANSAMINASE),
    high(Analyte.ALP, "Alkaline phosphatase increased", **BILIARY_ENZYME),
    high(Analyte.GGT, "GGT increased", **BILIARY_ENZYME),
    high(
        Analyte.BILIRUBIN_TOTAL,
        "Blood bilirubin increased",
        {1: uln(), 2: uln("1.5"), 3: uln("3"), 4: uln("10")},
        from_abnormal={
            1: baseline("1"),
            2: baseline("1.5"),
            3: baseline("3"),
            4: baseline("10"),
        },
    ),
    low(Analyte.ALBUMIN, "Hypoalbuminemia", {1: lln(), 2: at("30"), 3: at("20")}, GRAM),
    high(Analyte.LDH, "Blood lactate dehydrogenase increased", {1: uln()}),
    high(
        Analyte.CREATININE,
        "Creatinine increased",
        {
            1: uln(),
            2: uln("1.5") + baseline("1.5"),
            3: uln("3") + baseline("3"),
            4: uln("6"),
        },
    ),
    high(Analyte.URATE, "Hyperuricemia", {1: uln()}, symptomatic={3: uln()}),
    low(
        Analyte.SODIUM,
        "Hyponatremia",
        {1: lln(), 2: at("130"), 3: at("125"), 4: at("120")},
        MILLIMOLE,
        symptomatic={3: at("130")},
    ),
    high(
        Analyte.SODIUM,
        "Hypernatremia",
        {1: uln(), 2: at("150"), 3: at("155"), 4: at("160")},
        MILLIMOLE,
    ),
    low(
        Analyte.POTASSIUM,
        "Hypokalemia",
        {1: lln(), 3: at("3"), 4: at("2.5")},
        MILLIMOLE,
        symptomatic={2: lln()},
    ),
    high(
        Analyte.POTASSIUM,
        "Hyperkalemia",
        {1: uln(), 2: at("5.5"), 3: at("6"), 4: at("7")},
        MILLIMOLE,
    ),
    # Calcium is corrected for albumin before it is graded.
    low(
        Analyte.CALCIUM,
        "Hypocalcemia",
        {1: lln(), 2: at("2"), 3: at("1.75"), 4: at("1.5")},
        MILLIMOLE,
    ),
    high(
        Analyte.CALCIUM,
        "Hypercalcemia",
        {1: uln(), 2: at("2.9"), 3: at("3.1"), 4: at("3.4")},
        MILLIMOLE,
    ),
    low(
        Analyte.MAGNESIUM,
        "Hypomagnesemia",
        {1: lln(), 2: at("0.5"), 3: at("0.4"), 4: at("0.3")},
        MILLIMOLE,
    ),
    high(Analyte.MAGNESIUM, "Hypermagnesemia", {1: uln(), 3: at("1.23"), 4: at("3.30")}, MILLIMOLE),
    low(
        Analyte.GLUCOSE,
        "Hypoglycemia",
        {1: lln(), 2: at("3"), 3: at("2.2"), 4: at("1.7")},
        MILLIMOLE,
    ),
    high(Analyte.LIPASE, "Lipase increased", **PANCREATIC_ENZYME),
    high(Analyte.AMYLASE, "Serum amylase increased", **PANCREATIC_ENZYME),
    high(
        Analyte.CHOLESTEROL,
        "Cholesterol high",
        {1: uln(), 2: at("7.75"), 3: at("10.34"), 4: at("12.92")},
        MILLIMOLE,
    ),
    high(
        Analyte.TRIGLYCERIDES,
        "Hypertriglyceridemia",
        {1: at("1.71", is_included=True), 2: at("3.42"), 3: at("5.7"), 4: at("11.4")},
        MILLIMOLE,
    ),
    high(
        Analyte.CREATINE_KINASE,
        "CPK increased",
        {1: uln(), 2: uln("2.5"), 3: uln("5"), 4: uln("10")},
    ),
    high(
        Analyte.INR,
        "INR increased",
        {1: at("1.2"), 2: at("1.5"), 3: at("2.5")},
        anticoagulated={1: baseline("1"), 2: baseline("1.5"), 3: baseline("2.5")},
    ),
    high(
        Analyte.APTT,
        "Activated partial thromboplastin time prolonged",
        {1: uln(), 2: uln("1.5"), 3: uln("2.5")},
    ),
    low(
        Analyte.FIBRINOGEN,
        "Fibrinogen decreased",
        {1: lln(), 2: lln("0.75"), 3: lln("0.5"), 4: lln("0.25") + at("0.5")},
        GRAM,
        # Decreased from an abnormal baseline: at all, by 25 %, 50 % and 75 %.
        from_abnormal={
            1: baseline("1"),
            2: baseline("0.75", is_included=True),
            3: baseline("0.5", is_included=True),
            4: baseline("0.25", is_included=True) + at("0.5"),
        },
    ),
)

# In adults. A collection over 24 hours, which takes precedence, is not asked for.
PROTEINURIA = StripCriterion(
    wording_of("Proteinuria"),
    {
        UrineProtein.ONE_PLUS: 1,
        UrineProtein.TWO_PLUS: 2,
        UrineProtein.THREE_PLUS: 2,
        UrineProtein.FOUR_PLUS: 3,
    },
)

_NO_TERM = T("Version 5.0 has no term for it.", "5.0版中无对应术语。")

UNGRADED = {
    Analyte.BILIRUBIN_DIRECT: T("Total bilirubin is graded.", "按总胆红素分级。"),
    Analyte.UREA: _NO_TERM,
    Analyte.PHOSPHATE: T(
        "Graded by the intervention it needs, not by the value.", "按所需干预分级，不按数值分级。"
    ),
    Analyte.HDL: _NO_TERM,
    Analyte.LDL: _NO_TERM,
    Analyte.FERRITIN: _NO_TERM,
    Analyte.PT: T("INR is graded.", "按INR分级。"),
    Analyte.D_DIMER: _NO_TERM,
    Analyte.ANTITHROMBIN: _NO_TERM,
}


def criteria_of(analyte) -> list[Criterion]:
    """The terms under which an analyte is graded: none, one, or one on either side."""
    return [criterion for criterion in CRITERIA if criterion.analyte == analyte]


SIGNS = {
    (Direction.HIGH, False): ">",
    (Direction.HIGH, True): "≥",
    (Direction.LOW, False): "<",
    (Direction.LOW, True): "≤",
}
REFERENCES = {
    Of.ULN: T("ULN", "正常值上限"),
    Of.LLN: T("LLN", "正常值下限"),
    Of.BASELINE: T("baseline", "基线值"),
}


def worded(criterion: Criterion, scale: Scale, grade: int) -> str:
    """What reaches a grade on a scale, as people write it; empty when no number does."""
    return " / ".join(_worded(criterion, bound) for bound in scale.get(grade, ()))


def _worded(criterion, bound) -> str:
    sign = SIGNS[criterion.direction, bound.is_included]
    unit = f" {criterion.unit.shown}" if criterion.unit else ""
    if bound.of is None:
        return f"{sign} {bound.number}{unit}"
    times = "" if bound.number == 1 else f"{bound.number} × "
    plus = f" + {bound.plus}{unit}" if bound.plus else ""
    return f"{sign} {times}{REFERENCES[bound.of]}{plus}"
