"""From a file to numbered rows of named cells: nothing is known yet of subjects and answers."""

from collections.abc import Iterator
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

from edc.crf import Crf
from edc.questions import Question
from edc.text import T
from mrd.models import MrdFlow, MrdPcr
from mrd.uploading import texts, workbooks
from mrd.uploading.cells import MOST_ROWS, CannotRead, Cell, Remark

ASSAYS: dict[str, type[Crf]] = {"PCR": MrdPcr, "FLOW": MrdFlow}
SPECIMEN, SUBJECT, ASSAY = "specimen_id", "subject", "assay"
KEYS = (SPECIMEN, SUBJECT, ASSAY)
FORMATS = {".csv": texts.sheet_of, ".xlsx": workbooks.sheet_of}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

UNKNOWN_FORMAT = T(
    "Upload a CSV file (.csv) or a workbook (.xlsx).", "请上传CSV文件（.csv）或工作簿（.xlsx）。"
)
IS_A_WORKBOOK = T(
    "The file is called .csv but is a workbook. Name it .xlsx, or save it as CSV.",
    "文件扩展名为.csv，实为工作簿，请改为.xlsx或另存为CSV。",
)
NO_ROWS = T("The file has no rows below the headings.", "标题行之下没有数据。")
TOO_MANY = T("The file has more than {most} rows: split it.", "文件超过{most}行，请拆分后上传。")
UNKNOWN_HEADING = T(
    "The heading “{heading}” is not known. Use those of the template.",
    "标题“{heading}”无法识别，请使用模板中的标题。",
)
REPEATED_HEADING = T("The heading “{heading}” stands there twice.", "标题“{heading}”重复出现。")
MISSING_HEADING = T("The heading “{heading}” is missing.", "缺少标题“{heading}”。")


class Given(NamedTuple):
    """A row as given: its filled cells by heading, and what is odd about some."""

    number: int
    content: dict[str, str]
    remarks: dict[str, str]


@cache
def asked() -> dict[str, dict[str, Question]]:
    """What can be reported, by heading and then by assay, in the order of the forms."""
    headings: dict[str, dict[str, Question]] = {}
    for assay, crf in ASSAYS.items():
        for question in crf.questions():
            headings.setdefault(question.name, {})[assay] = question
    return headings


def all_headings() -> list[str]:
    """The headings of the template."""
    return [*KEYS, *asked()]


def read(file, name: str) -> tuple[str, Iterator[Given]]:
    """How the file is written, and its rows, read as they are asked for. Raises CannotRead."""
    ending = PurePath(name).suffix.lower()
    if ending not in FORMATS:
        raise CannotRead(UNKNOWN_FORMAT)
    file.seek(0)
    begins = file.read(4)
    if ending == ".csv" and begins in {ZIP, OLE}:
        raise CannotRead(IS_A_WORKBOOK)
    sheet = FORMATS[ending](file)
    headings = headings_of(next(sheet.lines, []))
    return sheet.written_as, rows_of(headings, sheet.lines)


def headings_of(cells: list[Cell]) -> list[str]:
    """The headings, every one known; a column without any must stay empty."""
    headings = [cell.text.strip().lower() for cell in cells]
    known = set(all_headings())
    for heading in filter(None, headings):
        if heading not in known:
            raise CannotRead(str(UNKNOWN_HEADING).format(heading=heading[:60]))
        if headings.count(heading) > 1:
            raise CannotRead(str(REPEATED_HEADING).format(heading=heading))
    for heading in (SPECIMEN, ASSAY):
        if heading not in headings:
            raise CannotRead(str(MISSING_HEADING).format(heading=heading))
    return headings


def rows_of(headings, lines) -> Iterator[Given]:
    """The rows that hold anything, numbered as a spreadsheet does."""
    is_empty = True
    for number, cells in enumerate(lines, start=2):
        if number > MOST_ROWS + 1:
            raise CannotRead(str(TOO_MANY).format(most=MOST_ROWS))
        row = row_of(number, headings, cells)
        if row.content:
            is_empty = False
            yield row
    if is_empty:
        raise CannotRead(NO_ROWS)


def row_of(number, headings, cells) -> Given:
    content, remarks = {}, {}
    for place, cell in enumerate(cells):
        heading = headings[place] if place < len(headings) else ""
        text = without_blanks(heading, cell.text)
        if text:
            content[heading] = text
            if remark := cell.remark if heading else Remark.OUTSIDE:
                remarks[heading] = remark.value
    return Given(number, content, remarks)


def without_blanks(heading, text) -> str:
    """Spaces around a value are not the laboratory's answer, except in free text."""
    is_free = any(question.kind == "text" for question in asked().get(heading, {}).values())
    return text if is_free and text.strip() else text.strip(" \t")
