"""Every command of the guide does what the guide says."""

import json
import re
import shlex
from pathlib import Path
from typing import NamedTuple

import pytest

from edc.actions.assessing import assess_due
from edc.crf import Repeats, crfs
from followup.actions import SURVIVAL, estimate
from mrd.actions import WEEK2
from tests.api.contract import assert_described
from tests.api.programs import ROOT, text_of

GUIDE = Path(__file__).parents[2] / "docs" / "api.md"
BLOCKS = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^\$ (.*?)\n(\d{3}) (.*?)(?=^\$ |\Z)", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """A command of the guide, and what it says comes back."""

    words: list[str]
    status: int
    shown: str

    @property
    def method(self):
        return self.words[self.words.index("-X") + 1] if "-X" in self.words else "GET"

    @property
    def path(self):
        return next(word for word in self.words if word.startswith("$API/"))

    @property
    def body(self):
        return self.words[-1].encode() if "--json" in self.words else b""

    @property
    def token(self):
        return re.search(r"Bearer \$(\w+)", " ".join(self.words))[1]


def steps():
    for block in BLOCKS.findall(GUIDE.read_text()):
        for command, status, shown in COMMANDS.findall(block):
            yield Step(shlex.split(command), int(status), shown.strip())


def assert_shown(shown, answer, where=""):
    """What the guide shows is part of the answer; lists are shown whole."""
    if isinstance(shown, dict):
        for name, value in shown.items():
            assert_shown(value, answer[name], f"{where}.{name}")
    elif isinstance(shown, list):
        assert len(shown) == len(answer), where
        for number, value in enumerate(shown):
            assert_shown(value, answer[number], f"{where}[{number}]")
    else:
        assert shown == answer, where


@pytest.fixture
def programs(program, lin, ines, dana, stan):
    people = {"LIN": lin, "INES": ines, "DANA": dana, "STAN": stan}
    return {name: program(person) for name, person in people.items()}


def the_worker_computes():
    for purpose in (WEEK2, SURVIVAL):
        assess_due(purpose)
    estimate()


def test_the_guide_enters_one_whole_subject(committed, programs):
    for step in steps():
        program = programs[step.token]
        path = step.path.removeprefix("$API/")
        if path == "assessments/":
            the_worker_computes()

        response = program.send(step.method, path, step.body)

        assert_described(response, step.method, ROOT + path)
        text = text_of(response)
        assert response.status_code == step.status, (step.words, text)
        if step.shown.startswith(("{", "[")):
            assert_shown(json.loads(step.shown), json.loads(text), step.path)
        else:
            assert step.shown in text


def test_the_guide_shows_every_way_in_which_a_form_is_filled():
    entered = {match for step in steps() for match in re.findall(r"/forms/(\w+)/", step.path)}

    shown = [crf for crf in crfs() if crf.form in entered]
    assert {crf.repeats for crf in shown} == set(Repeats)
    assert {crf.scope for crf in shown} == {"subject", "site"}
