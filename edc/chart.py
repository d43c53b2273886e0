"""A subject's chart: what facts, checks and conditions see, resolved by the names they declare.

A parameter names an answer of the same form, ``parent``, ``visit``, ``this``, a form that occurs
once, a form in the plural (the subject's other records of it), a fact, ``param``, ``site`` or
``today``. Complete records count, and the record that is being looked at.
"""

import inspect
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

from edc import crf as forms
from edc.facts import facts
from edc.logic import Unknown


class PlaceInSchedule(NamedTuple):
    """The visit a record hangs on."""

    code: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Envelope:
    """Which record the answers belong to."""

    id: int
    form: str
    line: int = 1
    state: str = "COMPLETE"
    version: int = 1
    visit: PlaceInSchedule | None = None
    parent_id: int | None = None


class Answers:
    """The answers of one record by name: Unknown when absent, hidden or given a missing code."""

    __slots__ = ("_cache", "_chart", "_crf", "_envelope", "_row")

    def __init__(self, crf, envelope: Envelope, row: dict, chart: "Chart"):
        self._crf, self._envelope, self._row, self._chart = crf, envelope, row, chart
        self._cache: dict[str, Any] = {}

    def __repr__(self):
        return f"<{self._envelope}>"

    def __getattr__(self, name):
        if name not in self._crf.asked:
            raise AttributeError(f"{self._crf.form} asks no {name}")
        if name not in self._cache:
            self._cache[name] = self._chart.answer(self, self._crf.asked[name])
        value = self._cache[name]
        self._chart.note(self._envelope.id, name, value)
        self._note_sources(name)
        return value

    def _note_sources(self, name):
        """Whoever reads a derived answer reads the answers it is derived from."""
        derive = self._crf.asked[name].derived
        if derive is not None and self._chart.is_watched:
            for source in names_of(derive):
                if source in self._crf.asked:
                    getattr(self, source)


class Blank:
    """A form that was not filled: every answer is Unknown."""

    _envelope = None

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return Unknown


BLANK = Blank()


@cache
def names_of(function: Callable) -> tuple[str, ...]:
    """The names that a function reads."""
    return tuple(inspect.signature(function).parameters)


@cache
def parameters():
    """The numbers of the protocol."""
    return import_string(settings.EDC_PARAMETERS)


@dataclass(eq=False)
class Chart:
    """Everything known about one subject on one day; ``records`` holds the Answers by form."""

    today: date
    site: Any = field(default_factory=lambda: SimpleNamespace(code="", zone=None))
    subject: Any = None
    records: dict[str, list[Answers]] = field(default_factory=dict)
    param: Any = field(default_factory=parameters)

    def __post_init__(self):
        self._facts: dict[str, Any] = {}
        self._by_id: dict[int, Answers] = {}
        self._seen: list | None = None

    def add(self, crf, envelope: Envelope, row: dict) -> Answers:
        """File a record's answers; ``row`` maps columns to JSON or Python values."""
        answers = Answers(crf, envelope, row, self)
        self.records.setdefault(crf.form, []).append(answers)
        self._by_id[envelope.id] = answers
        return answers

    def sort(self) -> None:
        """Put each form's records in order of their date, then of their line."""
        for form, filed in self.records.items():
            day = forms.crf_named(form).date
            filed.sort(key=lambda a: (str(a._row.get(day) or "9999"), a._envelope.line))

    def forget(self) -> None:
        """Compute facts and derived answers anew: a record changed."""
        self._facts.clear()
        for filed in self.records.values():
            for answers in filed:
                answers._cache.clear()

    def fact(self, name: str):
        """The value of a fact, computed once. Raises RecursionError when facts need each other."""
        if name not in self._facts:
            self._facts[name] = _Pending
            self._facts[name] = self._nested(facts()[name], None)
        if self._facts[name] is _Pending:
            raise RecursionError(f"fact {name} needs itself")
        return self._facts[name]

    def answer(self, answers: Answers, question):
        """What the question's answer is, for facts and checks."""
        row = answers._row
        if question.derived is None and (
            row.get(question.name) is None or question.name in (row.get("missing") or ())
        ):
            return Unknown
        if not self.shows(answers, question):
            return Unknown
        if question.derived is not None:
            return self._nested(question.derived, answers)
        return question.known(row, self.site.zone)

    def shows(self, answers: Answers, question) -> bool:
        """Whether the question applies, by its own condition and that of its section."""
        return all(
            self._nested(condition, answers) is True
            for condition in {question.section.shown_when, question.shown_when}
        )

    def parent_of(self, answers: Answers):
        """The record this one belongs to, or blank answers while it is not complete."""
        crf = answers._crf
        if not crf.parent_by:
            parent_id = answers._envelope.parent_id
            return BLANK if parent_id is None else self._by_id.get(parent_id, BLANK)
        shared = getattr(answers, crf.parent_by)
        return next(
            (p for p in self.records.get(crf.parent, ()) if _same(p, crf.parent_by, shared)), BLANK
        )

    def evaluate(self, function: Callable, answers: Answers | None = None):
        """Call the function with what it names. A division by zero is Unknown."""
        given = {name: self.value(name, answers) for name in names_of(function)}
        try:
            return function(**given)
        except ArithmeticError:
            return Unknown

    def _nested(self, function, answers):
        seen, self._seen = self._seen, None
        try:
            return self.evaluate(function, answers)
        finally:
            self._seen = seen

    def value(self, name: str, answers: Answers | None = None):
        """What a name means for a record, or for the subject. LookupError if nothing."""
        if answers is not None:
            if name in answers._crf.asked:
                return getattr(answers, name)
            if name in OF_THE_RECORD:
                return OF_THE_RECORD[name](self, answers)
        if name in OF_THE_CHART:
            return getattr(self, name)
        if name in facts():
            value = self.fact(name)
            self.note(0, name, value)
            return value
        return self._filed(name, answers)

    def _filed(self, name, answers):
        form, is_plural = named_form(name)
        filed = self.records.get(form, [])
        if is_plural:
            return [record for record in filed if record is not answers]
        return filed[0] if filed else BLANK

    @property
    def is_watched(self) -> bool:
        """Whether somebody wants to know what is read."""
        return self._seen is not None

    def note(self, record_id: int, name: str, value) -> None:
        """Remember that a value was read, while somebody wants to know."""
        if self._seen is not None:
            self._seen.append((record_id, name, repr(value)))

    @contextmanager
    def watching(self):
        """Collect (record id, name, value) of whatever is read inside."""
        earlier, self._seen = self._seen, []
        try:
            yield self._seen
        finally:
            self._seen = earlier


