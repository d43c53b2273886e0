"""Carrying out a write of a record, and telling a program what came of it."""

from contextlib import contextmanager

from django.db import transaction
from rest_framework import status

from edc.actions import entry as entering
from edc.actions.entry import Outcome, Place, row_of
from edc.api.answers import representation, value_of
from edc.api.entries import Entry, typed_in
from edc.api.errors import Refusal, bad_request, worded
from edc.api.versions import row_at
from edc.crf import Crf, crf_named
from edc.generic import DUPLICATE, TYPE
from edc.models import Record
from edc.models.record import State
from edc.questions import Question
from edc.text import T, both

CHANGE = "GEN-CHANGE"

NEEDS_REASON = T(
    "Give the reason for the change under `reasons`.", "请在reasons中填写该修改的原因。"
)
REFUSED = T(
    "Not everything was stored: see `errors` for what was not, `saved` for what was.",
    "部分内容未保存：未保存的见errors，已保存的见saved。",
)
CONFLICT = T(
    "Somebody changed the answer since the version that you saw. Decide, and send it again.",
    "您读取该版本之后，他人已修改此答案，请确认后重新提交。",
)
NO_SUCH_VERSION = T("The record never had that version.", "该记录没有此版本。")
WOULD_OVERWRITE = T(
    "The record already has another answer. Read it, and send the version that you saw.",
    "该记录已有不同的答案，请先读取并提交所读的版本号。",
)
IS_COMPLETE = T(
    "A complete record does not become a draft again. Correct it, with a reason for each change.",
    "已完成的记录不能退回草稿，请直接修改并填写修改原因。",
)
IS_REMOVED = T("The record was removed; nothing can be entered in it.", "该记录已移除，不可录入。")
NO_PARENT = T("Enter the form that this one belongs to first.", "请先录入其所属表单。")


def save(place: Place, entry: Entry, before: Record | None, *, by) -> Outcome:
    """Save an entry against what its client saw. Raises Refusal where nothing was stored."""
    crf, zone = crf_named(place.form), place.owner.zone
    was_complete = before is not None and before.state == State.COMPLETE
    if was_complete and entry.state == State.DRAFT:
        raise Refusal(status.HTTP_409_CONFLICT, "complete", IS_COMPLETE)
    seen = _seen_row(entry, crf, before)
    typed = typed_in(entry, crf, entry.names(), seen_row=seen, zone=zone)
    if entry.refused and (was_complete or not typed):
        body = {"errors": errors_of(None, entry), "conflicts": [], "saved": []}
        raise Refusal(status.HTTP_422_UNPROCESSABLE_ENTITY, "refused", REFUSED, **body)
    write = {
        "place": place,
        "typed": typed,
        "by": by,
        "reasons": entry.reasons,
        "complete": entry.state == State.COMPLETE and not entry.refused,
    }
    with refusals():
        if before is not None and entry.version is None:
            return _overwriting_nothing(write, before)
        return entering.save(**write)


def _overwriting_nothing(write, before: Record) -> Outcome:
    """All or nothing for a client that does not say what it saw."""
    with transaction.atomic():
        outcome = entering.save(**write)
        if outcome.conflicts:
            raise Refusal(
                status.HTTP_428_PRECONDITION_REQUIRED,
                "version_required",
                WOULD_OVERWRITE,
                conflicts=conflicts_of(outcome),
                version=before.version,
            )
    return outcome


@contextmanager
def refusals():
    """Turn what the actions refuse into answers for programs."""
    try:
        yield
    except entering.IsRemoved:
        raise Refusal(status.HTTP_409_CONFLICT, "removed", IS_REMOVED) from None
    except entering.NoParent as missing:
        parent = missing.args[0]
        raise Refusal(status.HTTP_409_CONFLICT, "no_parent", NO_PARENT, form=parent) from None


def _seen_row(entry: Entry, crf: type[Crf], before: Record | None) -> dict:
    """The answers that the client had before it; blank when it saw none, or does not say."""
    if not entry.version:
        return {}
    row = None
    if before is not None:
        row = row_at(entry.version, record=before, row=row_of(crf, before.pk))
    if row is None:
        raise bad_request("unknown_version", NO_SUCH_VERSION, names=["version"])
    return row


def body_of(outcome: Outcome, entry: Entry) -> dict:
    """The record as it stands now; or, when something was refused, what was and why."""
    if not outcome.is_refused and not entry.refused:
        saved = {"saved": sorted(outcome.saved)}
        return representation(outcome.record, outcome.answers) | saved
    code, message = ("conflict", CONFLICT) if outcome.conflicts else ("refused", REFUSED)
    return worded(code, message) | {
        "errors": errors_of(outcome, entry),
        "conflicts": conflicts_of(outcome),
        "saved": sorted(outcome.saved),
        "state": outcome.record.state,
        "version": outcome.record.version,
    }


def errors_of(outcome: Outcome | None, entry: Entry) -> list[dict]:
    """Each value that was refused: its question, the check, the message."""
    errors = [_error(name, TYPE, message) for name, message in entry.refused.items()]
    if outcome is None:
        return errors
    unique = outcome.answers._crf.unique
    for name, message in outcome.unreadable.items():
        is_taken = message is unique.get(name)
        errors.append(_error(name, DUPLICATE if is_taken else TYPE, message))
    errors += [_error(name, CHANGE, NEEDS_REASON) for name in sorted(outcome.without_reason)]
    errors += [_error(f.check.question, f.check.id, f.message) for f in outcome.broken]
    return errors


def _error(question: str, check_id: str, message) -> dict:
    english, chinese = both(message)
    return {
        "question": question,
        "check": check_id,
        "message_en": english,
        "message_zh": chinese,
    }


def conflicts_of(outcome: Outcome) -> list[dict]:
    """Each answer that somebody else changed meanwhile: theirs, which stands, and yours."""
    asked, zone = outcome.answers._crf.asked, outcome.answers._chart.site.zone
    return [
        {
            "question": name,
            "theirs": _side(asked[name], conflict.theirs, zone),
            "yours": _side(asked[name], conflict.yours, zone),
        }
        for name, conflict in sorted(outcome.conflicts.items())
    ]


def _side(question: Question, seen: str, zone) -> dict:
    text, unit, missing = seen.rsplit("|", 2)
    side = {
        "answer": value_of(question, question.read(text, zone), zone),
        "missing": missing or None,
    }
    return side | ({"unit": unit or None} if question.unit_column else {})
