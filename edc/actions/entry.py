"""Entering answers: saved as they are typed, merged item by item, checked by the server."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from edc import audit, charts
from edc.access import Permission, role_for
from edc.actions import assessing, rechecking, subjects
from edc.chart import Answers, names_of
from edc.checking import Finding, findings, forms_needed, forms_needed_after
from edc.checks import Severity
from edc.codelists import MissingReason
from edc.crf import Repeats, crf_named, is_beside_parent
from edc.generic import is_hidden
from edc.models import Record, Site, Subject, Visit
from edc.models.record import State, envelope_of
from edc.questions import NOT_LISTED, Question, Reference, Unreadable, says_something


class Typed(NamedTuple):
    """What somebody typed for one question, and what they saw before they typed.

    ``seen`` is the text of the whole answer as it stood on their page (see ``as_seen``); None when
    they saw nothing, and then nobody's answer is held against theirs.
    """

    text: str = ""
    unit: str = ""
    missing: str = ""
    seen: str | None = None


class Conflict(NamedTuple):
    """Somebody else changed the answer meanwhile: what stands now, and what was typed."""

    theirs: str
    yours: str


@dataclass
class Outcome:
    """What came of an entry: what was saved, and what was not and why, by question."""

    record: Record
    answers: Answers
    saved: set[str] = field(default_factory=set)
    changes: dict = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    without_reason: set[str] = field(default_factory=set)
    broken: list[Finding] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether something was typed that is not stored, or a completion did not come about."""
        return bool(self.unreadable or self.conflicts or self.without_reason or self.broken)


class Place(NamedTuple):
    """Where a record belongs: whom it is about, visit (code, sequence) or None, form, line."""

    owner: Subject | Site
    visit: tuple[str, int] | None
    form: str
    line: int = 1

    @property
    def held(self) -> dict[str, int]:
        """What a write holds meanwhile: the subject, or the site for a form of its own."""
        name = "subject_id" if isinstance(self.owner, Subject) else "site_id"
        return {name: self.owner.pk}


class Whereabouts(NamedTuple):
    """The visit (code, sequence) and line of a record."""

    visit: tuple[str, int] | None
    line: int


class NoParent(Exception):
    """The form belongs to another that has not been entered yet."""


class IsRemoved(Exception):
    """The record was removed; nothing can be entered in it."""


def as_seen(question: Question, row: dict, zone) -> str:
    """The whole answer as one text, to tell whether it changed: answer, unit, missing code."""
    unit = row.get(question.unit_column) or ""
    missing = (row.get("missing") or {}).get(question.name, "")
    return "|".join((question.text(row, zone), unit, missing))


def find(*, place: Place) -> Record | None:
    """The record at the place, if it was ever begun."""
    at_visit: dict = {"visit": None}
    if place.visit:
        at_visit = {"visit__code": place.visit[0], "visit__sequence": place.visit[1]}
    same = Record.objects.filter(
        **envelope_of(place.owner), form=place.form, line=place.line, **at_visit
    )
    return same.select_related("visit", "site", "subject__site").first()


def lacks_parent(place: Place) -> bool:
    """Whether the form belongs to one that has not been begun."""
    crf = crf_named(place.form)
    return bool(crf.parent) and not crf.parent_by and parent_at(place) is None


def parent_at(place: Place) -> Record | None:
    """The record that one at the place would belong to; none that was removed."""
    crf = crf_named(place.form)
    kept = Record.objects.filter(**envelope_of(place.owner)).exclude(state=State.REMOVED)
    known = kept.filter(form=crf.parent).select_related("visit").order_by("pk")
    if crf.repeats == Repeats.CHILD:
        known = known.exclude(Exists(kept.filter(form=place.form, parent=OuterRef("pk"))))
    return parent_among([(whereabouts(record), record) for record in known], place)


def parent_among(begun: list[tuple[Whereabouts, Any]], place):
    """Which of the records of the parent's form, in the order they were begun, one belongs to.

    A result belongs to the specimen of its own visit and line; what is collected without its parent
    belongs to the first record of the parent's form, one of the same visit before others. Of a form
    that each parent has once, ``begun`` has the parents without it, one of its line before others.
    ``place`` has visit, form and line.
    """
    crf = crf_named(place.form)
    code = place.visit[0] if place.visit else ""
    beside = [record for where, record in begun if where == (place.visit, place.line)]
    is_child = crf.repeats == Repeats.CHILD
    if beside or not begun or (is_child and is_beside_parent(crf, code)):
        return beside[0] if beside else None

    def strangeness(one):
        where, _ = one
        return where.visit != place.visit, is_child and where.line != place.line

    return min(begun, key=strangeness)[1]


def whereabouts(record: Record) -> Whereabouts:
    """Where the record hangs."""
    visit = (record.visit.code, record.visit.sequence) if record.visit else None
    return Whereabouts(visit, record.line)


