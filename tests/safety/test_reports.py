"""A report on a serious event as PDF."""

import io
import re

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from edc.actions.entry import Place, Typed, remove, save
from edc.models import AccessEntry
from safety import printing
from safety.reports import as_html, printable
from tests.patients import enter, typed
from tests.safety.papers import EVENT, REPORT, draft


@pytest.fixture
def event(subject, lin):
    return enter(subject, "adverse_event", EVENT, by=lin)


@pytest.fixture
def url(subject):
    return reverse("sae-pdf", args=[subject.screening_number, 1])


def read(answer):
    """The words of a PDF, without its line breaks."""
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))


def test_a_report_is_printed_in_both_languages(client, event, subject, lin, url):
    enter(subject, "sae", REPORT, by=lin)
    client.force_login(lin)

    answer = client.get(url)
    words = read(answer)

    assert answer["Content-Type"] == "application/pdf"
    for said in (
        "Seriousadverseeventreport",
        "严重不良事件报告",
        "S01-001",
        "Feverof39.1onstudyday12.发热39.1℃，予美罗培南。",
        "2026-03-0208:00+08:00",
        "24.5h",
        "Febrileneutropenia",
        "Hospitalstayneededorprolonged",
        "Recovering/resolving",
        "好转中",
    ):
        assert said in words, said
    assert answer["Content-Disposition"] == 'inline; filename="sae-S01-001-1.pdf"'


def page_of(subject, by):
    """What would be set as PDF."""
    return as_html(printable(subject, 1), at=timezone.now(), by=by)


def test_a_printed_report_keeps_to_what_applies(event, subject, lin):
    enter(subject, "sae", REPORT, by=lin)

    page = page_of(subject, lin)

    assert "Start date" in page
    assert "End date" not in page
    assert "not reported yet" not in page


def test_a_draft_says_that_it_is_one(event, subject, lin):
    draft(subject, "sae", REPORT, by=lin)

    assert "not reported yet" in page_of(subject, lin)


def test_a_report_on_no_recorded_event_is_printed_alone(subject, lin):
    draft(subject, "sae", REPORT, by=lin)

    page = page_of(subject, lin)

    assert "Hours from awareness to report" in page
    assert "CTCAE" not in page


def test_what_is_missing_says_why(event, subject, lin):
    given = typed(REPORT) | {"rechallenge": Typed(missing="UNKNOWN")}
    save(place=Place(subject, None, "sae", 1), typed=given, by=lin)

    assert '<td>Unknown<span class="zh" lang="zh">不详</span></td>' in page_of(subject, lin)


def test_what_is_typed_is_printed_as_words_not_as_markup(event, subject, lin):
    draft(subject, "sae", REPORT | {"narrative": "<b>bold</b>"}, by=lin)

    assert "&lt;b&gt;bold&lt;/b&gt;" in page_of(subject, lin)


def test_a_report_never_begun_or_removed_is_not_printed(client, event, subject, lin, url):
    client.force_login(lin)
    assert client.get(url).status_code == 404

    remove(record=enter(subject, "sae", REPORT, by=lin), why="Entered twice", by=lin)

    assert client.get(url).status_code == 404


def test_another_sites_report_looks_like_one_that_never_was(client, event, subject, lin, zhao, url):
    enter(subject, "sae", REPORT, by=lin)
    client.force_login(zhao)

    assert client.get(url).status_code == 404


def test_who_printed_a_report_is_recorded(client, event, subject, lin, mona, url):
    enter(subject, "sae", REPORT, by=lin)
    client.force_login(mona)

    client.get(url)

    assert [(entry.user, entry.what) for entry in AccessEntry.objects.all()] == [(mona, url)]


def test_without_pango_only_the_pdf_is_refused_and_says_why(
    client, event, subject, lin, url, monkeypatch
):
    def not_installed(name):
        raise OSError(f"cannot load library 'libpango-1.0-0' for {name}")

    monkeypatch.setattr(printing, "import_module", not_installed)
    enter(subject, "sae", REPORT, by=lin)
    client.force_login(lin)

    answer = client.get(url)

    assert answer.status_code == 503
    assert "libpango-1.0-0" in answer.content.decode()
    assert client.get(reverse("overdue")).status_code == 200


def test_a_printed_document_fetches_nothing():
    with pytest.raises(ValueError, match="may not fetch"):
        printing.refuse_everything("https://example.com/logo.png", timeout=5)


@pytest.fixture
def xml_url(subject):
    return reverse("sae-xml", args=[subject.screening_number, 1])


def test_a_complete_report_leaves_as_a_message(client, event, subject, lin, xml_url):
    enter(subject, "sae", REPORT, by=lin)
    client.force_login(lin)

    answer = client.get(xml_url)

    assert answer["Content-Type"] == "application/xml"
    assert b"MCCI_IN200100UV01" in answer.content
    assert REPORT["narrative"] in answer.content.decode()
    assert [entry.what for entry in AccessEntry.objects.all()] == [xml_url]


def test_a_draft_is_no_message(client, event, subject, lin, xml_url):
    draft(subject, "sae", REPORT, by=lin)
    client.force_login(lin)

    assert client.get(xml_url).status_code == 404
