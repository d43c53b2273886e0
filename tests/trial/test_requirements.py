"""The pinned lists say exactly what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LISTS = ["requirements.txt", "requirements-dev.txt"]


def pins_of(name):
    """Package -> version, of every entry of a list."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))


def names_of(requirements):
    return {re.split(r"[\[<>=~;]", each)[0].strip().lower() for each in requirements}


@pytest.mark.parametrize("name", LISTS)
def test_every_package_is_pinned_with_its_hashes(name):
    entries = re.split(r"^(?=[a-zA-Z0-9])", (ROOT / name).read_text(), flags=re.MULTILINE)[1:]

    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+ (; .* )?\\\n    --hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("name", LISTS)
def test_no_list_names_where_packages_come_from(name):
    text = (ROOT / name).read_text()

    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host", text)


def test_the_lists_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    development = project["optional-dependencies"]["dev"]

    assert names_of(project["dependencies"]) <= pins_of("requirements.txt").keys()
    assert names_of(development) <= pins_of("requirements-dev.txt").keys()


def test_what_is_tested_is_what_runs():
    running, tested = pins_of("requirements.txt"), pins_of("requirements-dev.txt")

    assert running.items() <= tested.items()


def test_every_dependency_says_why_it_is_here():
    text = (ROOT / "pyproject.toml").read_text()
    blocks = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]

    assert len(lines) > 20
    for line in lines:
        assert re.search(r'", +# .{10,}', line), line
