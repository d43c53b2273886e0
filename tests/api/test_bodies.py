"""A body is JSON as it was typed, of reasonable size, or it is refused."""

import pytest

from edc.api.errors import Refusal
from edc.api.parsing import Digits, exact_json
from tests.api.programs import CONSENT


@pytest.mark.parametrize("text", ["0.0010", "1.50", "-0.0", "12345678901234567890.1", "1e-3", "7"])
def test_a_number_keeps_its_digits(text):
    assert exact_json(f'{{"ratio": {text}}}'.encode()) == {"ratio": Digits(text)}


def test_a_number_is_told_from_its_text():
    number, text = exact_json(b'[1, "1"]')

    assert isinstance(number, Digits)
    assert not isinstance(text, Digits)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"{'a': 1}", "not JSON"),
        (b'{"a": 1,}', "not JSON"),
        (b'{"a": "\x00"}', "not JSON"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b'{"a": "\xff"}', "not UTF-8"),
        (b'{"a": NaN}', "no numbers"),
        (b'{"a": -Infinity}', "no numbers"),
        (b'{"a": 1, "a": 2}', "given twice"),
        (b'{"a": {"b": 1, "b": 1}}', "given twice"),
        (b"[" * 20 + b"]" * 20, "nested"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 100_000, "nested"),
    ],
)
def test_what_is_not_plain_json_is_refused(body, reason):
    with pytest.raises(Refusal, match=reason):
        exact_json(body)


def test_malformed_json_answers_where_it_broke(feed, subject):
    response = feed.patch(CONSENT, b'{"answers": }')

    assert response.status_code == 400
    assert (response.json()["line"], response.json()["column"]) == (1, 13)


@pytest.mark.parametrize("size", [1_000_001, 10_000_000])
def test_a_large_body_is_refused_for_its_size(feed, subject, size):
    response = feed.patch(CONSENT, b'{"answers": "' + b"x" * size + b'"}')

    assert response.status_code == 413
    assert response.json()["error"] == "too_large"


def test_a_body_of_unknown_length_is_refused(feed, subject):
    response = feed.send("PATCH", CONSENT, b"{}", HTTP_TRANSFER_ENCODING="chunked")

    assert response.status_code == 411


@pytest.mark.parametrize("content_type", ["text/plain", "multipart/form-data", ""])
def test_a_body_of_another_kind_is_refused(feed, subject, content_type):
    response = feed.send("PATCH", CONSENT, b"{}", content_type)

    assert response.status_code == 415


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"1", b"null"])
def test_a_body_that_is_no_object_is_refused(feed, subject, body):
    assert feed.patch(CONSENT, body).status_code == 400
