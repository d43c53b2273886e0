"""Columns that carry what the protocol says about the question they answer.

An answer may always be missing, so every column is nullable; what is owed is a matter for checks.
Wording, codelists, ranges and conditions stay out of migrations.
"""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db import models

from edc import logic
from edc.codelists import YesNo as YesNoCodes
from edc.logic import Unknown
from edc.schedule import always, never
from edc.text import T

NOT_IN_MIGRATIONS = {"verbose_name", "choices", "null", "blank", "help_text"}


class Unreadable(ValueError):
    """What was typed cannot be stored in the column; ``args[0]`` says why."""


class Seen(NamedTuple):
    """An answer elsewhere that a remark rests on: what it says, and where it stands."""

    text: str
    record_id: int
    question: str


class Remark(NamedTuple):
    """What is said beside an answer; ``is_alert`` when somebody should look twice."""

    text: str
    is_alert: bool = False
    sources: tuple[Seen, ...] = ()


class Suggestion(NamedTuple):
    """A text that is offered while typing; ``label``: how people read it, where they need more."""

    text: str
    label: str = ""


class Question(models.Field):
    """What is asked, and the column of its answer.

    ``sdtm``: where the answer goes in SDTM, empty for what is not submitted. ``hard`` and
    ``expected``: ranges in the standard unit, ends allowed. ``shown_when`` and ``required_when``:
    functions whose parameters name what they read. ``derived``: a function that computes the
    answer; then there is no column. ``remark``: a function that gives the Remark shown beside the
    answer, or nothing; ``suggests``: one that lists what is offered while typing, texts or
    Suggestions. ``pii``: personal data, left out of datasets by default.
    """

    kind = ""
    codelist = None
    qualified = False
    # Whether the value of the column, as Python reads it, is the answer that facts see.
    stands_as_known = True

    def __init__(
        self,
        label="",
        *,
        sdtm=(),
        cdash="",
        unit=None,
        hard=None,
        expected=None,
        shown_when=always,
        required_when=never,
        derived=None,
        remark=None,
        suggests=None,
        pii=False,
        hint="",
        **column,
    ):
        self.sdtm, self.cdash, self.unit = sdtm, cdash, unit
        self.hard, self.expected = hard, expected
        self.shown_when, self.required_when, self.derived = shown_when, required_when, derived
        self.remark, self.suggests = remark, suggests
        self.pii, self.hint = pii, hint
        self.section = None
        super().__init__(verbose_name=label, null=True, blank=True, **column)

    @property
    def label(self):
        return self.verbose_name

    @property
    def columns(self) -> tuple[str, ...]:
        """The question's own column and those that qualify its answer."""
        return (self.name,)

    @property
    def unit_column(self) -> str:
        """The column of the unit typed, for a question that takes several; else nothing."""
        return next((c for c in self.columns[1:] if c.endswith("_unit")), "")

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {k: v for k, v in kwargs.items() if k not in NOT_IN_MIGRATIONS}

    def read(self, text: str, zone) -> dict:
        """Column values for what was typed; blank text clears. Raises Unreadable."""
        if not text:
            return dict.fromkeys(self.columns)
        refuse_unstorable(text)
        return self._read(text, zone)

    def _read(self, text, zone):
        raise NotImplementedError

    def text(self, row: dict, zone) -> str:
        """The answer as it is typed and compared, empty when there is none."""
        value = row.get(self.name)
        return "" if value is None else self._text(value, zone)

    def _text(self, value, zone):
        return str(value)

    def shown(self, row: dict, zone) -> str:
        """The answer as people read it: decoded, in the language of the reader."""
        return self.text(row, zone)

    def known(self, row: dict, zone):
        """The answer as facts and checks see it, from a row of JSON values; Unknown when absent."""
        value = row.get(self.name)
        return Unknown if value is None else self._known(value, row, zone)

    def _known(self, value, row, zone):
        return value


# As the database sees a reason: spaces are none, Chinese and invisible ones included.
VISIBLE = r"[^\s\u00a0\u200b-\u200d\u2060\u3000\ufeff]"
# Half a character, and what decoding puts in the place of bytes that are none.
BROKEN = r"[\ud800-\udfff\ufffd]"


def refuse_unstorable(text: str) -> None:
    """Raise Unreadable for what no text column holds, and for what was lost on the way here."""
    if "\0" in text:
        raise Unreadable(T("contains a character that cannot be stored.", "含有无法保存的字符。"))
    if re.search(BROKEN, text):
        raise Unreadable(T("contains a broken character.", "含有损坏的字符。"))


