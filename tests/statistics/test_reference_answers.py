"""Every number of every reference case, computed in R, is what our estimators answer."""

import pytest

from tests.statistics import answers, reference_cases

CASES = {case["case"]: case for case in reference_cases.manifest()}

# The facts behind the patients' times, and what follows from facts alone, is the endpoints' matter.
FACTS_OF_PATIENTS = {"parameters", "patients", "sets", "tricky", "week2_by_site"}


def cases_of(kind):
    names = [name for name, case in CASES.items() if case["kind"] == kind]
    return pytest.mark.parametrize("name", names)


@cases_of("survival")
def test_survival_is_that_of_r(name):
    wanted = reference_cases.expected(CASES[name])

    given = answers.survival_case(wanted, reference_cases.subjects(CASES[name]))

    assert list(reference_cases.differences(wanted, given)) == []


@cases_of("competing_risks")
def test_cumulative_incidence_is_that_of_r(name):
    wanted = reference_cases.expected(CASES[name])

    given = answers.competing_risks_case(wanted, reference_cases.subjects(CASES[name]))

    assert list(reference_cases.differences(wanted, given)) == []


@cases_of("raw_dates")
def test_endpoints_of_given_times_are_those_of_r(name):
    wanted = reference_cases.expected(CASES[name])
    patients = wanted.pop("patients")

    given = answers.after_transplantation(wanted, patients)

    assert list(reference_cases.differences(wanted, given)) == []


POPULATIONS = {
    "ALL_TRANSPLANTED": "in_all_transplanted",
    "REMISSION_BEFORE_HSCT": "in_remission_before_hsct",
    "WEEK2_REMISSION": "in_week2_remission",
}


def test_the_sixty_patients_estimates_are_those_of_r():
    wanted = reference_cases.expected(CASES["patients"])
    patients = wanted["patients"]
    compared = {key: wanted[key] for key in wanted.keys() - FACTS_OF_PATIENTS}

    given = {
        "after_hsct": {
            population: answers.after_transplantation(
                wanted["after_hsct"][population], [row for row in patients if row[flag]]
            )
            for population, flag in POPULATIONS.items()
        },
        "week2_remission": {
            name: answers.remission_rate(asked) for name, asked in wanted["week2_remission"].items()
        },
    }

    assert list(reference_cases.differences(compared, given)) == []


@cases_of("binomial")
def test_proportions_are_those_of_r(name):
    wanted = reference_cases.expected(CASES[name])

    given = {"rows": [answers.proportion_row(row) for row in wanted["rows"]]}

    assert list(reference_cases.differences(wanted, given)) == []


@cases_of("simon")
def test_two_stage_designs_are_those_of_r(name):
    wanted = reference_cases.expected(CASES[name])

    given = {"rows": [answers.two_stage_row(row) for row in wanted["rows"]]}

    assert list(reference_cases.differences(wanted, given)) == []


def test_no_answer_is_left_out():
    files = {
        path.relative_to(reference_cases.FOLDER) for path in reference_cases.FOLDER.glob("*/*.json")
    }

    listed = [case["expected"] for case in CASES.values()]

    assert sorted(listed) == sorted(map(str, files))
    assert {case["kind"] for case in CASES.values()} == {
        "survival",
        "competing_risks",
        "raw_dates",
        "patients",
        "binomial",
        "simon",
    }


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "n" in case])
def test_an_input_holds_what_the_manifest_says(name):
    case = CASES[name]
    rows = reference_cases.subjects(case)

    assert len(rows) == case["n"]
    assert len({row["group"] for row in rows if row.get("group")}) == (case["groups"] or 0)
    assert max(row["status"] for row in rows) <= case["causes"]


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ({"surv": 0.5}, {}),
        ({}, {"surv": 0.5}),
        ({"surv": 0.5}, {"surv": None}),
        ({"surv": None}, {"surv": 0.5}),
        ({"surv": 0.5}, {"surv": 0.5 + 1e-9}),
        ({"cif": 0.0}, {"cif": 2e-9}),
        ({"se": 0.0}, {"se": 2e-7}),
        ({"curve": [1, 2]}, {"curve": [1]}),
        ({"ci": [0.1]}, {"ci": 0.1}),
        ({"beyond": True}, {"beyond": False}),
        ({"df": True}, {"df": None}),
    ],
)
def test_the_comparison_sees_a_difference(wanted, given):
    assert list(reference_cases.differences(wanted, given)) != []
