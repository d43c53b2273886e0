"""What a file is read into, and what can be wrong with a cell or with the file."""

from collections.abc import Iterator
from typing import NamedTuple

from edc.codelists import Codelist
from edc.text import T

MOST_BYTES = 10_000_000
MOST_ROWS = 20_000


class CannotRead(Exception):
    """The file is not taken at all; ``args[0]`` says why."""


class Remark(Codelist):
    """What is odd about a cell."""

    NUMBER = (
        "NUMBER",
        T(
            "Number cell: taken as shown here. Excel keeps no zeros at the end; use text cells to "
            "keep them.",
            "数值型单元格：按此处显示的数值读取。Excel不保留末尾的0，如需保留请用文本格式。",
        ),
    )
    DATE = "DATE", T("Date cell: taken as shown here.", "日期型单元格：按此处显示的日期读取。")
    FORMULA = (
        "FORMULA",
        T("A formula is not taken: paste its value as text.", "不接收公式，请粘贴为文本数值。"),
    )
    ERROR = "ERROR", T("Excel shows an error here.", "该单元格为Excel错误值。")
    TRUTH = (
        "TRUTH",
        T("TRUE or FALSE is no answer: write the code.", "不接收TRUE/FALSE，请填写代码。"),
    )
    SCALED = (
        "SCALED",
        T(
            "The number format may show another number than the cell holds (a percentage, for "
            "example): write the value as text.",
            "该数字格式（如百分比）显示的数值可能与单元格内的不同，请以文本填写。",
        ),
    )
    OUTSIDE = "OUTSIDE", T("A cell stands outside the headed columns.", "有内容超出带标题的列。")


FAULTS = {Remark.FORMULA, Remark.ERROR, Remark.TRUTH, Remark.SCALED, Remark.OUTSIDE}


class Cell(NamedTuple):
    """A cell's text as given, and what is odd about it."""

    text: str
    remark: Remark | None = None


class Sheet(NamedTuple):
    """A file that can be read: its format, and its lines, the first of which is the headings."""

    written_as: str
    lines: Iterator[list[Cell]]
