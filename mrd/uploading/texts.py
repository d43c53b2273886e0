"""Reading CSV as laboratories write it: UTF-8 with or without its mark, or GB18030."""

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import chain

from edc.text import T
from mrd.uploading.cells import CannotRead, Cell, Sheet

ENCODINGS = (("UTF-8", "utf-8-sig"), ("GB18030", "gb18030"))
MARKS_OF_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)")
DELIMITERS = ",;\t"
A_PIECE = 65_536
LONGEST_LINE = 1_000_000

UTF_16 = T(
    'The file is in UTF-16. Save it as "CSV UTF-8" and upload it again.',
    "文件编码为UTF-16，请另存为“CSV UTF-8”后重新上传。",
)
NOT_TEXT = T(
    "This is no CSV file: it is neither UTF-8 nor GB18030 text.",
    "该文件不是CSV文件：既非UTF-8也非GB18030文本。",
)
BROKEN = T(
    "The CSV file is broken after row {row}: a quotation mark is open or stands inside a cell.",
    "CSV文件在第{row}行之后格式错误：引号未闭合或位置不当。",
)


def sheet_of(file) -> Sheet:
    """The lines of a CSV file, read as they are asked for."""
    name, encoding = encoding_of(file)
    lines = lines_in(encoding, file)
    headings = next(lines, "")
    delimiter = max(DELIMITERS, key=headings.count)
    rows = csv.reader(chain([headings], lines), delimiter=delimiter, strict=True)
    return Sheet(f"CSV, {name}", cells_of(rows))


def encoding_of(file) -> tuple[str, str]:
    """The first encoding in which the whole file is text."""
    file.seek(0)
    if file.read(2) in MARKS_OF_UTF_16:
        raise CannotRead(UTF_16)
    for name, encoding in ENCODINGS:
        if is_text_in(encoding, file):
            return name, encoding
    raise CannotRead(NOT_TEXT)


def is_text_in(encoding, file) -> bool:
    try:
        return not any(NOT_IN_TEXT.search(piece) for piece in pieces_in(encoding, file))
    except UnicodeDecodeError:
        return False


def pieces_in(encoding, file) -> Iterator[str]:
    """The whole text, some of it at a time."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    while piece := file.read(A_PIECE):
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def lines_in(encoding, file) -> Iterator[str]:
    """The lines with their ends; other signs that end a paragraph belong to the cells."""
    rest = ""
    for piece in pieces_in(encoding, file):
        rest += piece
        # A return at the very end may be followed by the newline that belongs to it.
        end = max(rest.rfind("\n"), rest.rfind("\r", 0, len(rest) - 1)) + 1
        yield from LINE.findall(rest, 0, end)
        rest = rest[end:]
        if len(rest) > LONGEST_LINE:
            raise CannotRead(NOT_TEXT)
    yield rest


def cells_of(rows) -> Iterator[list[Cell]]:
    number = 0
    try:
        for row in rows:
            number += 1
            yield [Cell(text) for text in row]
    except csv.Error:
        raise CannotRead(str(BROKEN).format(row=number)) from None
