"""A subject's matrix costs as many statements whatever is in it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from edc.actions.entry import Place, Typed, begin, save
from edc.matrix import matrix_of
from tests.visiting import come


def statements(work):
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)


def test_forty_visits_are_shown_with_as_many_statements_as_one(client, subject, lin):
    client.force_login(lin)
    page = f"/subjects/{subject.screening_number}/"
    come(subject, times=1, by=lin, forms=("visit_record", "vital_signs"))
    client.get(page)
    with_two_records = statements(lambda: client.get(page))

    come(subject, times=39, by=lin)

    assert (subject.visits.count(), subject.records.count()) == (40, 197)
    assert statements(lambda: client.get(page)) == with_two_records


def test_each_visit_that_took_place_has_its_column(subject, lin):
    come(subject, times=40, by=lin)

    matrix = matrix_of(subject)

    begun = [c for column in matrix.columns for c in column.cells if c.is_begun]
    assert [c.sequence for c in matrix.columns if c.visit.code == "UNS"] == list(range(1, 42))
    assert len(begun) == 200


def test_a_record_in_the_matrix_leads_to_its_page_without_asking_again(subject, lin):
    come(subject, times=1, by=lin)
    matrix = matrix_of(subject)
    records = [r for column in matrix.columns for cell in column.cells for r in cell.records]

    asked = statements(lambda: [record.get_absolute_url() for record in records])

    assert (len(records), asked) == (5, 0)


def test_a_reader_who_may_not_enter_is_offered_no_further_record(client, subject, lin, mona):
    come(subject, times=1, by=lin, forms=("ecg",))
    page = f"/subjects/{subject.screening_number}/"

    client.force_login(lin)
    to_lin = client.get(page).content.decode()
    client.force_login(mona)
    to_mona = client.get(page).content.decode()

    assert 'aria-label="Another ' in to_lin
    assert "Another" not in to_mona


def test_an_address_in_the_matrix_is_that_of_the_record(client, subject, lin):
    come(subject, times=1, by=lin, forms=("ecg",))
    record = subject.records.get()
    client.force_login(lin)

    page = client.get(f"/subjects/{subject.screening_number}/").content.decode()

    assert f'<a href="{record.get_absolute_url()}" aria-label="' in page
    assert "UNS/2/forms/ecg/1/" in page


def test_the_page_shows_icons_and_no_markup(client, subject, lin):
    client.force_login(lin)
    come(subject, times=1, by=lin, forms=("visit_record", "vital_signs"))

    page = client.get(f"/subjects/{subject.screening_number}/").content.decode()

    assert "&lt;" not in page
    assert page.count('class="state complete"') == 2


def test_cycles_follow_one_another_each_with_its_visits(subject, lin):
    for code, cycle in (("CXD1", 3), ("CXD8", 3), ("CXD1", 2), ("CXD15", 2)):
        begin(place=Place(subject, (code, cycle), "visit_record"), by=lin)

    columns = [(column.visit.code, column.sequence) for column in matrix_of(subject).columns]

    cycles = [column for column in columns if column[0].startswith("CXD")]
    assert cycles == [("CXD1", 2), ("CXD15", 2), ("CXD1", 3), ("CXD8", 3)]


def test_a_missed_visit_says_so(client, subject, lin):
    client.force_login(lin)
    answers = {"occurred": Typed("N"), "missed_reason": Typed("OTHER")}
    save(place=Place(subject, ("SCR", 1), "visit_record"), typed=answers, by=lin, complete=True)

    assert "missed</small>" in client.get(f"/subjects/{subject.screening_number}/").content.decode()


def test_a_form_that_nobody_asks_for_has_no_row(subject):
    forms = {crf.form for crf, _ in matrix_of(subject).rows}

    assert "demographics" in forms
    assert "engraftment" not in forms