class _Pending:
    """Stands for a fact while it is being computed."""


def _same(record, name, shared) -> bool:
    return (getattr(record, name) == shared) is True


OF_THE_RECORD: dict[str, Callable] = {
    "parent": lambda chart, answers: chart.parent_of(answers),
    "visit": lambda chart, answers: answers._envelope.visit or BLANK,
    "this": lambda chart, answers: answers,
}
OF_THE_CHART = {"param", "today", "site", "subject"}


@cache
def named_form(name: str) -> tuple[str, bool]:
    """The form a name means, and whether in the plural. LookupError if none."""
    for form in forms.crfs():
        if name == form.form:
            return form.form, False
        if name == form.plural():
            return form.form, True
    raise LookupError(f"nothing is called {name}")


def forms_named(name: str) -> frozenset[str]:
    """The forms whose answers decide what a name means for the subject."""
    return frozenset(_read_by_name(name, None, set()))


@cache
def forms_read(function: Callable, crf=None) -> frozenset[str]:
    """The forms whose answers decide what the function gives, through facts and derived answers."""
    return frozenset(_forms_read(function, crf, set()))


def _forms_read(function, crf, visited) -> Iterable[str]:
    if (function, crf) in visited:
        return
    visited.add((function, crf))
    for name in names_of(function):
        yield from _read_by_name(name, crf, visited)


def _read_by_name(name, crf, visited):
    if crf is not None and name in crf.asked:
        yield from _read_by_question(crf, crf.asked[name], visited)
    elif crf is not None and name in OF_THE_RECORD:
        yield from _whole_form(forms.crf_named(crf.parent), visited) if name == "parent" else ()
    elif name in facts():
        yield from _forms_read(facts()[name], None, visited)
    elif name not in OF_THE_CHART:
        yield from _whole_form(forms.crf_named(named_form(name)[0]), visited)


def _whole_form(crf, visited):
    yield crf.form
    for question in crf.asked.values():
        yield from _read_by_question(crf, question, visited)


def _read_by_question(crf, question, visited):
    for function in (question.derived, question.shown_when, question.section.shown_when):
        if function is not None:
            yield from _forms_read(function, crf, visited)


def belonging_to(parent, records) -> list:
    """Those of the records that are children of the parent."""
    return [record for record in records if record._envelope.parent_id == parent._envelope.id]
