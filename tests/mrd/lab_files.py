"""Files as a central laboratory sends them, and the hands that send them."""

import csv
import io

from openpyxl import Workbook

from mrd.tasks import process_uploads
from mrd.uploading.actions import decide, receive
from tests.stories import answers

SPECIMEN = answers.SPECIMEN["specimen_id"]


def reported(given, **keys):
    """A row of a laboratory's table."""
    return {"specimen_id": SPECIMEN, "subject": "S01-001", "assay": "PCR"} | keys | given


PCR = reported(answers.PCR)
UNFINISHED_FLOW = reported(answers.FLOW, assay="FLOW")
FLOW = UNFINISHED_FLOW | {"cd22_on_abnormal": "NEG", "cd19_on_abnormal": "POS"}


def as_csv(*rows, encoding="utf-8", delimiter=","):
    """The rows under all the headings that they use."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def as_xlsx(*rows, formats=None):
    """The same as a workbook; ``formats`` gives a heading's cells a number format."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    book = Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append([row.get(heading) for heading in headings])
    for place, heading in enumerate(headings, start=1):
        if heading in (formats or {}):
            for line in range(2, len(rows) + 2):
                book.active.cell(line, place).number_format = formats[heading]
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def send(file, *, by, name="results.csv"):
    """Upload a file and have it checked."""
    upload = receive(file=file, name=name, by=by)
    process_uploads()
    upload.refresh_from_db()
    return upload


def store(upload, *, by, mode="ROWS"):
    """Decide, and have it stored."""
    decide(upload=upload, mode=mode, by=by)
    process_uploads()
    upload.refresh_from_db()
    return upload


def outcomes(upload):
    """What became of each row, by its number, as it was last judged."""
    verdicts = upload.rows.order_by("number", "verdicts__round")
    return dict(verdicts.values_list("number", "verdicts__outcome"))


def last_details(upload, number):
    row = upload.rows.get(number=number)
    return row.verdicts.order_by("round").last().details


def problems(upload, number):
    """The columns of a row that are marked, each with the English words."""
    told = last_details(upload, number).get("problems", [])
    return {heading: english for heading, english, _ in told}
