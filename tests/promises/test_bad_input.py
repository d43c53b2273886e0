"""Whatever is typed or sent, a page keeps it as it is or says at the question why it cannot."""

import html
import re
from itertools import cycle
from urllib.parse import quote_plus
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from edc.actions import entry
from edc.crf import crfs
from edc.models import Query, Record, TrailLine
from edc.places import is_outside_visits
from edc.questions import Unreadable
from edc.text import both, in_every_language
from edc.views.records import url_of
from mrd.models import MrdSpecimen
from tests.edc.test_record_page import SPECIMEN, post

CHINA = ZoneInfo("Asia/Shanghai")
TEXTS = [
    "\N{PILE OF POO}\N{ZERO WIDTH JOINER}\N{FAMILY}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "0001-01-01",
    "{{ settings.SECRET_KEY }}{% now 'Y' %}",
    "9999-12-31 23:59",
    "a\0b",
    "\ud800",
    "NO_SUCH_CODE",
    "9" * 400,
    "１２３",
    "０.００５",
    "0001-01-01 00:00",
    "9999-12-31",
    "2023-02-29",
    "9" * 18,
    "9" * 30,
    "-0",
    "007",
    " 5",
    "1_0",
    "1e400",
    "NaN",
    "-Infinity",
    "N,N",
    "a|b|",
    "\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "  two\n\nlines  ",
    "'; DROP TABLE edc_record; --",
]

every_form = pytest.mark.parametrize("form", crfs(), ids=lambda form: form.form)


def read_back(question, text):
    """What was typed as it will be shown, or the refusal in both languages."""
    try:
        return question.text(question.read(text, CHINA), CHINA)
    except Unreadable as refusal:
        return both(refusal.args[0])


@every_form
def test_every_question_refuses_a_text_or_keeps_it_as_typed(form):
    for question in form.questions():
        for text in TEXTS:
            kept = read_back(question, text)
            assert kept == text or (len(kept) == 2 and all(kept)), (question.name, text)


def send(client, url, answers):
    """Post as a browser does, also what is no text at all."""
    fields = {**answers, **{f"{name}.seen": "||" for name in answers}}
    encoded = {
        name: quote_plus(text.encode("utf-8", "surrogatepass")) for name, text in fields.items()
    }
    body = "&".join(f"{name}={text}" for name, text in encoded.items())
    return client.post(url, body, content_type="application/x-www-form-urlencoded")


def refusals(response):
    """What the page says of each question that it names."""
    named = re.findall(r'<a href="#q-(\w+)">([^<]*)</a>: ([^<]*)', response.content.decode())
    return {name: (html.unescape(label), why) for name, label, why in named}


def kept(form):
    """The answers that were stored, as they are shown."""
    row = entry.row_of(form, Record.objects.get(form=form.form).pk)
    texts = {question.name: question.text(row, CHINA) for question in form.questions()}
    return {name: text for name, text in texts.items() if text}


@pytest.fixture
def url(client, lin, subject, form):
    """The address of the first record of a form, for a coordinator who has begun its parent."""
    client.force_login(lin)
    at_visit = None if is_outside_visits(form) else (form.visits[0].visit.code, 1)
    owner = subject if form.scope == "subject" else subject.site
    place = entry.Place(owner, at_visit, form.form)
    if form.parent and not form.parent_by:
        entry.begin(place=place._replace(form=form.parent), by=lin)
    return url_of(place)


READERS = {"en": "en-GB,en;q=0.9", "zh-hans": "zh-CN,zh;q=0.9"}


@every_form
@pytest.mark.parametrize("language", READERS)
def test_a_page_keeps_every_text_or_says_at_its_question_why_not(client, url, form, language):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = READERS[language]
    first = list(READERS).index(language) * len(TEXTS) // 2
    texts = dict(zip(form.asked, cycle([*TEXTS[first:], *TEXTS[:first]]), strict=False))
    typed = {question.name: texts[question.name] for question in form.questions()}

    refused = refusals(send(client, url, typed))

    stored, page = kept(form), client.get(url).content.decode()
    assert stored == {name: text for name, text in typed.items() if name not in refused}
    assert [text for text in stored.values() if html.escape(text) not in page] == []
    for name, (label, why) in refused.items():
        wordings = in_every_language(form.asked[name].label)
        assert (label, why != "") == (wordings[language], True)