def begin(*, place: Place, by, needed=Permission.ENTER) -> Record:
    """Open the envelope of a record: somebody may ask about it before anything is answered."""
    role = role_for(by, needed, place.owner.site_id)
    with audit.acting(by, role=role, **place.held):
        return _begun(place)


def _begun(place: Place) -> Record:
    """The record at the place. The write holds its owner: nobody else begins it meanwhile."""
    record = find(place=place) or _new(place)
    if record.state == State.REMOVED:
        raise IsRemoved
    return record


def _new(place: Place) -> Record:
    crf, ours = crf_named(place.form), envelope_of(place.owner)
    visit = None
    if place.visit:
        code, sequence = place.visit
        same = {**ours, "code": code, "sequence": sequence}
        visit = Visit.objects.filter(**same).first() or Visit.objects.create(**same)
    parent = None
    if crf.parent and not crf.parent_by:
        parent = parent_at(place)
        if parent is None:
            raise NoParent(crf.parent)
    record = Record.objects.create(
        **ours,
        visit=visit,
        parent=parent,
        form=place.form,
        line=place.line,
        form_version=crf.version,
    )
    crf.objects.create(record=record)
    return record


def would_stand(*, place: Place, typed: dict[str, Typed]) -> Answers:
    """The answers as they would stand if this were stored; what cannot be read is left out."""
    crf, record = crf_named(place.form), find(place=place)
    chart = charts.of(place.owner, forms_needed(crf))
    row = row_of(crf, record.pk) if record else {"missing": {}}
    record = record or Record(**envelope_of(place.owner), form=place.form, line=place.line)
    changes = _merge(
        crf, row, typed, chart.site.zone, Outcome(record, charts.put(chart, record, row))
    )
    return charts.put(chart, record, row | changes, place.visit)


def save(
    *,
    place: Place,
    typed: dict[str, Typed],
    by,
    reasons=None,
    complete: bool | Callable[[Outcome], bool] = False,
    needed=Permission.ENTER,
) -> Outcome:
    """Store what was typed, and complete the form if asked, or if a look at the outcome says so.

    A draft keeps every answer that its column can hold. A complete form takes all or nothing: each
    change with its reason, none that newly breaks a hard check. ``needed``: UPLOAD for a
    laboratory, which may complete what it fills. Raises IsRemoved, NoParent, PermissionDenied.
    """
    role = role_for(by, needed, place.owner.site_id)
    crf = crf_named(place.form)
    to_complete = crf.completed_by if needed is Permission.ENTER else needed
    reasons = {name: why for name, why in (reasons or {}).items() if says_something(why)}
    with audit.acting(by, _by_column(crf, reasons), role=role, **place.held):
        record = _begun(place)
        was_complete = record.state == State.COMPLETE
        if was_complete or complete:
            role_for(by, to_complete, record.site_id)
        outcome = _judged(crf, record, typed, reasons, bool(complete) or was_complete)
        if (complete or was_complete) and not outcome.is_refused:
            _refuse_admission(crf, outcome)
        if was_complete and outcome.is_refused:
            _take_back(outcome)
        else:
            completes = complete(outcome) if callable(complete) else complete
            _write(crf, outcome, completes, by, role)
    return outcome


def _by_column(crf, reasons):
    return {column: why for name, why in reasons.items() for column in crf.asked[name].columns}


def _judged(crf, record, typed, reasons, must_hold) -> Outcome:
    """What would come of the entry: merged, read, checked; nothing is written yet."""
    needed = forms_needed_after(crf) if must_hold else forms_needed(crf)
    chart = charts.of(record.owner, needed)
    row = row_of(crf, record.pk)
    outcome = Outcome(record, charts.put(chart, record, row))
    was_complete = record.state == State.COMPLETE
    known = {f.check.key for f in _broken(chart, outcome.answers)} if was_complete else set()
    outcome.changes = _merge(crf, row, typed, chart.site.zone, outcome)
    if was_complete:
        outcome.without_reason = outcome.saved - reasons.keys()
    outcome.answers = charts.put(chart, record, row | outcome.changes)
    if must_hold:
        broken = _broken(chart, outcome.answers)
        outcome.broken = [found for found in broken if found.check.key not in known]
    return outcome


def _take_back(outcome):
    """A complete form takes all or nothing: its answers stand as they stood."""
    chart, record = outcome.answers._chart, outcome.record
    outcome.answers = charts.put(chart, record, row_of(outcome.answers._crf, record.pk))
    outcome.saved, outcome.changes = set(), {}


def row_of(crf, record_id) -> dict:
    """The columns of a record's answers."""
    columns = [column for question in crf.questions() for column in question.columns]
    return dict(crf.objects.values("record_id", "missing", *columns).get(pk=record_id))


def _broken(chart, answers) -> list[Finding]:
    return [f for f in findings(chart, answers) if f.check.severity == Severity.HARD]