def says_something(text: str) -> bool:
    """Whether there are words, and such as a column holds: what a reason or a query has to be."""
    try:
        refuse_unstorable(text)
    except Unreadable:
        return False
    return re.search(VISIBLE, text) is not None


# What PostgreSQL would write otherwise than it was typed is refused: 007, -0.
PRINTED_NUMBER = r"(?:(<=|>=|<|>) ?)?(?!-0(?:\.0+)?$)(-?(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,30})?)"
NOT_A_NUMBER = T(
    "Enter a number in ordinary digits, for example 0.005.", "请用半角数字填写，例如0.005。"
)
NOT_WHOLE = T("Enter a whole number in ordinary digits.", "请用半角数字填写整数。")
NOT_A_DATE = T("Enter a date as YYYY-MM-DD.", "请按YYYY-MM-DD填写日期。")
NOT_A_PARTIAL_DATE = T(
    "Enter year, year and month, or the full date: YYYY, YYYY-MM or YYYY-MM-DD.",
    "请填写年、年月或完整日期：YYYY、YYYY-MM或YYYY-MM-DD。",
)
NOT_AN_INSTANT = T(
    "Enter date and time as YYYY-MM-DD HH:MM.", "请按YYYY-MM-DD HH:MM填写日期和时间。"
)
NOT_LISTED = T("Choose one of the listed values.", "请从所列选项中选择。")


class Integer(Question, models.BigIntegerField):
    kind = "integer"

    def _read(self, text, zone):
        if not re.fullmatch(r"-?[0-9]{1,18}", text):
            raise Unreadable(NOT_WHOLE)
        if text != str(int(text)):
            raise Unreadable(NOT_WHOLE)
        return {self.name: int(text)}


class Number(Question):
    """A decimal kept as typed: ``0.0010`` stays ``0.0010``.

    ``decimals``: digits after the point that may be entered. ``qualified``: takes ``<``, ``<=``,
    ``>`` or ``>=`` as printed. ``other_units``: further units, each with the factor to the standard
    unit or the function that converts to it.
    """

    kind = "decimal"
    stands_as_known = False

    def __init__(self, label="", *, decimals=None, qualified=False, other_units=None, **about):
        self.decimals, self.qualified = decimals, qualified
        self.other_units = other_units or {}
        super().__init__(label, **about)

    def db_type(self, connection):
        return "numeric"

    @property
    def columns(self):
        qualifier = (f"{self.name}_qualifier",) if self.qualified else ()
        return (self.name, *qualifier, *((f"{self.name}_unit",) if self.other_units else ()))

    def _read(self, text, zone):
        match = re.fullmatch(PRINTED_NUMBER, text)
        if not match or (match[1] and not self.qualified):
            raise Unreadable(NOT_A_NUMBER)
        values = {self.name: Decimal(match[2])}
        return values | ({f"{self.name}_qualifier": match[1]} if self.qualified else {})

    def _text(self, value, zone):
        return format(Decimal(value), "f")

    def text(self, row, zone):
        qualifier = row.get(f"{self.name}_qualifier") or ""
        return qualifier + super().text(row, zone)

    def _known(self, value, row, zone):
        standard = self.in_standard_unit(Decimal(value), row.get(f"{self.name}_unit"))
        return logic.qualified(standard, row.get(f"{self.name}_qualifier"))

    def in_standard_unit(self, value: Decimal, unit: str | None) -> Decimal:
        """A number given in one of the units of the question, in the standard unit."""
        convert = self.other_units.get(unit, 1)
        return convert(value) if callable(convert) else value * convert


class Date(Question, models.DateField):
    kind = "date"

    def _read(self, text, zone):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise Unreadable(NOT_A_DATE)
        try:
            return {self.name: date.fromisoformat(text)}
        except ValueError:
            raise Unreadable(NOT_A_DATE) from None

    def _known(self, value, row, zone):
        return date.fromisoformat(value) if isinstance(value, str) else value


class PartialDate(Question, models.CharField):
    """``2026``, ``2026-03`` or ``2026-03-07``: stored as entered, never imputed."""

    kind = "partial_date"
    stands_as_known = False

    def __init__(self, label="", **about):
        super().__init__(label, **{"max_length": 10} | about)

    def db_check(self, connection):
        return f"\"{self.column}\" ~ '^[0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}})?)?$'"

    def _read(self, text, zone):
        if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
            raise Unreadable(NOT_A_PARTIAL_DATE)
        try:
            logic.latest_day(text)
            logic.earliest_day(text)
        except ValueError:
            raise Unreadable(NOT_A_PARTIAL_DATE) from None
        return {self.name: text}

    def _known(self, value, row, zone):
        return logic.PartialDate(value)


