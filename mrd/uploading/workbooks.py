"""Reading XLSX as it is shown to people, and refusing what could be shown otherwise."""

import re
import zipfile
import zlib
from datetime import date, datetime
from decimal import Decimal
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from edc.text import T
from mrd.uploading.cells import CannotRead, Cell, Remark, Sheet

MOST_UNPACKED = 100_000_000
MOST_PARTS = 1_000
# Number formats that show the number which the cell holds.
PLAIN_FORMAT = re.compile(r"General|@|#,##0(\.0+)?|0(\.0+)?|0\.0+E\+00", re.IGNORECASE)
DIGITS_OF_EXCEL = ".15g"

NOT_A_WORKBOOK = T(
    "This is no XLSX workbook, or it is damaged or protected by a password.",
    "该文件不是XLSX工作簿，或已损坏、设有密码。",
)
TOO_LARGE = T(
    "The workbook is too large when unpacked. Send fewer rows, without pictures.",
    "工作簿解压后过大，请减少行数并去除图片。",
)
WITH_MACROS = T(
    "The workbook contains macros. Save it as an ordinary workbook (.xlsx).",
    "工作簿含有宏，请另存为普通工作簿（.xlsx）。",
)
SEVERAL_SHEETS = T(
    "The workbook has several sheets. Leave only the one with the results.",
    "工作簿含有多个工作表，请仅保留结果所在的工作表。",
)
UNREADABLE = (
    AttributeError,
    EOFError,
    IndexError,
    InvalidFileException,
    KeyError,
    NotImplementedError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


def sheet_of(file) -> Sheet:
    """The lines of a workbook's only sheet, read as they are asked for."""
    refuse_dangerous(file)
    try:
        book = load_workbook(file, read_only=True, keep_links=False)
        sheets = book.worksheets
    except UNREADABLE:
        raise CannotRead(NOT_A_WORKBOOK) from None
    if len(sheets) != 1:
        raise CannotRead(SEVERAL_SHEETS)
    sheets[0].reset_dimensions()
    return Sheet("XLSX", lines_of(sheets[0]))


def refuse_dangerous(file):
    """What would fill the memory, or holds programs, is not opened."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except UNREADABLE:
        raise CannotRead(NOT_A_WORKBOOK) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CannotRead(TOO_LARGE)
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise CannotRead(WITH_MACROS)


def lines_of(sheet):
    try:
        for row in sheet.iter_rows():
            yield [cell_of(cell) for cell in row]
    except UNREADABLE:
        raise CannotRead(NOT_A_WORKBOOK) from None


def cell_of(cell) -> Cell:
    """A cell as text, with what is odd about it."""
    match cell.value:
        case None:
            return Cell("")
        case _ if cell.data_type in {"f", "e"}:
            return Cell(str(cell.value), Remark.FORMULA if cell.data_type == "f" else Remark.ERROR)
        case bool():
            return Cell(str(cell.value).upper(), Remark.TRUTH)
        case int() | float() as number:
            is_plain = PLAIN_FORMAT.fullmatch(cell.number_format)
            return Cell(shortest(number), Remark.NUMBER if is_plain else Remark.SCALED)
        case date() as day:
            return Cell(day_text(day), Remark.DATE)
        case other:
            return Cell(str(other))


def shortest(number) -> str:
    """The digits that Excel shows of a number in a wide enough cell."""
    return format(Decimal(format(number, DIGITS_OF_EXCEL)), "f")


def day_text(day: date) -> str:
    """A day, with the time of day when there is one."""
    if not isinstance(day, datetime):
        return day.isoformat()
    has_time = (day.hour, day.minute, day.second, day.microsecond) != (0, 0, 0, 0)
    return day.isoformat(sep=" ")[:16] if has_time else day.date().isoformat()
