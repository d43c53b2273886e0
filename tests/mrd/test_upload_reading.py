"""Reading files as they come: encodings, delimiters, workbooks, and what is not taken."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from mrd.uploading import cells, reading, texts, workbooks
from mrd.uploading.cells import CannotRead
from mrd.uploading.reading import read
from tests.mrd.lab_files import PCR, as_csv, as_xlsx, last_details, outcomes, send

CHINESE = PCR | {"lab_name": "中心实验室（虚构）"}
HEADINGS = "specimen_id,assay,ratio_percent"


def rows(file, name="results.csv"):
    written_as, given = read(file, name)
    return written_as, list(given)


def only(file, name="results.csv"):
    _, (row,) = rows(file, name)
    return row


def refusal(file, name="results.csv"):
    with pytest.raises(CannotRead) as refused:
        rows(file, name)
    return str(refused.value.args[0])


def text(*lines, encoding="utf-8"):
    return io.BytesIO("\r\n".join(lines).encode(encoding))


@pytest.mark.parametrize(
    ("encoding", "written_as"),
    [("utf-8", "CSV, UTF-8"), ("utf-8-sig", "CSV, UTF-8"), ("gb18030", "CSV, GB18030")],
)
def test_chinese_is_read_in_each_encoding_that_excel_writes(encoding, written_as):
    told, (row,) = rows(as_csv(CHINESE, encoding=encoding))

    assert told == written_as
    assert row.content["lab_name"] == "中心实验室（虚构）"
    assert row.content["specimen_id"] == "01-BM0001"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_each_usual_delimiter_is_recognised(delimiter):
    assert only(as_csv(PCR, delimiter=delimiter)).content == PCR


def test_rows_are_numbered_as_a_spreadsheet_does_and_blank_ones_left_out():
    _, found = rows(text(HEADINGS, "A-01,PCR,1", ",,", "A-02,PCR,2"))

    assert [row.number for row in found] == [2, 4]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_machine(end):
    file = io.BytesIO(f"{HEADINGS}{end}A-01,PCR,1{end}A-02,PCR,2".encode())

    assert [row.content["ratio_percent"] for row in rows(file)[1]] == ["1", "2"]


def test_a_file_longer_than_a_piece_is_read_whole(monkeypatch):
    monkeypatch.setattr(texts, "A_PIECE", 7)

    _, found = rows(as_csv(CHINESE, PCR, encoding="gb18030"))

    assert [row.content for row in found] == [CHINESE, PCR]


def test_a_quoted_cell_keeps_its_lines():
    row = only(text(f"{HEADINGS},report_comment", 'A-01,PCR,1,"one\n二\u2028three"'))

    assert row.content["report_comment"] == "one\n二\u2028three"


def test_spaces_around_a_value_are_no_answer():
    assert only(text(HEADINGS, " A-01 ,PCR, <0.01 ")).content["ratio_percent"] == "<0.01"


def test_a_cell_outside_the_headed_columns_is_marked():
    assert only(text(HEADINGS, "A-01,PCR,1,stray")).remarks == {"": "OUTSIDE"}


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (text(HEADINGS), "no rows"),
        (text("", ""), "heading “specimen_id” is missing"),
        (text("assay,ratio_percent", "PCR,1"), "heading “specimen_id” is missing"),
        (text(HEADINGS + ",ratio", "A-01,PCR,1,2"), "heading “ratio” is not known"),
        (text(HEADINGS + ",pcr_status", "A-01,PCR,1,2"), "“pcr_status” is not known"),
        (text(HEADINGS + ",assay", "A-01,PCR,1,2"), "“assay” stands there twice"),
        (text(HEADINGS, 'A-01,PCR,"1'), "broken after row"),
        (text(HEADINGS, "A-01,PCR,1", encoding="utf-16"), "UTF-16"),
        (io.BytesIO(b"\x00\x01\x02binary\xff\xfe"), "no CSV file"),
        (io.BytesIO(b"specimen_id\n\x80\xff"), "no CSV file"),
        (io.BytesIO(b"specimen_id" * 100_000), "no CSV file"),
        (as_xlsx(PCR), "but is a workbook"),
    ],
)
def test_a_file_that_is_no_table_of_results_is_refused_whole(file, words):
    assert words in refusal(file)


def test_more_rows_than_a_file_may_have_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)

    assert "more than 2 rows" in refusal(text(HEADINGS, *["A-01,PCR,1"] * 3))


@pytest.mark.parametrize("name", ["results.xls", "results.xlsm", "results", "results.csv.exe"])
def test_another_kind_of_file_is_refused_by_its_name(name):
    assert "CSV file (.csv) or a workbook (.xlsx)" in refusal(as_csv(PCR), name)


def in_excel(value, number_format="General"):
    """What is read of a workbook whose ratio stands in a cell like this."""
    return only(
        as_xlsx(PCR | {"ratio_percent": value}, formats={"ratio_percent": number_format}), "r.xlsx"
    )


@pytest.mark.parametrize("typed", ["0.0100", "<0.01", "0.005"])
def test_a_text_cell_is_kept_as_typed(typed):
    row = in_excel(typed)

    assert (row.content["ratio_percent"], row.remarks) == (typed, {})


@pytest.mark.parametrize(
    ("value", "text_"),
    [(0.01, "0.01"), (0.1 + 0.2, "0.3"), (5e-5, "0.00005"), (40000, "40000"), (1e6, "1000000")],
)
def test_a_number_cell_is_read_as_excel_shows_it_and_marked(value, text_):
    row = in_excel(value)

    assert (row.content["ratio_percent"], row.remarks) == (text_, {"ratio_percent": "NUMBER"})


@pytest.mark.parametrize("number_format", ["0.00%", "0%", "#,##0,", "0.0,,", "# ?/?"])
def test_a_number_that_excel_may_show_otherwise_is_marked_wrong(number_format):
    assert in_excel(0.0001, number_format).remarks == {"ratio_percent": "SCALED"}


@pytest.mark.parametrize("number_format", ["0.0000", "#,##0.00", "0.00E+00", "0", "@"])
def test_a_number_with_a_plain_format_is_read(number_format):
    assert in_excel(0.01, number_format).content["ratio_percent"] == "0.01"


@pytest.mark.parametrize(
    ("value", "text_"),
    [
        (date(2026, 3, 7), "2026-03-07"),
        (datetime(2026, 3, 7), "2026-03-07"),  # noqa: DTZ001 - Excel knows no zones
        (datetime(2026, 3, 7, 9, 30), "2026-03-07 09:30"),  # noqa: DTZ001 - as above
    ],
)
def test_a_date_cell_is_read_as_a_date(value, text_):
    row = only(as_xlsx(PCR | {"report_date": value}), "r.xlsx")

    assert (row.content["report_date"], row.remarks) == (text_, {"report_date": "DATE"})


@pytest.mark.parametrize(
    ("value", "remark"), [("=1/200", "FORMULA"), ("#N/A", "ERROR"), (True, "TRUTH")]
)
def test_a_cell_that_holds_no_answer_is_marked_wrong(value, remark):
    assert in_excel(value).remarks == {"ratio_percent": remark}


def test_a_time_alone_is_no_answer():
    assert (
        only(as_xlsx(PCR | {"report_date": time(9, 30)}), "r.xlsx")
        .content["report_date"]
        .startswith("09:30")
    )


def book_of(sheets):
    book, file = Workbook(), io.BytesIO()
    for _ in range(sheets - 1):
        book.create_sheet()
    book.save(file)
    return file


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file


def with_macros():
    file = as_xlsx(PCR)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    return file


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (as_csv(PCR), "no XLSX workbook"),
        (io.BytesIO(b"\xd0\xcf\x11\xe0" + bytes(600)), "no XLSX workbook"),
        (io.BytesIO(b"PK\x03\x04" + bytes(60)), "no XLSX workbook"),
        (io.BytesIO(b""), "no XLSX workbook"),
        (zipped(readme_dot_txt="a zip, and no workbook"), "no XLSX workbook"),
        (zipped(xl__workbook_dot_xml="<a", _Content_Types="<b"), "no XLSX workbook"),
        (io.BytesIO(as_xlsx(PCR).getvalue()[:-900]), "no XLSX workbook"),
        (with_macros(), "macros"),
        (book_of(2), "several sheets"),
        (book_of(1), "“specimen_id” is missing"),
    ],
)
def test_what_is_no_plain_workbook_is_refused_whole(file, words):
    assert words in refusal(file, "results.xlsx")


def test_a_workbook_that_unpacks_into_too_much_is_not_opened():
    bomb = zipped(xl__sheet_dot_xml=bytes(workbooks.MOST_UNPACKED + 1))
    assert len(bomb.getvalue()) < cells.MOST_BYTES

    assert "too large when unpacked" in refusal(bomb, "results.xlsx")


def test_slashed_dates_of_excels_csv_are_read_year_first(specimen, luo):
    year, month, day = PCR["report_date"].split("-")
    upload = send(as_csv(PCR | {"report_date": f"{year}/{int(month)}/{int(day)}"}), by=luo)

    assert outcomes(upload) == {2: "FILLED"}
    assert ["report_date", PCR["report_date"]] in last_details(upload, 2)["filled"]
