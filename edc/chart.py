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
from functools import cache, cached_property
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string

from edc import crf as forms
from edc.facts import facts
from edc.logic import Unknown
from edc.schedule import always


class PlaceInSchedule(NamedTuple):
    """The visit a record hangs on."""

    code: str
    sequence: int


class Envelope(NamedTuple):
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
        if name not in self._cache:
            self._cache[name] = self._chart.answer(self, asking(self._crf, name))
        value = self._cache[name]
        if self._chart._seen is not None:
            self._chart.note(self._envelope.id, name, value)
            self._note_sources(name)
        return value

    def forget(self) -> None:
        """Compute derived answers, and what is shown, anew."""
        self._cache.clear()

    def _note_sources(self, name):
        """Whoever reads a derived answer reads the answers it is derived from."""
        derive = self._crf.asked[name].derived
        if derive is not None:
            for source in names_of(derive):
                if source in self._crf.asked:
                    getattr(self, source)


class Unwatched(Answers):
    """The same, of a chart that nobody watches: what was read once is a plain attribute."""

    def __getattr__(self, name):
        value = self.__dict__[name] = self._chart.answer(self, asking(self._crf, name))
        return value

    def hold(self, names: Iterable[str]) -> None:
        """Have these answers at hand, which stand in the row as facts see them."""
        row = self._row
        if not row["missing"]:
            own = self.__dict__
            for name in names:
                own[name] = Unknown if row[name] is None else row[name]

    def forget(self) -> None:
        """Read everything anew."""
        self.__dict__.clear()


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
    """Everything known about one subject, or about a site, on one day.

    ``records`` holds the Answers by form; ``shared`` what is known about the subject's site, not
    yet filed among them. ``bring`` is asked for the answers to a question that were not loaded.
    ``envelopes`` are those of its records in every state, where they were loaded apart; ``kind`` is
    the class of its answers.
    """

    today: date
    site: Any = field(default_factory=lambda: SimpleNamespace(code="", zone=None))
    subject: Any = None
    records: dict[str, list[Answers]] = field(default_factory=dict)
    shared: dict[str, list[tuple[Envelope, dict]]] = field(default_factory=dict)
    param: Any = field(default_factory=parameters)
    bring: Callable | None = None
    envelopes: list[Envelope] = field(default_factory=list)
    kind: type[Answers] = Answers

    def __post_init__(self):
        self._facts: dict[str, Any] = {}
        self._by_id: dict[int, Answers] = {}
        self._seen: list | None = None

    def add(self, crf, envelope: Envelope, row: dict) -> Answers:
        """File a record's answers; ``row`` maps columns to JSON or Python values."""
        answers = self.kind(crf, envelope, row, self)
        self.records.setdefault(crf.form, []).append(answers)
        self._by_id[envelope.id] = answers
        return answers

    def sort(self) -> None:
        """Put each form's records in order of their date, then of their line."""
        for form, filed in self.records.items():
            if len(filed) < 2:
                continue
            day = forms.crf_named(form).date
            filed.sort(key=lambda a: (str(a._row.get(day) or "9999"), a._envelope.line))

    def forget(self) -> None:
        """Compute facts and derived answers anew: a record changed."""
        self._facts.clear()
        for filed in self.records.values():
            for answers in filed:
                answers.forget()

    def dissolve(self) -> None:
        """Let go of the records, so that nothing holds a chart that nobody looks at any more."""
        self.records.clear()
        self.envelopes.clear()
        self._by_id.clear()
        self._facts.clear()

    def fact(self, name: str):
        """The value of a fact, computed once. Raises RecursionError when facts need each other."""
        if name not in self._facts:
            self._facts[name] = _Pending
            self._facts[name] = self._nested(prepared(facts()[name], None), None)
        if self._facts[name] is _Pending:
            raise RecursionError(f"fact {name} needs itself")
        return self._facts[name]

    def noted_fact(self, name: str):
        """The value of a fact, for somebody who may want to know that it was read."""
        value = self.fact(name)
        self.note(0, name, value)
        return value

    def answer(self, answers: Answers, asked: "Asking"):
        """What the question's answer is, for facts and checks."""
        seen, self._seen = self._seen, None
        try:
            return self._answer(answers, *asked)
        finally:
            self._seen = seen

    def _answer(self, answers, question, conditions, derive):
        row, name = answers._row, question.name
        if derive is None:
            if self.bring is not None and name not in row:
                self.bring(answers._crf, question)
            value, missing = row.get(name), row.get("missing")
            if value is None or (missing and name in missing):
                return Unknown
        if conditions and not self.shows(answers, question):
            return Unknown
        return question.known(row, self.zone) if derive is None else derive(self, answers)

    @cached_property
    def zone(self):
        """The zone in which the site's clocks run."""
        return self.site.zone

    def shows(self, answers: Answers, question) -> bool:
        """Whether the question applies, by its own condition and that of its section."""
        for holds in asking(answers._crf, question.name).conditions:
            if self._nested(holds, answers) is not True:
                return False
        return True

    @cached_property
    def versions(self) -> dict[str, list[tuple]]:
        """Id and version of each record by form, with its state where it is not complete."""
        found: dict[str, list[tuple]] = {}
        for envelope in self.envelopes:
            state = () if envelope.state == "COMPLETE" else (envelope.state,)
            found.setdefault(envelope.form, []).append((envelope.id, envelope.version, *state))
        return found

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
        return prepared(function, None if answers is None else answers._crf)(self, answers)

    def _nested(self, call, answers):
        seen, self._seen = self._seen, None
        try:
            return call(self, answers)
        finally:
            self._seen = seen

    def value(self, name: str, answers: Answers | None = None):
        """What a name means for a record, or for the subject. LookupError if nothing."""
        return reader(name, None if answers is None else answers._crf)(self, answers)

    def _filed(self, form: str, is_plural: bool, answers: Answers | None):
        if form in self.shared:
            self._file(form)
        filed = self.records.get(form, [])
        if is_plural:
            return [record for record in filed if record is not answers]
        return filed[0] if filed else BLANK

    def _file(self, form):
        for envelope, row in self.shared.pop(form):
            self.add(forms.crf_named(form), envelope, row)
        self.sort()

    def note(self, record_id: int, name: str, value) -> None:
        """Remember that a value was read, while somebody wants to know."""
        if self._seen is not None:
            self._seen.append((record_id, name, repr(value)))

    @contextmanager
    def watching(self):
        """Collect (record id, name, value) of whatever is read inside."""
        if self.kind is Unwatched:
            raise TypeError("what is read of a chart of many subjects cannot be collected")
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
OF_THE_CHART = {"param", "today", "subject"}


