"""Whatever is typed or sent, a page keeps it as it is or says at the question why it cannot."""

import html
import re
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
    place = entry.Place(subject, at_visit, form.form)
    if form.parent and not form.parent_by:
        entry.begin(place=place._replace(form=form.parent), by=lin)
    return url_of(place)


READERS = {"en": "en-GB,en;q=0.9", "zh-hans": "zh-CN,zh;q=0.9"}


@every_form
@pytest.mark.parametrize("language", READERS)
def test_a_page_keeps_every_text_or_says_at_its_question_why_not(client, url, form, language):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = READERS[language]
    first = list(READERS).index(language) * len(TEXTS) // 2
    texts = dict(zip(form.asked, [*TEXTS[first:], *TEXTS[:first]], strict=False))
    typed = {question.name: texts[question.name] for question in form.questions()}

    refused = refusals(send(client, url, typed))

    stored, page = kept(form), client.get(url).content.decode()
    assert stored == {name: text for name, text in typed.items() if name not in refused}
    assert [text for text in stored.values() if html.escape(text) not in page] == []
    for name, (label, why) in refused.items():
        wordings = in_every_language(form.asked[name].label)
        assert (label, why != "") == (wordings[language], True)


SPECIMEN_ONLY = pytest.mark.parametrize("form", [MrdSpecimen], ids=["mrd_specimen"])