@pytest.fixture
def specimen_url(client, lin, subject):
    """A complete specimen, and its coordinator at the desk."""
    client.force_login(lin)
    url = url_of(entry.Place(subject, ("C1D15", 1), "mrd_specimen"))
    assert post(client, url, SPECIMEN, complete="1").status_code == 302
    return url


NOTHING_SAID = ["a\0b", "\ufffd", "   ", "\N{ZERO WIDTH SPACE}\N{IDEOGRAPHIC SPACE}"]


def correct(client, url, why):
    """Correct the volume of the specimen from 3.0 to 4.0 for a reason."""
    answers = {"volume_ml": "4.0", "volume_ml.reason": why}
    return client.post(url, {**answers, "volume_ml.seen": "3.0||"})


@pytest.mark.parametrize("why", NOTHING_SAID)
def test_a_reason_that_cannot_be_kept_is_asked_for_again(client, specimen_url, why):
    client.cookies["django_language"] = "zh-hans"

    response = correct(client, specimen_url, why)

    assert response.status_code == 422
    assert refusals(response) == {"volume_ml": ("采集量", "请填写修改原因。")}
    assert kept(MrdSpecimen)["volume_ml"] == "3.0"


@pytest.mark.parametrize("why", ["<script>alert(1)</script>", "\N{PILE OF POO}", "长" * 10_000])
def test_a_reason_is_kept_as_typed(client, specimen_url, why):
    correct(client, specimen_url, why)

    page = client.get(f"{specimen_url}history/volume_ml/").content.decode()
    assert TrailLine.objects.get(field="volume_ml", old="3.0").reason == why
    assert html.escape(why) in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_a_query_that_cannot_be_kept_is_not_raised(client, specimen_url, mona, text):
    client.force_login(mona)

    response = client.post(f"{specimen_url}queries/volume_ml/", {"text": text}, follow=True)

    assert "Write what the site should look at." in response.content.decode()
    assert Query.objects.filter(check_id="").count() == 0


def test_a_query_is_kept_as_typed(client, specimen_url, mona):
    client.force_login(mona)
    text = "<script>alert(1)</script> \N{PILE OF POO} {{ x }}"

    client.post(f"{specimen_url}queries/volume_ml/", {"text": text})

    page = client.get(specimen_url).content.decode()
    assert Query.objects.get(check_id="").steps.get().text == text
    assert html.escape(text) in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("why", NOTHING_SAID)
def test_a_record_is_not_removed_for_a_reason_that_cannot_be_kept(client, specimen_url, why):
    response = client.post(f"{specimen_url}remove/", {"why": why}, follow=True)

    assert "Say why the record is removed." in response.content.decode()
    assert Record.objects.get(form="mrd_specimen").state == "COMPLETE"


def test_a_missing_code_that_is_none_is_refused(client, specimen_url):
    for code in ["LOST", "UNKNOWN\0", "unknown"]:
        typed = {"volume_ml": "", "volume_ml.missing": code, "volume_ml.reason": "Not measured"}

        response = client.post(specimen_url, {**typed, "volume_ml.seen": "3.0||"})

        assert response.status_code == 422
        assert refusals(response)["volume_ml"][1] == "Choose one of the listed values."


def test_a_complete_form_with_one_wrong_code_takes_nothing(client, specimen_url):
    typed = {"volume_ml": "4.0", "volume_ml.reason": "Typing error", "quality": "<b>"}

    response = client.post(
        specimen_url, {**typed, "volume_ml.seen": "3.0||", "quality.seen": "ADEQUATE||"}
    )

    assert response.status_code == 422
    assert refusals(response).keys() == {"quality"}
    assert kept(MrdSpecimen)["volume_ml"] == "3.0"


def test_fields_that_no_question_has_change_nothing(client, specimen_url):
    before = kept(MrdSpecimen)
    fields = ["state", "record_id", "missing", "no_such_question", "void", "__class__", "\0", "a b"]

    response = client.post(
        specimen_url, {**dict.fromkeys(fields, "1"), **{f"{name}.seen": "||" for name in fields}}
    )

    assert response.status_code == 422
    assert kept(MrdSpecimen) == before


@pytest.mark.parametrize("seen", ["", "a\0b", "no bars", "|" * 9])
def test_a_page_that_was_tampered_with_is_in_conflict(client, specimen_url, seen):
    answers = {"volume_ml": "4.0", "volume_ml.reason": "Typing error"}

    response = client.post(specimen_url, {**answers, "volume_ml.seen": seen})

    assert response.status_code == 409
    assert kept(MrdSpecimen)["volume_ml"] == "3.0"


