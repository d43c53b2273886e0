"""A subject's matrix costs as many statements whatever is in it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from edc.actions.entry import Place, Typed, begin, remove, save
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


def entered(subject, by, form, visit, line):
    return begin(place=Place(subject, (visit, 1), form, line), by=by)


def further(subject, form):
    """The line of a further record that the matrix offers of a form, by visit."""
    cells = [cell for column in matrix_of(subject).columns for cell in column.cells]
    repeating = [cell for cell in cells if cell.crf.form == form and cell.may_repeat]
    return {cell.visit[0]: cell.next_line for cell in repeating}


def test_a_further_engraftment_is_offered_for_a_second_transplant_only(subject, lin):
    entered(subject, lin, "hsct", "HSCT", 1)
    entered(subject, lin, "engraftment", "HD28", 1)
    of_one = further(subject, "engraftment")

    entered(subject, lin, "hsct", "HSCT", 2)
    of_two = further(subject, "engraftment")
    entered(subject, lin, "engraftment", "HD28", 2)

    assert (of_one, of_two, further(subject, "engraftment")) == ({}, {"HD28": 2}, {})


def test_what_was_removed_is_no_transplant_and_no_engraftment(subject, lin):
    entered(subject, lin, "hsct", "HSCT", 1)
    mistaken = entered(subject, lin, "hsct", "HSCT", 2)
    graft = entered(subject, lin, "engraftment", "HD28", 1)

    remove(record=mistaken, why="Of another patient", by=lin)
    without_transplant = further(subject, "engraftment")
    remove(record=graft, why="Of another patient", by=lin)

    assert (without_transplant, further(subject, "engraftment")) == ({}, {"HD28": 2})


def test_further_results_are_offered_at_the_line_of_their_specimen(subject, lin):
    for visit, line in (("SCR", 1), ("SCR", 2), ("SCR", 3), ("C1D15", 1)):
        entered(subject, lin, "mrd_specimen", visit, line)
    for line in (1, 2):
        entered(subject, lin, "mrd_pcr", "SCR", line)
    entered(subject, lin, "mrd_flow", "SCR", 1)

    assert further(subject, "mrd_pcr") == {"SCR": 3}
    assert further(subject, "mrd_flow") == {"SCR": 2}


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
