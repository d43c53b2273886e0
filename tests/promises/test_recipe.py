"""A new form is one class and one migration: docs/extending.md, followed to the letter."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.database import SECRET_KEY, clone

RECIPE = settings.BASE_DIR / "docs" / "extending.md"
LEFT_OUT = (
    ".venv",
    ".git",
    ".*_cache",
    ".hypothesis",
    "var",
    "__pycache__",
    "reference",
    "stories",
)


def blocks(text):
    """Each fenced block as its language, the file it names, and its lines."""
    return re.findall(r"^```(\w+) ?(\S*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def write(file, text):
    """A file of its own, or more of one that is there."""
    before = f"{file.read_text()}\n\n" if file.exists() else ""
    file.write_text(before + text)


def change(file, diff):
    """Replace the lines that the diff shows, which occur once."""
    lines = diff.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    before = file.read_text()
    assert before.count(old) == 1, f"{file.name} does not have, once:\n{old}"
    file.write_text(before.replace(old, new))


def run(command, project, environment):
    """What the command prints."""
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def follow(recipe, project, environment):
    """Do what each block says; what the commands printed."""
    printed = ""
    for language, name, lines in blocks(recipe):
        match language:
            case "python":
                write(project / name, lines)
            case "diff":
                change(project / name, lines)
            case "sh":
                printed += run(["bash", "-euc", lines], project, environment)
    return printed


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project, copied to where it may be changed."""
    copy = tmp_path_factory.mktemp("recipe") / "project"
    shutil.copytree(settings.BASE_DIR, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
    (copy / ".venv").symlink_to(Path(sys.prefix))
    return copy


@pytest.fixture(scope="module")
def environment(postgresql, template, broker_url):
    """A database of its own, for the commands of the recipe and the look afterwards."""
    with clone(postgresql, template) as database:
        named = {
            "SECRET_KEY": SECRET_KEY,
            "DATABASE_URL": database.url,
            "DATABASE_OWNER_URL": database.owner_url,
            "REDIS_URL": broker_url,
            "DJANGO_SETTINGS_MODULE": "trial.settings",
        }
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        yield {**kept, **named}


@pytest.fixture(scope="module")
def printed(project, environment):
    return follow(RECIPE.read_text(), project, environment)


@pytest.fixture(scope="module")
def found(printed, project, environment):
    look = [".venv/bin/python", "-m", "tests.promises.new_form"]
    return json.loads(run(look, project, environment))


def test_one_migration_makes_the_form(printed, project):
    migrations = list((project / "followup" / "migrations").glob("*_quality_of_life.py"))

    operations = re.findall(r"migrations\.(\w+)\(", migrations[0].read_text())
    assert (len(migrations), operations) == (1, ["CreateModel"])
    assert "No changes detected" in printed


def test_it_has_a_page_in_both_languages(found):
    assert "Patient was asked" in found["blank page"]
    assert "Health today, 0 to 100" in found["page"]
    assert "今日健康状况（0~100）" in found["Chinese page"]


def test_its_page_takes_answers(found):
    assert found["completing"] == 302
    assert 'name="health_today" value="25"' in found["page"]


def test_its_listed_check_asks_the_site(found):
    assert "Please note what makes the patient so unwell." in found["page"]


def test_it_stands_in_the_matrix_at_its_new_visit(found):
    assert "HSCT month 18" in found["matrix"]
    assert "/visits/HM18/1/forms/life_quality/1/" in found["matrix"]
    assert "/visits/HD14/1/forms/life_quality/1/" not in found["matrix"]


def test_its_answers_are_in_the_audit_trail(found):
    assert found["trail"] == [
        [None, "25", None, "PAGE"],
        ["25", "26", "Typing error", "API"],
    ]
    assert "25" in found["history"]


def test_the_api_reads_and_corrects_it(found):
    assert found["correcting"] == 200
    assert found["record"]["state"] == "COMPLETE"
    assert found["record"]["answers"]["health_today"] == "26"


def test_it_is_a_dataset(found):
    (row,) = found["dataset"]

    assert row["visit"] == "HM18"
    assert row["asked_on"] == "2024-03-07"
    assert row["health_today"] == "26"


def test_its_questions_are_in_the_dictionary(found):
    fields = [row["field"] for row in found["dictionary"] if row["form"] == "life_quality"]

    assert fields == [
        "asked",
        "not_asked_reason",
        "asked_on",
        "days_after_hsct",
        "health_today",
        "remark",
    ]


def test_its_checks_are_listed(found):
    ids = {row["id"] for row in found["checks"] if row["form"] == "life_quality"}

    assert {"LQ-001", "LQ-002", "GEN-REQUIRED", "GEN-RANGE-HARD", "GEN-DUPLICATE"} <= ids


def test_facts_are_derived_from_it(found):
    assert found["fact"] == "2024-03-07"


def test_the_documents_tell_of_it(printed, project):
    for name in ["forms.md", "checks.md", "codelists.md"]:
        text = (project / "docs" / name).read_text()
        assert "life_quality" in text or "NotAskedReason" in text
