"""A form that belongs to another finds it: the specimen beside it, the transplant of weeks ago."""

import pytest

from edc.actions.entry import NoParent, Place, begin, remove


def begun(subject, by, form, visit, line=1):
    return begin(place=Place(subject, visit and (visit, 1), form, line), by=by)


def test_a_result_belongs_to_the_specimen_of_its_line(subject, lin):
    first, second = (begun(subject, lin, "mrd_specimen", "SCR", line) for line in (1, 2))

    assert begun(subject, lin, "mrd_pcr", "SCR", 2).parent == second
    assert begun(subject, lin, "mrd_pcr", "SCR", 1).parent == first


def test_a_result_is_never_tied_to_another_specimen(subject, lin):
    begun(subject, lin, "mrd_specimen", "SCR", 1)
    begun(subject, lin, "mrd_specimen", "C1D15", 1)

    for visit, line in (("SCR", 2), ("CXD15", 1)):
        place = Place(subject, (visit, 2 if visit == "CXD15" else 1), "mrd_flow", line)
        with pytest.raises(NoParent):
            begin(place=place, by=lin)


def test_engraftment_belongs_to_the_transplant_before(subject, lin):
    transplant = begun(subject, lin, "hsct", "HSCT")

    assert begun(subject, lin, "engraftment", "HD28").parent == transplant


def test_the_engraftment_of_a_second_transplant_belongs_to_it(subject, lin):
    first, second = (begun(subject, lin, "hsct", "HSCT", line) for line in (1, 2))

    assert begun(subject, lin, "engraftment", "HD28", 1).parent == first
    assert begun(subject, lin, "engraftment", "HD28", 2).parent == second


def test_the_second_engraftment_may_be_entered_before_the_first(subject, lin):
    first, second = (begun(subject, lin, "hsct", "HSCT", line) for line in (1, 2))

    assert begun(subject, lin, "engraftment", "HD28", 2).parent == second
    assert begun(subject, lin, "engraftment", "HD28", 1).parent == first


def test_an_engraftment_entered_anew_belongs_to_the_transplant_that_has_none(subject, lin):
    first, _ = (begun(subject, lin, "hsct", "HSCT", line) for line in (1, 2))
    mistaken = begun(subject, lin, "engraftment", "HD28", 1)
    begun(subject, lin, "engraftment", "HD28", 2)
    remove(record=mistaken, why="Of another patient", by=lin)

    assert begun(subject, lin, "engraftment", "HD28", 3).parent == first


def test_a_transplant_that_was_entered_anew_has_the_first_engraftment(subject, lin):
    mistaken = begun(subject, lin, "hsct", "HSCT", 1)
    remove(record=mistaken, why="Of another patient", by=lin)
    transplant = begun(subject, lin, "hsct", "HSCT", 2)

    assert begun(subject, lin, "engraftment", "HD28", 1).parent == transplant


def test_one_transplant_has_one_engraftment(subject, lin):
    begun(subject, lin, "hsct", "HSCT")
    begun(subject, lin, "engraftment", "HD28", 1)

    with pytest.raises(NoParent):
        begun(subject, lin, "engraftment", "HD28", 2)


def test_every_medicine_of_conditioning_belongs_to_the_transplant(subject, lin):
    transplant = begun(subject, lin, "hsct", "HSCT")

    medicines = [begun(subject, lin, "conditioning_drug", "HSCT", line) for line in (1, 2, 3)]

    assert {medicine.parent for medicine in medicines} == {transplant}


def test_a_removed_transplant_has_no_engraftment(subject, lin):
    transplant = begun(subject, lin, "hsct", "HSCT")
    remove(record=transplant, why="Of another patient", by=lin)

    with pytest.raises(NoParent):
        begun(subject, lin, "engraftment", "HD28")


def test_the_page_leads_to_the_form_that_is_needed_first(client, subject, lin):
    client.force_login(lin)

    response = client.get("/subjects/S01-001/visits/HD28/1/forms/engraftment/1/")

    assert response.status_code == 409
    assert "/subjects/S01-001/visits/HSCT/1/forms/hsct/1/" in response.content.decode()
