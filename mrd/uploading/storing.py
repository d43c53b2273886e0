"""Storing a row through the same door as a person, or finding out what would come of it."""

import logging
from dataclasses import dataclass, field

from django.db import OperationalError, transaction
from django.utils.text import format_lazy

from edc import audit
from edc.access import Permission, Role
from edc.actions import queries
from edc.actions.entry import Outcome, Place, Typed, find, row_of, save
from edc.checking import checks_on, findings
from edc.crf import crf_named
from edc.generic import REQUIRED
from edc.models import Query, Record
from edc.models.query import QueryAct
from edc.models.record import State
from edc.text import T, both
from mrd.models import UploadRow
from mrd.models.upload import RowOutcome
from mrd.uploading.judging import (
    REPEATS,
    Known,
    Problem,
    Refused,
    Repeated,
    compared,
    place_of,
    typed_in,
)
from mrd.uploading.reading import SPECIMEN

log = logging.getLogger(__name__)

IS_REMOVED = T(
    "The site has removed the record of this result: ask the site.",
    "该中心已移除此结果的记录，请与中心联系。",
)
DOES_NOT_APPLY = T(
    "Does not apply beside the other answers: leave the cell empty.",
    "与其他项目的结果不相符（不适用），请留空。",
)
BROKE_DOWN = T(
    "The row could not be processed. Tell the administrator the file and the row.",
    "该行无法处理，请将文件名和行号告知系统管理员。",
)
ASKED = T(
    "The central laboratory reports {ours}; entered at the site: {theirs}. Please check.",
    "中心实验室报告为{ours}，本中心录入为{theirs}，请核对。",
)
ORIGIN = T("Central laboratory: file {file}, row {row}", "中心实验室：文件{file}，第{row}行")


@dataclass
class Verdict:
    """What became of a row, or would."""

    outcome: RowOutcome
    record: Record | None = None
    details: dict = field(default_factory=dict)


def told(message, **values) -> str:
    """A message that is kept: both languages, side by side."""
    return " ".join(text.format(**values) for text in both(message))


def rehearsed(row: UploadRow, known: Known, by) -> Verdict:
    """What would become of the row: it is stored and taken back."""
    with transaction.atomic():
        verdict = settled(row, known, by)
        transaction.set_rollback(True)
    verdict.record = None
    return verdict


def settled(row: UploadRow, known: Known, by) -> Verdict:
    """Store the row, or say why not; nothing of a refused row is kept."""
    try:
        with transaction.atomic():
            return _stored(row, known, by)
    except Repeated as repeated:
        message = format_lazy(REPEATS, first=repeated.args[0])
        return Verdict(RowOutcome.REPEATED, None, {"remark": both(message)})
    except Refused as refused:
        problems = [problem.as_told() for problem in refused.args[0]]
    except OperationalError:
        raise  # the database is busy or gone: the rows are taken up again later
    except Exception:
        log.exception("Row %s of upload %s broke down", row.number, row.upload_id)
        problems = [Problem("", BROKE_DOWN).as_told()]
    return Verdict(RowOutcome.REFUSED, None, {"problems": problems})


def _stored(row, known, by) -> Verdict:
    place = place_of(row, known)
    crf, zone = crf_named(place.form), place.owner.zone
    typed = typed_in(row, crf, zone)
    with audit.acting(by, role=Role.LABORATORY, **place.held):
        record = find(place=place)
        if record and record.state == State.REMOVED:
            raise Refused([Problem(SPECIMEN, IS_REMOVED)])
        stands = row_of(crf, record.pk) if record else {"missing": {}}
        found = compared(crf, stands, typed, zone)
        details: dict = {"subject": str(place.owner), "same": found.same}
        if found.filled:
            record = _fill_if_undisputed(place, found, row, by, details) or record
        for name, (theirs, ours) in found.differs.items():
            _ask(record, name, theirs, ours, row, by)
    details["filled"] = list(found.filled.items())
    details["differs"] = [[name, *values] for name, values in found.differs.items()]
    return Verdict(_outcome(found), record, details)


def _outcome(found) -> RowOutcome:
    if found.differs:
        return RowOutcome.DISCREPANCY
    return RowOutcome.FILLED if found.filled else RowOutcome.SAME


def _fill_if_undisputed(place, found, row, by, details) -> Record | None:
    """Fill what is empty. When that cannot be, a difference is still put to the site."""
    try:
        with transaction.atomic():
            return _fill(place, found, row, by, details)
    except Refused as refused:
        if not found.differs:
            raise
        found.filled = {}
        details["problems"] = [problem.as_told() for problem in refused.args[0]]
        return None


def _fill(place: Place, found, row, by, details) -> Record:
    """Give the answers that the site has not given; complete the form when nothing is owed."""
    origin = told(ORIGIN, file=row.upload.file_name, row=row.number)
    outcome = save(
        place=place,
        typed={name: Typed(text) for name, text in found.filled.items()},
        by=by,
        reasons=dict.fromkeys(found.filled, origin),
        complete=lambda outcome: not found.differs and not _owed(outcome),
        needed=Permission.UPLOAD,
    )
    broken = [Problem(f.check.question, f.message) for f in outcome.broken]
    hidden = found.filled.keys() & set(outcome.record.hidden)
    unread = [Problem(name, message) for name, message in outcome.unreadable.items()]
    problems = unread + [Problem(name, DOES_NOT_APPLY) for name in sorted(hidden)]
    if outcome.record.state == State.COMPLETE:
        problems += broken
    if problems:
        raise Refused(problems)
    if outcome.record.state == State.DRAFT:
        details["awaited"] = [problem.as_told() for problem in broken + _owed(outcome)]
    return outcome.record


def _owed(outcome: Outcome) -> list[Problem]:
    """What is required and not given yet."""
    answers = outcome.answers
    required = [check for check in checks_on(answers._crf) if check.id == REQUIRED]
    return [
        Problem(found.check.question, found.message)
        for found in findings(answers._chart, answers, required)
    ]


def _ask(record, name, theirs, ours, row, by):
    """Ask the site about a difference, once for the same two values."""
    shown = " ".join(part for part in theirs.rsplit("|", 2) if part)
    question = told(ASKED, ours=ours, theirs=shown)
    asked = Query.objects.filter(
        record=record,
        question=name,
        steps__act=QueryAct.RAISED,
        steps__role=Role.LABORATORY,
        steps__text__startswith=question,
    )
    if not asked.exists():
        text = f"{question} ({told(ORIGIN, file=row.upload.file_name, row=row.number)})"
        queries.raise_query(
            record=record, question=name, text=text, by=by, needed=Permission.UPLOAD
        )