def _merge(crf, row, typed, zone, outcome) -> dict:
    """The columns to write: what was typed and differs, and nobody else changed meanwhile."""
    changes: dict = {}
    missing = dict(row["missing"])
    for name, entry in typed.items():
        question = crf.asked[name]
        now = as_seen(question, row, zone)
        try:
            values = read(question, entry, zone)
            _refuse_stranger(question, values, outcome.record)
        except Unreadable as refusal:
            outcome.unreadable[name] = refusal.args[0]
            continue
        after = as_seen(question, row | values | {"missing": _with(missing, name, entry)}, zone)
        if after == now:
            continue
        if entry.seen is not None and entry.seen != now:
            outcome.conflicts[name] = Conflict(now, after)
            continue
        changes |= values
        missing = _with(missing, name, entry)
        outcome.saved.add(name)
    return changes | ({"missing": missing} if missing != row["missing"] else {})


def _refuse_stranger(question, values, record):
    """A reference leads to a record of the same subject, of the form that it names."""
    if isinstance(question, Reference) and (target := values[question.name]) is not None:
        known = Record.objects.filter(subject=record.subject_id, form=question.to_form)
        if not known.exclude(state=State.REMOVED).filter(pk=target).exists():
            raise Unreadable(NOT_LISTED)


def _with(missing, name, entry):
    others = {key: code for key, code in missing.items() if key != name}
    return others | ({name: entry.missing} if entry.missing else {})


def read(question: Question, entry: Typed, zone) -> dict:
    """Column values of what was typed for a question. Raises Unreadable."""
    if entry.missing and entry.missing not in MissingReason.values:
        raise Unreadable(NOT_LISTED)
    values = question.read("" if entry.missing else entry.text, zone)
    if unit_column := question.unit_column:
        units = {"", str(question.unit), *map(str, question.other_units)}
        if entry.unit not in units:
            raise Unreadable(NOT_LISTED)
        values[unit_column] = (entry.unit or None) if not entry.missing else None
    return values


def _write(crf, outcome, complete, by, role):
    record, answers, chart = outcome.record, outcome.answers, outcome.answers._chart
    completing = complete and record.state == State.DRAFT and not outcome.is_refused
    if outcome.changes:
        _store(crf, outcome)
    if completing:
        record.state = State.COMPLETE
    hidden = [q.name for q in crf.questions() if is_hidden(chart, answers, q)]
    if outcome.changes or completing or hidden != record.hidden:
        record.hidden, record.version = hidden, record.version + 1
        same = Record.objects.filter(pk=record.pk)
        same.update(state=record.state, hidden=hidden, version=record.version)
    if record.state == State.COMPLETE and (outcome.changes or completing):
        assessing.nudge()
        outcome.answers = charts.put(chart, record, answers._row)
        rechecking.after_change(chart=chart, answers=outcome.answers, by=by, role=role)
        if _gives_number(crf, outcome):
            subjects.give_number(subject=record.subject)


def _gives_number(crf, outcome) -> bool:
    """Whether the answers admit the subject to the trial."""
    rule, chart = crf.gives_number_when, outcome.answers._chart
    return rule is not None and chart.evaluate(rule, outcome.answers) is True


def _refuse_admission(crf, outcome):
    """A form that gives a number is refused, beside the answer that would, while there is none."""
    if _gives_number(crf, outcome) and (why := subjects.refusal(subject=outcome.record.subject)):
        outcome.unreadable[names_of(crf.gives_number_when)[-1]] = why


def _store(crf, outcome):
    """Write the columns; a number that is taken elsewhere is refused, the rest is kept."""
    same = crf.objects.filter(pk=outcome.record.pk)
    if not crf.unique.keys() & outcome.saved:
        same.update(**outcome.changes)
        return
    try:
        with transaction.atomic():
            same.update(**outcome.changes)
    except IntegrityError:
        ours = row_of(crf, outcome.record.pk)
        for name in crf.unique.keys() & outcome.saved:
            outcome.saved.discard(name)
            outcome.changes.pop(name)
            outcome.unreadable[name] = crf.unique[name]
            outcome.answers._row[name] = ours[name]
        if outcome.record.state == State.COMPLETE:
            outcome.saved, outcome.changes = set(), {}
        elif outcome.changes:
            same.update(**outcome.changes)


def remove(*, record, why, by) -> None:
    """Take a record out of everything that counts; it stays visible with the reason."""
    role = role_for(by, crf_named(record.form).completed_by, record.site_id)
    crf = crf_named(record.form)
    place = Place(record.owner, None, record.form)
    with audit.acting(by, {"*": why}, role=role, **place.held):
        record = Record.objects.select_related("visit", "site", "subject__site").get(pk=record.pk)
        if record.state == State.REMOVED:
            raise IsRemoved
        if crf.unique:
            void = {"void": record.pk}  # a column of forms with unique answers only
            crf.objects.filter(pk=record.pk).update(**void)
        Record.objects.filter(pk=record.pk).update(state=State.REMOVED, version=record.version + 1)
        assessing.nudge()
        rechecking.after_removal(record=record, by=by, role=role, at=timezone.now())
