"""What a client sends for a record, held against the questions of the form."""

import re
from dataclasses import dataclass, field
from typing import Any

from edc.actions.entry import Typed, as_seen
from edc.api.errors import unknown
from edc.api.parsing import Digits
from edc.api.resource import bad_field, fields
from edc.crf import Crf
from edc.models.record import State
from edc.questions import (
    Integer,
    MultiChoice,
    Number,
    Question,
    Reference,
    Unreadable,
    refuse_unstorable,
    says_something,
)
from edc.text import T

UNKNOWN_QUESTION = T("The form asks no such question.", "该表单没有此问题。")
IS_DERIVED = T("This answer is computed, never entered.", "该项由系统计算，不可录入。")
HAS_ONE_UNIT = T("This question has no choice of units.", "该问题没有可选单位。")

WANTS_TEXT = T("Send this answer as text.", "请以文本发送该答案。")
WANTS_NUMBER = T("Send this answer as a number or as text.", "请以数字或文本发送该答案。")
WANTS_CODES = T("Send this answer as a list of codes.", "请以代码列表发送该答案。")
WANTS_CODE = T("Send a missing-value code or a unit as text.", "请以文本发送缺失代码或单位。")
BOTH_GIVEN = T(
    "Give either an answer or the reason why it is missing.",
    "请填写答案或缺失原因，二者不可同时填写。",
)


@dataclass
class Entry:
    """The body of a write; ``answers``, ``missing`` and ``units`` by question."""

    answers: dict[str, Any]
    missing: dict[str, Any]
    units: dict[str, Any]
    reasons: dict[str, str]
    version: int | None
    state: str | None
    refused: dict[str, str] = field(default_factory=dict)

    def names(self) -> list[str]:
        """The questions it says something about."""
        return list(dict.fromkeys([*self.answers, *self.missing, *self.units]))

    def become_whole(self, crf: type[Crf]) -> None:
        """Say something about every question: what was not given is cleared."""
        for question in crf.questions():
            self.answers.setdefault(question.name, None)
            self.missing.setdefault(question.name, None)
            if question.unit_column:
                self.units.setdefault(question.name, None)


def entry_in(body, crf: type[Crf]) -> Entry:
    """A body as an entry. Raises Refusal for what the form does not know."""
    given = fields(body, "answers", "missing", "units", "reasons", "version", "state")
    entry = Entry(
        **{name: _by_question(given, name, crf) for name in ("answers", "missing", "units")},
        reasons=_reasons(_by_question(given, "reasons", crf)),
        version=version_in(given),
        state=given.get("state"),
    )
    if strangers := [name for name in entry.units if not crf.asked[name].unit_column]:
        raise unknown("unknown_unit", HAS_ONE_UNIT, strangers)
    if entry.state not in (None, State.DRAFT, State.COMPLETE):
        raise bad_field("state")
    return entry


def version_in(given: dict) -> int | None:
    """The version that the client saw; None when it does not say."""
    version = given.get("version")
    if version is None:
        return None
    if not isinstance(version, Digits) or not re.fullmatch(r"[0-9]{1,9}", version):
        raise bad_field("version")
    return int(version)


def reason_in(given: dict) -> str:
    """Why something is done to a whole record."""
    reason = given.get("reason")
    if not isinstance(reason, str) or isinstance(reason, Digits) or not _is_storable(reason):
        raise bad_field("reason")
    return reason if says_something(reason) else ""


def typed_in(entry: Entry, crf: type[Crf], names, *, seen_row: dict, zone) -> dict[str, Typed]:
    """What was typed, beside what the client saw; what cannot be read goes to ``refused``."""
    typed = {}
    for name in names:
        try:
            typed[name] = _typed(entry, crf.asked[name], seen_row, zone)
        except Unreadable as refusal:
            entry.refused[name] = refusal.args[0]
    return typed


def _typed(entry, question, seen_row, zone) -> Typed:
    name = question.name
    seen = as_seen(question, seen_row, zone)
    text, unit, missing = seen.rsplit("|", 2)
    if name in entry.answers:
        text, missing = text_of(question, entry.answers[name]), ""
    if name in entry.missing:
        missing = _code(entry.missing[name])
        if missing and name not in entry.answers:
            text = ""
    if name in entry.units:
        unit = _code(entry.units[name])
    if missing and text:
        raise Unreadable(BOTH_GIVEN)
    return Typed(text, unit if text else "", missing, seen)


def text_of(question: Question, value) -> str:
    """An answer as a person would type it. Raises Unreadable for a value of the wrong kind."""
    if value is None or value == "":
        return ""
    if isinstance(question, MultiChoice):
        if not isinstance(value, list) or not all(_is_code(code) for code in value):
            raise Unreadable(WANTS_CODES)
        return ",".join(value)
    takes_numbers = isinstance(question, Number | Integer | Reference)
    if not isinstance(value, str) or (isinstance(value, Digits) and not takes_numbers):
        raise Unreadable(WANTS_NUMBER if takes_numbers else WANTS_TEXT)
    return str(value)


def _is_code(value) -> bool:
    return (
        isinstance(value, str)
        and not isinstance(value, Digits)
        and "," not in value
        and value != ""
    )


def _code(value) -> str:
    if value is None:
        return ""
    if not isinstance(value, str) or isinstance(value, Digits):
        raise Unreadable(WANTS_CODE)
    return value


def _by_question(given, field_name, crf) -> dict[str, Any]:
    values = given.get(field_name, {})
    if not isinstance(values, dict):
        raise bad_field(field_name)
    if strangers := values.keys() - crf.asked.keys():
        raise unknown("unknown_question", UNKNOWN_QUESTION, strangers)
    if derived := [name for name in values if crf.asked[name].derived is not None]:
        raise unknown("derived_question", IS_DERIVED, derived)
    return values


def _reasons(given) -> dict[str, str]:
    for name, reason in given.items():
        if reason is not None and (not isinstance(reason, str) or isinstance(reason, Digits)):
            raise bad_field(f"reasons.{name}")
        if reason is not None and not _is_storable(reason):
            raise bad_field(f"reasons.{name}")
    return {name: why for name, why in given.items() if why and says_something(why)}


def _is_storable(text) -> bool:
    try:
        refuse_unstorable(text)
    except Unreadable:
        return False
    return True
