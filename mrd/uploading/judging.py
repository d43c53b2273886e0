"""What a row says, and what of it is new, the same, or different from the site's entry."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Max, Min
from django.utils.text import format_lazy

from edc.access import Permission
from edc.actions.entry import Place, Typed, as_seen, read
from edc.crf import Crf
from edc.models.record import State
from edc.questions import Date, Number, Question, Unreadable
from edc.text import T, both
from mrd.models import MrdSpecimen, UploadRow
from mrd.uploading.cells import FAULTS, Remark
from mrd.uploading.reading import ASSAY, ASSAYS, KEYS, SPECIMEN, SUBJECT

BLANK = "||"
SLASHED = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")

NO_SPECIMEN = T("The specimen number is missing.", "缺少标本编号。")
UNKNOWN_SPECIMEN = T(
    "No specimen has this number at the sites that you report for.",
    "在您负责报告的中心内没有该标本编号。",
)
ANOTHER_SUBJECT = T(
    "No subject of this number has the specimen: compare the request form.",
    "该标本不属于此编号的受试者，请核对送检单。",
)
UNKNOWN_ASSAY = T("Write PCR or FLOW.", "请填写PCR或FLOW。")
NOT_ASKED = T("This assay has no such question: leave the cell empty.", "该检测无此项目，请留空。")
NO_RESULT = T("The row gives no result.", "该行没有结果。")
CONTRADICTED = T(
    "Rows {first} and {last} report the same specimen and assay with other values: none is taken.",
    "第{first}行与第{last}行为同一标本同一检测，但内容不同，均不予接收。",
)
REPEATS = T("The same as row {first}.", "与第{first}行相同。")


class Problem(NamedTuple):
    """Why a row is not taken: the column, and the words."""

    heading: str
    message: str

    def as_told(self) -> list[str]:
        return [self.heading, *both(self.message)]


class Refused(Exception):
    """The row is not taken; ``args[0]`` lists the problems."""


class Repeated(Exception):
    """The row says again what an earlier one says; ``args[0]`` is its number."""


@dataclass
class Comparison:
    """A row's answers against those that stand: texts by question."""

    filled: dict[str, str] = field(default_factory=dict)
    same: list[str] = field(default_factory=list)
    differs: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Known:
    """What has to be known of the trial and of the file to judge some of its rows."""

    specimens: dict[str, MrdSpecimen]
    groups: dict[tuple[str, str], dict]


def known_of(rows: Iterable[UploadRow], by) -> Known:
    """Specimens that the person reports for, and which rows speak of the same result."""
    numbers = {row.specimen_number for row in rows if row.specimen_number}
    specimens = (
        MrdSpecimen.objects.visible_to(by, Permission.UPLOAD)
        .filter(specimen_id__in=numbers)
        .exclude(record__state=State.REMOVED)
        .exclude(record__hidden__contains=["specimen_id"])
        .select_related("record__visit", "record__subject__site", "record__site")
    )
    uploads = {row.upload_id for row in rows}
    groups = (
        UploadRow.objects.filter(upload__in=uploads, specimen_number__in=numbers)
        .values("specimen_number", "assay")
        .annotate(first=Min("number"), last=Max("number"), kinds=Count("content", distinct=True))
    )
    return Known(
        {specimen.specimen_id: specimen for specimen in specimens},
        {(group["specimen_number"], group["assay"]): dict(group) for group in groups},
    )


def place_of(row: UploadRow, known: Known) -> Place:
    """Where the row's result belongs. Raises Refused, Repeated."""
    problems = [Problem(h, Remark(r).label) for h, r in row.remarks.items() if r in FAULTS]
    specimen = known.specimens.get(row.specimen_number)
    if row.assay not in ASSAYS:
        problems.append(Problem(ASSAY, UNKNOWN_ASSAY))
    if not row.specimen_number:
        problems.append(Problem(SPECIMEN, NO_SPECIMEN))
    elif specimen is None:
        problems.append(Problem(SPECIMEN, UNKNOWN_SPECIMEN))
    elif row.content.get(SUBJECT) not in {None, *numbers_of(specimen.record.subject)}:
        problems.append(Problem(SUBJECT, ANOTHER_SUBJECT))
    if problems or specimen is None:
        raise Refused(problems)
    refuse_contradiction(row, known)
    record = specimen.record
    at_visit = (record.visit.code, record.visit.sequence) if record.visit else None
    return Place(record.owner, at_visit, ASSAYS[row.assay].form, record.line)


def numbers_of(subject) -> set[str]:
    """The numbers that a request form may name."""
    return {subject.screening_number, subject.number} - {None}


def refuse_contradiction(row, known):
    """A result that the file reports twice is taken once, if both rows say the same."""
    group = known.groups[row.specimen_number, row.assay]
    if group["kinds"] > 1:
        message = format_lazy(CONTRADICTED, first=group["first"], last=group["last"])
        raise Refused([Problem(SPECIMEN, message)])
    if row.number > group["first"]:
        raise Repeated(group["first"])


def typed_in(row: UploadRow, crf: type[Crf], zone) -> dict[str, str]:
    """The row's answers as texts that their columns hold. Raises Refused."""
    problems, typed = [], {}
    for heading, text in row.content.items():
        if heading in KEYS:
            continue
        question = crf.asked.get(heading)
        if question is None:
            problems.append(Problem(heading, NOT_ASKED))
            continue
        try:
            typed[heading] = as_iso(question, text)
            read(question, Typed(typed[heading]), zone)
        except Unreadable as unreadable:
            problems.append(Problem(heading, unreadable.args[0]))
    if not typed and not problems:
        problems.append(Problem("", NO_RESULT))
    if problems:
        raise Refused(problems)
    return typed


def as_iso(question: Question, text: str) -> str:
    """A date as Excel writes it into CSV, year first, as the form wants it."""
    if isinstance(question, Date) and (slashed := SLASHED.fullmatch(text)):
        year, month, day = slashed.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    return text


def compared(crf: type[Crf], stands: dict, typed: dict[str, str], zone) -> Comparison:
    """Each answer of a row against the one that stands."""
    found = Comparison()
    for name in filter(typed.__contains__, crf.asked):
        question, text = crf.asked[name], typed[name]
        given = read(question, Typed(text), zone) | {"missing": {}}
        theirs, ours = as_seen(question, stands, zone), as_seen(question, given, zone)
        if theirs == BLANK:
            found.filled[name] = text
        elif theirs == ours or is_same_number(question, stands, given):
            found.same.append(name)
        else:
            found.differs[name] = (theirs, text)
    return found


def is_same_number(question: Question, stands: dict, given: dict) -> bool:
    """Whether two numbers differ in nothing but zeros at the end."""
    if not isinstance(question, Number) or stands[question.name] is None:
        return False
    first, *others = question.columns
    same_signs = all(stands.get(column) == given.get(column) for column in others)
    return same_signs and Decimal(stands[first]) == Decimal(given[first])
