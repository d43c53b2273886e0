"""A corrected reference range shows what it would judge otherwise, before anything is stored."""

import pytest

from edc.actions.entry import Place, Typed, find, row_of, save
from enrollment.models import LabReferenceRange

RANGE = {
    "lab_name": "Laboratory (fictional)",
    "analyte": "alt",
    "range_unit": "U/L",
    "lower_limit": "9",
    "upper_limit": "40",
    "sex": "ALL",
    "age_from": "18",
    "age_to": "120",
    "valid_from": "2024-01-01",
}
BORN = {"collection_date": "2024-03-01", "birth_date": "1980-05", "sex": "F"}
CHEMISTRY = {
    "performed": "Y",
    "lab_name": "Laboratory (fictional)",
    "sample_date": "2024-03-01",
    "alt": "130",
    "alt.unit": "U/L",
}
ADDRESS = "/sites/01/forms/lab_reference_range/1/"


def enter(place, answers, by, **how):
    units = {name.removesuffix(".unit"): u for name, u in answers.items() if name.endswith(".unit")}
    typed = {n: Typed(v, units.get(n, "")) for n, v in answers.items() if not n.endswith(".unit")}
    return save(place=place, typed=typed, by=by, **how)


@pytest.fixture
def results(lin, zhao, beijing, subject, shanghai_subject):
    for patient, by in ((subject, lin), (shanghai_subject, zhao)):
        enter(Place(patient, ("SCR", 1), "demographics"), BORN, by, complete=True)
        enter(Place(patient, ("SCR", 1), "lab_chemistry"), CHEMISTRY, by, complete=True)
    enter(Place(beijing, None, "lab_reference_range"), RANGE, lin, complete=True)


def typed(**changed):
    return {f"{name}.seen": f"{RANGE[name]}||" for name in changed} | changed


def test_a_wider_range_names_each_result_it_would_judge_otherwise(client, lin, results):
    client.force_login(lin)

    page = client.post(f"{ADDRESS}effect/", typed(upper_limit="50")).content.decode()

    assert "S01-001" in page
    assert "S02-001" not in page
    assert "CTCAE 2" in page
    assert "CTCAE 1" in page


def test_nothing_is_stored_by_looking(client, lin, beijing, results):
    client.force_login(lin)

    client.post(f"{ADDRESS}effect/", typed(upper_limit="50"))

    record = find(place=Place(beijing, None, "lab_reference_range"))
    assert str(row_of(LabReferenceRange, record.pk)["upper_limit"]) == "40"


def test_what_was_typed_goes_on_to_be_saved_with_its_reason(client, lin, beijing, results):
    client.force_login(lin)
    given = typed(upper_limit="50") | {"upper_limit.reason": "New reagent"}

    page = client.post(f"{ADDRESS}effect/", given).content.decode()
    assert 'name="upper_limit" value="50"' in page
    assert 'name="upper_limit.reason" value="New reagent"' in page
    client.post(ADDRESS, given | {"save": ""})

    record = find(place=Place(beijing, None, "lab_reference_range"))
    assert str(row_of(LabReferenceRange, record.pk)["upper_limit"]) == "50"


def test_a_change_within_the_grade_changes_nothing(client, lin, results):
    client.force_login(lin)

    page = client.post(f"{ADDRESS}effect/", typed(upper_limit="41")).content.decode()

    assert "S01-001" not in page


def test_a_new_range_shows_what_it_would_judge(client, lin, beijing, subject):
    enter(Place(subject, ("SCR", 1), "demographics"), BORN, lin, complete=True)
    enter(Place(subject, ("SCR", 1), "lab_chemistry"), CHEMISTRY, lin, complete=True)
    client.force_login(lin)
    given = {f"{name}.seen": "||" for name in RANGE} | RANGE

    page = client.post(f"{ADDRESS}effect/", given).content.decode()

    assert "S01-001" in page
    assert find(place=Place(beijing, None, "lab_reference_range")) is None


def test_a_site_shows_its_ranges_as_a_table(client, lin, results):
    client.force_login(lin)

    page = client.get("/sites/01/").content.decode()

    assert "Laboratory (fictional)" in page
    assert "<td>ALT</td>" in page


@pytest.mark.parametrize("user", ["zhao", "mona"])
def test_only_the_site_previews(client, request, results, user):
    client.force_login(request.getfixturevalue(user))

    assert client.post(f"{ADDRESS}effect/", typed(upper_limit="50")).status_code in {403, 404}
