"""What is said beside a laboratory result as it is entered: low or high, how much, which grade."""

from edc import questions as ask
from edc.logic import Span, Unknown, blank, filled, plain_text, ratio, rounded
from edc.questions import Remark
from edc.text import T, both
from enrollment.analytes import Analyte
from enrollment.ctcae import Direction, criteria_of
from enrollment.results import Indicator, Result, result_of, strip_of

ALERT_FROM_GRADE = 3


def result(analyte, label, test, **about):
    """A number that a laboratory prints, with its sign, and that is judged as it is entered.

    ``test`` is its short name in SDTM and CDASH.
    """
    return ask.Number(
        label,
        qualified=True,
        remark=judged(analyte),
        cdash=f"{test}_LBORRES",
        sdtm=(f"LB.LBORRES where LBTESTCD={test}",),
        **about,
    )


def judged(analyte):
    """The remark on a result: its side of the range valid that day, multiples, CTCAE v5.0 grade."""

    def remark(this, reference_ranges, laboratory_baselines):
        if blank(getattr(this, analyte)):
            return Unknown
        return said_of(result_of(this, analyte, reference_ranges, laboratory_baselines))

    return remark


def judged_strip(this):
    """The remark on the test strip: the CTCAE v5.0 grade of what it shows."""
    return said_of(strip_of(this))


def said_of(found: Result):
    """The remark on a judged result; Unknown when nothing can be said."""
    parts = [
        *_side(found),
        *_multiple_of_limit(found),
        *_corrected(found),
        *_multiple_of_baseline(found),
        *_grade(found),
    ]
    if not parts:
        return Unknown
    is_alert = filled(found.grade) and found.grade.number >= ALERT_FROM_GRADE
    english, chinese = (" · ".join(words) for words in zip(*parts, strict=True))
    return Remark(T(english, chinese), is_alert)


def _side(found):
    return [both(found.indicator.label)] if filled(found.indicator) else []


def _multiple_of_limit(found):
    """How far above normal, unless CTCAE grades the analyte by numbers of its own."""
    is_absolute = any(criterion.is_absolute for criterion in criteria_of(found.analyte))
    if found.indicator is not Indicator.HIGH or is_absolute:
        return []
    times = factor(found.uln_ratio)
    return [(f"{times} × ULN", f"{times}×正常值上限")]


def _corrected(found):
    if found.analyte != Analyte.CALCIUM or blank(found.graded):
        return []
    value = factor(found.graded)
    return [(f"{value} mmol/L corrected for albumin", f"经白蛋白校正{value} mmol/L")]


def _multiple_of_baseline(found):
    if blank(found.grade) or not found.grade.is_by_baseline:
        return []
    times = factor(ratio(found.graded, found.baseline.value))
    return [(f"{times} × baseline", f"{times}×基线值")]


def _grade(found):
    if blank(found.grade):
        return _open_grade(found)
    number, with_symptoms = found.grade.number, found.grade.with_symptoms
    if not number:
        return []
    english, chinese = f"CTCAE grade {number}", f"CTCAE {number}级"
    if with_symptoms > number:
        english += f" ({with_symptoms} if symptomatic)"
        chinese += f"（有症状为{with_symptoms}级）"
    return [(english, chinese)]


def _open_grade(found):
    """An abnormal value whose grade needs something that is not known."""
    side = {Indicator.LOW: Direction.LOW, Indicator.HIGH: Direction.HIGH}.get(found.indicator)
    is_graded = any(criterion.direction == side for criterion in criteria_of(found.analyte))
    return [("CTCAE grade open", "CTCAE分级待定")] if is_graded else []


def factor(number):
    """A number with two decimals at most; what is printed with a sign keeps its sign."""
    if isinstance(number, Span):
        low, high = short(number.low), short(number.high)
        return str(Span(low, high, low_open=number.low_open, high_open=number.high_open))
    return plain_text(short(number))


def short(number):
    """Rounded to two decimals, without zeros at the end."""
    return rounded(number, 2).normalize()
