"""Reasons for change: what needs one, what one covers, and what is none."""

import pytest

from tests.edc.sql import RATIO, acting, complete, ratio_of, refused, value, write

pytest_plugins = ["tests.edc.sql_fixtures"]

# Words that look like a reason to a program and like none to a reader.
BLANK = ["", " ", "\t\n", "\u3000", "\u00a0 \u200b", "\ufeff"]


def test_an_answer_of_a_draft_changes_without_a_reason(runtime):
    write(runtime, RATIO)

    assert ratio_of(runtime) == "0.02"


def test_an_answer_of_a_complete_record_does_not(either_role):
    complete(either_role)

    with refused("ED002", r"mrd_pcr\.ratio_percent changes without a reason") as refusal:
        write(either_role, RATIO, {"performed": "Misread"})

    assert refusal.value.diag.table_name == "mrd_pcr"
    assert refusal.value.diag.column_name == "ratio_percent"
    assert "edc.reasons" in refusal.value.diag.message_hint
    assert ratio_of(either_role) == "0.005"


def test_a_decoy_beside_it_may_still_be_a_draft(runtime, completed):
    with refused("ED002", "ratio_percent changes without a reason"):
        write(runtime, "UPDATE mrd_pcr SET ratio_percent = 0.02")
    write(runtime, "UPDATE mrd_pcr SET ratio_percent = 0.02 WHERE record_id = 32")

    assert (ratio_of(runtime, 31), ratio_of(runtime, 32)) == ("0.005", "0.02")


def test_it_changes_with_one(runtime, completed):
    write(runtime, RATIO, {"ratio_percent": "Typing error"})

    assert ratio_of(runtime) == "0.02"


@pytest.mark.parametrize("blank", BLANK, ids=ascii)
@pytest.mark.parametrize("column", ["ratio_percent", "*"])
def test_spaces_are_no_reason(runtime, completed, column, blank):
    with refused("ED002", "ratio_percent changes without a reason"):
        write(runtime, RATIO, {column: blank})


def test_a_blank_reason_of_its_own_does_not_hide_the_one_for_everything(runtime, completed):
    write(runtime, RATIO, {"ratio_percent": " ", "*": "Report corrected"})

    assert ratio_of(runtime) == "0.02"


def test_a_first_answer_of_a_complete_record_needs_a_reason_too(runtime, completed):
    with refused("ED002", "assayed_at changes without a reason"):
        write(runtime, "UPDATE mrd_pcr SET assayed_at = now() WHERE record_id = 31")


def test_a_zero_more_needs_a_reason(runtime, completed):
    with refused("ED002", "ratio_percent changes without a reason"):
        write(runtime, "UPDATE mrd_pcr SET ratio_percent = 0.0050 WHERE record_id = 31")


@pytest.mark.parametrize("reasons", [{"ratio_percent": "Sign missed"}, {"*": "Sign missed"}])
def test_the_reason_of_a_question_covers_what_stands_beside_it(runtime, completed, reasons):
    write(
        runtime,
        "UPDATE mrd_pcr SET ratio_percent_qualifier = '<' WHERE record_id = 31",
        reasons,
    )

    assert value(runtime, "SELECT ratio_percent_qualifier FROM mrd_pcr WHERE record_id = 31") == "<"


def test_the_reason_of_another_question_does_not(runtime, completed):
    with refused("ED002", "ratio_percent_qualifier changes without a reason"):
        write(
            runtime,
            "UPDATE mrd_pcr SET ratio_percent_qualifier = '<' WHERE record_id = 31",
            {"performed": "Misread"},
        )


def test_the_reason_of_a_dose_covers_its_unit_and_the_unit_may_have_its_own(migration):
    migration.execute(
        "CREATE TABLE conmed (record_id bigint PRIMARY KEY, dose numeric, dose_unit varchar(9))"
    )
    with acting(migration):
        migration.execute(
            "INSERT INTO edc_record (id, subject_id, site_id, form) VALUES (33, 11, 1, 'conmed')"
        )
        migration.execute("INSERT INTO conmed VALUES (33, 4, 'mg')")
    complete(migration, record=33)

    write(migration, "UPDATE conmed SET dose_unit = 'g'", {"dose": "Misread"})
    write(migration, "UPDATE conmed SET dose_unit = 'mg'", {"dose_unit": "Read again"})

    assert value(migration, "SELECT dose_unit FROM conmed") == "mg"


@pytest.mark.parametrize(
    ("reasons", "unexplained"),
    [
        ({"ratio_percent": "Lost"}, "performed_missing"),
        ({"performed": "Lost"}, "ratio_percent_missing"),
        ({"missing": "Lost"}, "performed_missing"),
    ],
)
def test_each_missing_code_needs_the_reason_of_its_question(
    runtime, completed, reasons, unexplained
):
    with refused("ED002", f"mrd_pcr.{unexplained} changes without a reason"):
        write(
            runtime,
            """UPDATE mrd_pcr SET missing = '{"ratio_percent": "NOT_DONE", "performed": "UNKNOWN"}'
               WHERE record_id = 31""",
            reasons,
        )


def test_a_missing_code_that_stays_needs_none(runtime):
    write(
        runtime,
        """UPDATE mrd_pcr SET missing = '{"ratio_percent": "NOT_DONE"}' WHERE record_id = 31""",
    )
    complete(runtime)

    write(
        runtime,
        """UPDATE mrd_pcr SET missing = '{"ratio_percent": "NOT_DONE", "performed": "UNKNOWN"}'
           WHERE record_id = 31""",
        {"performed": "Page lost"},
    )

    assert value(runtime, "SELECT missing ->> 'performed' FROM mrd_pcr WHERE record_id = 31")


def test_taking_a_missing_code_back_needs_a_reason(runtime):
    write(
        runtime,
        """UPDATE mrd_pcr SET missing = '{"performed": "UNKNOWN"}' WHERE record_id = 31""",
    )
    complete(runtime)

    with refused("ED002", "performed_missing changes without a reason"):
        write(runtime, "UPDATE mrd_pcr SET missing = '{}' WHERE record_id = 31")


@pytest.mark.parametrize("reasons", ["typing error", "[]", '"typing error"', "{"])
def test_reasons_that_cannot_be_read_are_refused(runtime, completed, reasons):
    with refused("ED010", "not a JSON object"), acting(runtime):
        runtime.execute("SELECT set_config('edc.reasons', %s, true)", [reasons])
        runtime.execute(RATIO)