@cache
def conditions(crf) -> dict[str, tuple[Callable, ...]]:
    """By question, the conditions on which it shows, of its section and its own."""
    return {
        question.name: tuple({question.section.shown_when, question.shown_when} - {always})
        for question in crf.asked.values()
    }


@cache
def is_plain(crf, name: str) -> bool:
    """Whether the answer always shows, and stands in a row as facts see it."""
    question = crf.asked[name]
    return question.stands_as_known and not question.derived and not conditions(crf)[name]


class Asking(NamedTuple):
    """A question with the conditions on which it shows and what derives it, ready to be called."""

    question: Any
    conditions: tuple[Callable, ...]
    derive: Callable | None


@cache
def asking(crf, name: str) -> Asking:
    """How a form asks a question. AttributeError if it does not."""
    if name not in crf.asked:
        raise AttributeError(f"{crf.form} asks no {name}")
    question = crf.asked[name]
    derive = question.derived and prepared(question.derived, crf)
    return Asking(question, tuple(prepared(each, crf) for each in conditions(crf)[name]), derive)


@cache
def prepared(function: Callable, crf) -> Callable[["Chart", Answers | None], Any]:
    """The function called with what it names, for a record of a form or for the subject.

    A division by zero is Unknown.
    """
    given = giving(names_of(function), crf)

    def call(chart, answers):
        values = given(chart, answers)
        try:
            return function(*values)
        except ArithmeticError:
            return Unknown

    return call


def giving(names: tuple[str, ...], crf) -> Callable[["Chart", Answers | None], Any]:
    """What gives the values of names together; the shorter way where all are answers of a form."""
    if crf is not None and names and all(name in crf.asked for name in names):
        of_form = attrgetter(*names)
        if len(names) == 1:
            return lambda chart, answers: (of_form(answers),)
        return lambda chart, answers: of_form(answers)
    readers = tuple(reader(name, crf) for name in names)
    return lambda chart, answers: [read(chart, answers) for read in readers]


@cache
def reader(name: str, crf) -> Callable[[Chart, Answers | None], Any]:
    """What gives the value of a name, for a record of the form or, without one, for the subject."""
    if crf is not None and name in crf.asked:
        return lambda chart, answers: getattr(answers, name)
    if crf is not None and name in OF_THE_RECORD:
        return OF_THE_RECORD[name]
    if name in OF_THE_CHART:
        return lambda chart, answers: getattr(chart, name)
    if name in facts():
        return lambda chart, answers: chart.noted_fact(name)
    form, is_plural = named_form(name)
    return lambda chart, answers: chart._filed(form, is_plural, answers)


@cache
def named_form(name: str) -> tuple[str, bool]:
    """The form a name means, and whether in the plural. LookupError if none."""
    for form in forms.crfs():
        if name == form.form:
            return form.form, False
        if name == form.plural():
            return form.form, True
    raise LookupError(f"nothing is called {name}")


@cache
def forms_named(name: str) -> frozenset[str]:
    """The forms whose answers decide what a name means for the subject."""
    return frozenset(_read_by_name(name, None, set()))


@cache
def forms_read(function: Callable, crf=None) -> frozenset[str]:
    """The forms whose answers decide what the function gives, through facts and derived answers."""
    return frozenset(_forms_read(function, crf, set()))


@cache
def facts_behind(names: tuple[str, ...]) -> tuple[str, ...]:
    """These facts and those that they are found from, sorted."""
    behind = set(names)
    for name in names:
        behind.update(facts_behind(tuple(n for n in names_of(facts()[name]) if n in facts())))
    return tuple(sorted(behind))


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