TEN_MEGABYTES = "9" * 10_000_000
URL_ENCODED = "application/x-www-form-urlencoded"
UNREADABLE_BODIES = {
    "10 MB": (f"volume_ml.seen=||&volume_ml={TEN_MEGABYTES}", URL_ENCODED),
    "too many fields": ("&".join(f"a{n}=1" for n in range(3000)), URL_ENCODED),
    "another encoding": (b"volume_ml.seen=||", f"{URL_ENCODED}; charset=utf-16"),
    "no boundary": (b"\xff\xfe", "multipart/form-data"),
}


@pytest.mark.parametrize(
    ("body", "content_type"), UNREADABLE_BODIES.values(), ids=UNREADABLE_BODIES
)
def test_a_body_that_cannot_be_read_is_refused_in_both_languages(
    client, lin, subject, body, content_type
):
    client.force_login(lin)
    url = url_of(entry.Place(subject, ("C1D15", 1), "mrd_specimen"))

    response = client.generic("POST", url, body, content_type=content_type)

    assert response.status_code == 400
    assert "This could not be read · 无法读取所提交的内容" in response.content.decode()
    assert Record.objects.count() == 0


@pytest.mark.parametrize("part", ["a field", "a file"])
def test_no_part_of_a_body_may_be_ten_megabytes(client, lin, subject, part):
    client.force_login(lin)
    url = url_of(entry.Place(subject, ("C1D15", 1), "mrd_specimen"))
    file = SimpleUploadedFile("volume.txt", TEN_MEGABYTES.encode())

    response = client.post(url, {"volume_ml": file if part == "a file" else TEN_MEGABYTES})

    assert response.status_code == 400
    assert Record.objects.count() == 0


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_page_is_read_and_posted_to_and_nothing_else(client, specimen_url, method):
    assert client.generic(method, specimen_url).status_code == 405


NOWHERE = [
    "/subjects/%00/",
    "/subjects/%ED%A0%80/",
    "/subjects/%F0%9F%92%A9/",
    "/subjects/{subject}/visits/%00/1/forms/mrd_specimen/1/",
    "/subjects/{subject}/visits/C1D15/99999999999999999999/forms/mrd_specimen/1/",
    "/subjects/{subject}/visits/C1D15/1/forms/%00/1/",
    "/subjects/{subject}/visits/C1D15/1/forms/mrd_specimen/99999999999999999999/",
    "/subjects/{subject}/visits/C1D15/1/forms/mrd_specimen/1/history/%00/",
    "/queries/?state=%00",
]


@pytest.mark.parametrize("address", NOWHERE)
def test_an_address_that_is_none_is_not_found(client, lin, subject, address):
    client.force_login(lin)

    response = client.get(address.format(subject=subject.screening_number))

    assert response.status_code == 404


@pytest.mark.parametrize(
    "words", ["%00", "%ED%A0%80", "%", "<script>alert(1)</script>", "9" * 5000]
)
def test_a_search_for_anything_finds_nothing(client, lin, subject, words):
    client.force_login(lin)

    response = client.get("/subjects/", query_params={"q": words, "page": words})

    assert response.status_code == 200
    assert subject.screening_number not in response.content.decode()


def complete_first_dose(client, subject, day):
    """Enter the first day of treatment and complete the form."""
    url = url_of(entry.Place(subject, ("C1D1", 1), "olverembatinib_period"))
    taken = {"cycle_number": "1", "start_date": day, "period_status": "TAKEN"}
    return post(client, url, taken, complete="1")


def test_a_day_at_the_beginning_of_the_calendar_can_be_lived_with(client, lin, subject):
    client.force_login(lin)

    response = complete_first_dose(client, subject, "0001-01-01")

    assert response.status_code == 302
    assert client.get(f"/subjects/{subject.screening_number}/").status_code == 200


def test_a_day_in_the_far_future_is_refused_in_the_language_of_the_reader(client, lin, subject):
    client.force_login(lin)
    client.cookies["django_language"] = "zh-hans"

    response = complete_first_dose(client, subject, "9999-12-31")

    assert response.status_code == 422
    assert refusals(response)["start_date"] == ("开始日期", "“开始日期”不能晚于当前日期。")
