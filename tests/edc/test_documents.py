"""The generated documents say what the system does, and notice when they no longer do."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from edc.access import GRANTS, Permission, Role
from edc.checks import listed_checks, subject_checks
from edc.crf import crfs
from edc.documents import documents, permission_meanings, table
from edc.generic import WORDING
from edc.text import both
from trial.protocol import SCHEDULE

every_form = pytest.mark.parametrize("form", crfs(), ids=lambda form: form.form)


@pytest.fixture(scope="module")
def pages():
    return documents()


def part(page, heading):
    """What stands below a heading, up to the next of its kind."""
    return re.split(r"^## ", page, flags=re.MULTILINE)[headings(page).index(heading) + 1]


def headings(page):
    return re.findall(r"^## (.+)$", page, re.MULTILINE)


def shown(text):
    return str(text).replace("<", "&lt;")


@every_form
def test_every_question_stands_there_in_both_languages(pages, form):
    lines = part(pages["forms.md"], form.form).splitlines()

    for question in form.asked.values():
        english, chinese = both(question.label)
        line = next(line for line in lines if line.startswith(f"| `{question.name}` |"))
        assert f"| {shown(english)} | {shown(chinese)} | {question.kind}" in line


def test_a_question_stands_with_all_that_is_said_about_it(pages):
    pcr = part(pages["forms.md"], "mrd_pcr")

    assert (
        "| decimal | % | 0 to 10000; usually 0 to 100; 5 decimals; with its printed sign "
        "| `was_performed` | `was_quantified` | GF.GFORRES where GFTESTCD=BCRABLRT |"
    ) in pcr


@every_form
def test_the_matrix_has_a_cell_for_each_visit(pages, form):
    row = re.search(
        rf"^\| \[{form.form}\]\(#{form.form}\) \|(.*)\|$", pages["forms.md"], re.MULTILINE
    )

    cells = [cell.strip() for cell in row[1].split("|")]
    planned = {collected.visit.code for collected in form.visits}
    assert {visit.code for visit, cell in zip(SCHEDULE, cells, strict=True) if cell} == planned


@every_form
def test_every_listed_check_stands_there_once_in_both_languages(pages, form):
    for check in listed_checks(form):
        lines = [line for line in pages["checks.md"].splitlines() if f"| {check.id} | " in line]
        (line,) = (line for line in lines if line.startswith(f"| {check.id} |"))
        english, chinese = both(check.message)
        assert line.replace("&lt;", "<").endswith(f"| {english} | {chinese} |")
        assert f"| {check.severity.label} | {check.origin} | `{check.holds.__name__}` |" in line


@every_form
def test_every_check_says_where_it_comes_from(form):
    named = Path("docs/sources.md").read_text()

    for check in listed_checks(form):
        for source in check.origin.split("; "):
            name = source.removeprefix("literature: ").removeprefix("standard: ")
            assert source == "assumption" or name.removeprefix("ICH ") in named, check.id


def test_checks_of_subjects_stand_there_in_both_languages(pages):
    lines = part(pages["checks.md"], "Of a subject as a whole").splitlines()

    for check in subject_checks().values():
        assert f"| {check.id} | {check.origin} | {' | '.join(both(check.message))} |" in lines


def test_generic_checks_are_summed_up(pages):
    summary = part(pages["checks.md"], "Of every form")

    assert [check_id for check_id in WORDING if f"| {check_id} |" not in summary] == []


@pytest.mark.parametrize("role", Role)
def test_the_table_of_access_says_what_each_role_may(pages, role):
    english, chinese = both(role.label)
    line = next(
        line for line in pages["access.md"].splitlines() if line.startswith(f"| {english} |")
    )

    marks = [cell.strip() for cell in line.split("|")[3:-1]]
    assert line.startswith(f"| {english} | {chinese} |")
    assert {p for p, mark in zip(Permission, marks, strict=True) if mark} == GRANTS[role]


def test_every_permission_says_what_it_allows():
    assert permission_meanings().keys() == set(Permission.names)


@pytest.mark.parametrize("name", ["forms.md", "checks.md", "access.md", "codelists.md"])
def test_every_link_leads_to_a_heading(pages, name):
    known = {f"{page}#{heading.lower()}" for page in pages for heading in headings(pages[page])}

    links = re.findall(r"\]\(([^)]+)\)", pages[name])

    led = {f"{name}{link}" if link.startswith("#") else link for link in links}
    assert led - known - pages.keys() == set()


def test_no_two_codelists_share_a_name(pages):
    names = headings(pages["codelists.md"])

    assert len(set(names)) == len(names)


def test_documents_do_not_depend_on_the_language_of_whoever_writes_them(pages):
    with override("zh-hans"):
        assert documents() == pages


def test_a_cell_neither_ends_its_row_nor_begins_markup():
    assert list(table(["a|b"], [["<i>"], ["two\nlines"]])) == [
        "| a\\|b |",
        "|---|",
        "| &lt;i> |",
        "| two lines |",
    ]


def test_checking_is_silent_while_the_documents_are_up_to_date(tmp_path):
    call_command("documents", folder=tmp_path)

    call_command("documents", check=True, folder=tmp_path)


def test_checking_names_the_document_that_differs_and_leaves_it_alone(tmp_path):
    call_command("documents", folder=tmp_path)
    (tmp_path / "checks.md").write_text("by hand")

    with pytest.raises(CommandError, match=r"Out of date: \S+/checks\.md\. Write anew") as refusal:
        call_command("documents", check=True, folder=tmp_path)

    assert refusal.value.returncode == 1
    assert (tmp_path / "checks.md").read_text() == "by hand"


def test_a_document_that_is_missing_is_named_too(tmp_path):
    with pytest.raises(CommandError, match=r"access\.md"):
        call_command("documents", check=True, folder=tmp_path)
