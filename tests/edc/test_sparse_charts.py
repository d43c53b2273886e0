"""Charts of many subjects bring an answer when it is first asked for, for all of them at once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from edc import charts
from edc.actions.entry import Place, Typed, save
from edc.chart import Chart, Envelope, Unwatched
from edc.codelists import MissingReason
from edc.cutoff import until
from edc.logic import Unknown
from enrollment.models import InformedConsent
from tests.patients import enter
from tests.stories import answers

FORMS = {"informed_consent", "visit_record", "enrolment"}


@pytest.fixture
def people(subject, shanghai_subject, lin, zhao):
    for each, by in ((subject, lin), (shanghai_subject, zhao)):
        enter(each, "informed_consent", answers.CONSENT, by=by)
    return [subject, shanghai_subject]


def asked(work):
    with CaptureQueriesContext(connection) as queries:
        work()
    return [query["sql"] for query in queries]


def consents(loaded):
    return [chart.records["informed_consent"][0] for chart in loaded.values()]


def test_an_answer_is_brought_for_everybody_when_one_is_asked(people):
    here, there = consents(charts.load_sparsely(people, FORMS, {}))

    first = asked(lambda: here.signed_by)
    second = asked(lambda: there.signed_by)

    assert (len(first), len(second)) == (1, 0)
    assert here.signed_by == there.signed_by == "PATIENT"


def test_what_was_read_before_comes_with_the_record(people):
    read_before = {}
    here, _ = consents(charts.load_sparsely(people, FORMS, read_before))
    assert here.signed_by == "PATIENT"

    again, _ = consents(charts.load_sparsely(people, FORMS, read_before))

    assert read_before["informed_consent"] == {"signed_by"}
    assert asked(lambda: again.signed_by) == []


NOTHING, ALL = set(), {question.name for question in InformedConsent.questions()}


@pytest.mark.parametrize("read_before", [NOTHING, ALL])
def test_every_answer_is_the_same_as_in_a_full_chart(people, read_before):
    full = charts.load(people, FORMS)
    sparse = charts.load_sparsely(people, FORMS, {"informed_consent": {*read_before}})

    for mine, other in zip(consents(sparse), consents(full), strict=True):
        assert mine._envelope == other._envelope
        for name in mine._crf.asked:
            assert repr(getattr(mine, name)) == repr(getattr(other, name)), name


@pytest.mark.parametrize("read_before", [NOTHING, ALL])
def test_a_missing_code_is_no_answer(people, zhao, read_before):
    place = Place(people[1], None, "informed_consent", 1)
    code = Typed(missing=MissingReason.UNKNOWN)
    save(place=place, typed={"signed_by": code}, by=zhao, reasons={"signed_by": "Illegible"})

    loaded = charts.load_sparsely(people, FORMS, {"informed_consent": {*read_before}})
    here, there = consents(loaded)

    assert here.signed_by == "PATIENT"
    assert there.signed_by is Unknown


def test_a_chart_as_of_a_cut_off_brings_answers_too(people):
    loaded = charts.load_sparsely(people, FORMS, {})

    seen = until(loaded[people[0].pk], date(2100, 1, 1))

    assert seen.records["informed_consent"][0].signed_by == "PATIENT"


def test_charts_come_one_by_one_and_are_let_go(people, monkeypatch):
    monkeypatch.setattr(charts, "AT_ONCE", 1)
    seen = []

    for subject_id, chart in charts.each(people, FORMS, {}):
        seen.append((subject_id, len(chart.records["informed_consent"]), chart))

    assert [(pk, n) for pk, n, _ in seen] == [(subject.pk, 1) for subject in people]
    assert not any(chart.records for *_, chart in seen)


def test_what_is_read_of_many_subjects_cannot_be_collected(people):
    [chart, _] = charts.load_sparsely(people, FORMS, {}).values()

    with pytest.raises(TypeError, match="cannot be collected"), chart.watching():
        pass


def test_an_answer_at_hand_gives_way_to_its_missing_code():
    row = {"signed_by": "PATIENT", "missing": {"signed_by": "UNKNOWN"}}
    consent = Chart(date(2026, 3, 1), kind=Unwatched).add(InformedConsent, Envelope(1, "x"), row)

    consent.hold(["signed_by"])

    assert consent.signed_by is Unknown
