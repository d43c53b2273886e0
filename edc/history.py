"""The story of one answer, read from the trail in the words of the form."""

import json
from dataclasses import dataclass
from datetime import datetime

from edc.access import Role
from edc.codelists import MissingReason
from edc.models import Record, TrailLine
from edc.questions import MultiChoice, Question
from edc.text import T

CHANNELS = {
    "PAGE": T("page", "页面"),
    "API": T("interface", "接口"),
    "IMPORT": T("import", "导入"),
    "TASK": T("system", "系统"),
}


@dataclass(frozen=True)
class Line:
    """One change: what it was, what it became, who did it, when, why and through which door."""

    at: datetime
    by: str
    role: str
    channel: str
    what: str
    old: str
    new: str
    reason: str


def of_answer(record: Record, question: Question) -> list[Line]:
    """Every change of an answer, newest first, in the reader's language and the site's zone."""
    written = TrailLine.objects.filter(
        table_name=record.form,
        record_id=record.pk,
        field__in=[*question.columns, f"{question.name}_missing"],
    )
    lines = [
        _line(line, record, question) for line in written.select_related("actor").order_by("-event")
    ]
    return [line for line in lines if line.old != line.new]


def _line(line, record, question) -> Line:
    zone = record.site.zone
    return Line(
        at=line.at.astimezone(zone),
        by=line.actor.shown_name,
        role=str(Role(line.role).label) if line.role in Role.values else line.role,
        channel=str(CHANNELS.get(line.channel, line.channel)),
        what=str(_what(question, line.field)),
        old=_shown(question, line.field, line.old, zone),
        new=_shown(question, line.field, line.new, zone),
        reason=line.reason or "",
    )


def _what(question, column):
    if column == question.name:
        return T("Answer", "回答")
    if column.endswith("_missing"):
        return T("Why no answer", "无答案原因")
    return T("Unit", "单位") if column == question.unit_column else T("Printed sign", "限定符")


def _shown(question, column, text, zone) -> str:
    if text is None:
        return ""
    if column.endswith("_missing"):
        return str(MissingReason(text).label)
    if column != question.name:
        return text
    value = json.loads(text) if isinstance(question, MultiChoice) else text
    return question.shown({question.name: value}, zone)
