"""What the page of an upload shows: how many rows of each kind, and what becomes of each."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, OuterRef, Subquery

from edc.crf import Crf
from edc.questions import Question
from edc.text import T
from mrd.models import Upload, UploadRow, UploadVerdict
from mrd.models.upload import RowOutcome
from mrd.uploading.cells import Remark
from mrd.uploading.reading import ASSAYS, KEYS, asked


class Column(NamedTuple):
    """A heading of the template, in words."""

    heading: str
    label: str
    assays: str
    wanted: str


WANTED = {
    "date": T("YYYY-MM-DD", "YYYY-MM-DD"),
    "decimal": T("number, also with <, <=, >, >=", "数字，可带<、<=、>、>="),
    "integer": T("whole number", "整数"),
    "text": T("text", "文本"),
}
LABELS_OF_KEYS = {
    "specimen_id": T("Specimen number, as on the tube", "标本编号（与管上一致）"),
    "subject": T(
        "Subject or screening number; may be left out, and must agree when given",
        "受试者编号或筛选号；可不填，填写时须与标本相符",
    ),
    "assay": T("Which result the row brings", "该行结果的检测类型"),
}


def columns() -> list[Column]:
    """The help on the template."""
    wanted = {"assay": ", ".join(ASSAYS)}
    keys = [Column(key, LABELS_OF_KEYS[key], "", wanted.get(key, WANTED["text"])) for key in KEYS]
    questions = [
        Column(heading, labels_of(by_assay), ", ".join(by_assay), wanted_for(by_assay))
        for heading, by_assay in asked().items()
    ]
    return keys + questions


def labels_of(by_assay: dict[str, Question]) -> str:
    return " / ".join(dict.fromkeys(str(question.label) for question in by_assay.values()))


def wanted_for(by_assay: dict[str, Question]) -> str:
    """What may stand in the cells: codes, or a kind of value."""
    questions = list(by_assay.values())
    if questions[0].codelist is None:
        return WANTED[questions[0].kind]
    codes = dict.fromkeys(code for question in questions for code in question.codelist.values)
    return ", ".join(codes)


@dataclass
class Line:
    """One row with the verdict on it, in the words of the reader's language."""

    row: UploadRow
    outcome: RowOutcome | None
    details: dict

    @property
    def crf(self) -> type[Crf] | None:
        return ASSAYS.get(self.row.assay)

    @property
    def subject(self) -> str:
        return self.details.get("subject") or self.row.content.get("subject", "")

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Column, what stands in it, what is wrong."""
        return [
            (heading, self.row.content.get(heading, ""), T(english, chinese))
            for heading, english, chinese in self._listed("problems")
        ]

    @property
    def awaited(self) -> list[tuple[str, str]]:
        """Why the form stays a draft."""
        return [(h, T(english, chinese)) for h, english, chinese in self._listed("awaited")]

    @property
    def filled(self) -> list[tuple[str, str]]:
        return [(self._label(name), text) for name, text in self._listed("filled")]

    @property
    def differs(self) -> list[tuple[str, str, str]]:
        """Question, what stands at the site, what the row says."""
        return [(self._label(name), theirs, ours) for name, theirs, ours in self._listed("differs")]

    @property
    def remarks(self) -> list[tuple[str, str]]:
        """What was odd about which cells that were taken; what is wrong is among the problems."""
        marked = {} if self.problems else self.row.remarks
        return [
            (", ".join(h for h, code in marked.items() if code == remark), remark.label)
            for remark in Remark
            if remark in marked.values()
        ]

    @property
    def remark(self) -> str:
        said = self.details.get("remark")
        return T(*said) if said else ""

    def _listed(self, name) -> list:
        return self.details.get(name, [])

    def _label(self, name) -> str:
        return self.crf.asked[name].label if self.crf else name


def judged_rows(upload: Upload):
    """The rows, each with the outcome of its latest verdict."""
    latest = UploadVerdict.objects.filter(row=OuterRef("pk")).order_by("-round")
    return upload.rows.annotate(outcome=Subquery(latest.values("outcome")[:1])).order_by("number")


def tally(upload: Upload) -> list[tuple[RowOutcome, int]]:
    """How many rows there are of each outcome that occurs."""
    counted = judged_rows(upload).order_by("outcome").values_list("outcome")
    found = dict(counted.annotate(how_many=Count("pk")))
    return [(outcome, found[outcome]) for outcome in RowOutcome if outcome in found]


def lines_of(rows) -> list[Line]:
    """Some rows as a page shows them."""
    rows = list(rows)
    latest = UploadVerdict.objects.filter(row__in=rows).order_by("row", "-round").distinct("row")
    verdicts = {verdict.row_id: verdict for verdict in latest}
    return [_line(row, verdicts.get(row.pk)) for row in rows]


def _line(row, verdict) -> Line:
    if verdict is None:
        return Line(row, None, {})
    return Line(row, RowOutcome(verdict.outcome), verdict.details)