class DateTime(Question, models.DateTimeField):
    """An instant to the minute, typed in the zone of the site unless it carries an offset."""

    kind = "datetime"
    stands_as_known = False

    def _read(self, text, zone):
        pattern = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:00)?(Z|[+-][0-9]{2}:[0-9]{2})?"
        if not re.fullmatch(pattern, text):
            raise Unreadable(NOT_AN_INSTANT)
        try:
            instant = datetime.fromisoformat(text)
            instant = instant if instant.tzinfo else instant.replace(tzinfo=zone)
            return {self.name: instant.astimezone(zone).astimezone(UTC)}
        except (ValueError, OverflowError):
            raise Unreadable(NOT_AN_INSTANT) from None

    def _text(self, value, zone):
        return self._known(value, {}, zone).isoformat(sep=" ")[:16]

    def shown(self, row, zone):
        if row.get(self.name) is None:
            return ""
        return self._known(row[self.name], row, zone).isoformat(sep=" ", timespec="minutes")

    def _known(self, value, row, zone):
        instant = datetime.fromisoformat(value) if isinstance(value, str) else value
        return instant.astimezone(zone)


class Choice(Question, models.CharField):
    """One code of a codelist."""

    kind = "choice"

    def __init__(self, label="", codelist=None, **about):
        if codelist is not None:
            self.codelist, about["choices"] = codelist, codelist.choices
        super().__init__(label, **{"max_length": 40} | about)

    def _read(self, text, zone):
        if text not in self.codelist.values:
            raise Unreadable(NOT_LISTED)
        return {self.name: text}

    def shown(self, row, zone):
        code = row.get(self.name)
        return "" if code is None else decoded(self.codelist, code)


class YesNo(Choice):
    """``Y`` or ``N``, or no answer."""

    kind = "boolean"

    def __init__(self, label="", **about):
        super().__init__(label, YesNoCodes, **{"max_length": 1} | about)


class MultiChoice(Question, ArrayField):
    """Several codes of a codelist, typed and compared as codes joined by commas in its order."""

    kind = "multi_choice"

    def __init__(self, label="", codelist=None, **about):
        self.codelist = codelist
        super().__init__(label, **{"base_field": models.CharField(max_length=40)} | about)

    def _read(self, text, zone):
        chosen = text.split(",")
        if len(set(chosen)) != len(chosen) or not set(chosen) <= set(self.codelist.values):
            raise Unreadable(NOT_LISTED)
        return {self.name: [code for code in self.codelist.values if code in chosen]}

    def _text(self, value, zone):
        return ",".join(value)

    def shown(self, row, zone):
        separator = str(T("; ", "；"))
        return separator.join(decoded(self.codelist, code) for code in row.get(self.name) or ())


def decoded(codelist, code: str) -> str:
    """The wording of a code; the code itself if the list no longer has it."""
    return str(codelist(code).label) if code in codelist.values else code


class Text(Question, models.TextField):
    """Free text, stored exactly as typed. ``longest`` characters; ``pattern`` matches the whole.

    ``coded_with``: the dictionary that its answers are coded with, beside them, never in them.
    """

    kind = "text"

    def __init__(self, label="", *, longest=None, pattern="", coded_with="", **about):
        self.longest, self.pattern, self.coded_with = longest, pattern, coded_with
        super().__init__(label, **about)

    def _read(self, text, zone):
        return {self.name: text}


class Reference(Question, models.ForeignKey):
    """Another record of the same subject, of the form ``to_form``."""

    kind = "reference"

    def __init__(self, label="", *, to_form="", **about):
        self.to_form = to_form
        target = {"to": "edc.Record", "on_delete": models.PROTECT, "related_name": "+"}
        super().__init__(label, **target | about)

    def get_attname_column(self):
        return f"{self.name}_id", self.name

    def _read(self, text, zone):
        if not re.fullmatch(r"[1-9][0-9]{0,17}", text):
            raise Unreadable(NOT_LISTED)
        return {self.name: int(text)}


class Qualifier(models.CharField):
    """The sign printed before a number: ``<``, ``<=``, ``>`` or ``>=``."""

    def __init__(self, **column):
        super().__init__(**{"max_length": 2, "null": True} | column)

    def db_check(self, connection):
        return f"\"{self.column}\" IN ('<', '<=', '>', '>=')"


class UnitEntered(models.CharField):
    """The unit a number was typed in, where it has several."""

    def __init__(self, **column):
        super().__init__(**{"max_length": 20, "null": True} | column)
