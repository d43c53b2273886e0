"""Dictionary and checks say what the forms ask, in both languages."""

import pytest

from edc.checking import checks_on
from edc.checks import subject_checks
from edc.crf import crf_named, crfs
from tests.api.contract import assert_described
from tests.api.programs import PCR, checks_in


@pytest.fixture
def dictionary(feed):
    rows = feed.get("dictionary/").json()["results"]
    return {(row["form"], row["field"]): row for row in rows}


def test_the_dictionary_has_every_question_of_every_form_in_order(dictionary):
    asked = [(crf.form, name) for crf in crfs() for name in crf.asked]

    assert list(dictionary) == asked


def test_a_row_says_what_the_question_says(dictionary):
    row = dictionary["mrd_pcr", "ratio_percent"]

    assert row["label_en"] == "Reported ratio BCR-ABL1 / control gene"
    assert row["label_zh"] == "报告比值（BCR-ABL1/内参）"
    assert (row["type"], row["unit"], row["decimals"]) == ("decimal", "%", 5)
    assert (row["hard_range"], row["expected_range"]) == (["0", "10000"], ["0", "100"])
    assert (row["required"], row["qualified"], row["derived"]) == ("conditional", True, False)
    assert row["sdtm"] == ["GF.GFORRES where GFTESTCD=BCRABLRT"]


def test_a_codelist_comes_with_its_terms_in_both_languages(dictionary):
    row = dictionary["enrolment", "decision"]

    assert row["terms"][0] == {
        "code": "ENROLLED",
        "submission": "ENTERED INTO TRIAL",
        "term_en": "Enrolled",
        "term_zh": "入组",
    }
    assert row["codelist"] == "EnrolmentDecision"


def test_derived_and_personal_answers_are_marked(dictionary):
    assert dictionary["mrd_pcr", "pcr_status"]["derived"]
    assert dictionary["informed_consent", "obtained_by"]["pii"]


def test_other_units_are_listed(dictionary):
    row = dictionary["mrd_specimen", "nucleated_cells"]

    assert (row["unit"], row["units"]) == ("10^9/L", ["10^6/mL"])


def test_every_check_is_listed_in_both_languages(feed):
    rows = feed.get("checks/").json()["results"]

    listed = {(row["form"], row["id"], row["question"]) for row in rows}
    of_forms = {(crf.form, *check.key) for crf in crfs() for check in checks_on(crf)}
    assert listed == of_forms | {(None, check_id, None) for check_id in subject_checks()}
    assert all(row["message_en"] != row["message_zh"] for row in rows)


def test_a_refusal_speaks_the_words_of_the_list(feed, specimen):
    rows = {row["id"]: row for row in feed.get("checks/").json()["results"]}
    answers = {"performed": "Y", "report_date": "2024-03-01"}

    response = feed.patch(PCR, {"answers": answers, "state": "COMPLETE"})

    (error,) = response.json()["errors"]
    listed = rows["PCR-008"]
    assert checks_in(response) == {(listed["question"], listed["id"])}
    assert error["message_zh"] == listed["message_zh"]


@pytest.mark.parametrize("path", ["dictionary/", "checks/", "datasets/", "openapi.json"])
def test_the_answer_is_as_described(program, dana, path):
    assert_described(program(dana).get(path), "GET", f"/api/v1/{path}")


def test_pages_of_the_dictionary_add_up(feed):
    whole = feed.get("dictionary/").json()
    path, rows = "dictionary/?limit=100", []

    while path:
        page = feed.get(path).json()
        rows += page["results"]
        path = page["next"] and page["next"].removeprefix("/api/v1/")

    assert (rows, whole["next"]) == (whole["results"], None)


def test_questions_that_are_not_entered_have_no_column(dictionary):
    entered = {question.name for question in crf_named("mrd_pcr").questions()}

    derived = {name for (form, name), row in dictionary.items() if row["derived"]}

    assert not derived & entered
