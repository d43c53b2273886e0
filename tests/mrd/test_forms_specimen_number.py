"""A specimen number is used once in the trial; a refusal tells nothing of the other site."""

import pytest

from edc.actions import entry
from edc.actions.entry import Place, Typed
from edc.text import in_every_language

NUMBER = {"collected": Typed("Y"), "specimen_id": Typed("01-BM240123")}


def specimen_of(subject, line=1):
    return Place(subject, ("SCR", 1), "mrd_specimen", line)


@pytest.fixture
def in_shanghai(shanghai_subject, zhao):
    """A draft in Shanghai that already has the number."""
    return entry.save(place=specimen_of(shanghai_subject), typed=NUMBER, by=zhao).record


def test_a_number_of_another_site_is_refused_and_the_rest_is_kept(subject, lin, in_shanghai):
    outcome = entry.save(place=specimen_of(subject), typed=NUMBER, by=lin)

    assert outcome.saved == {"collected"}
    assert in_every_language(outcome.unreadable["specimen_id"]) == {
        "en": "This specimen number is already used.",
        "zh-hans": "该标本编号已被使用。",
    }


def test_a_number_is_free_again_when_its_record_was_removed(subject, lin, zhao, in_shanghai):
    entry.remove(record=in_shanghai, why="entered for the wrong subject", by=zhao)

    outcome = entry.save(place=specimen_of(subject), typed=NUMBER, by=lin)

    assert outcome.saved == {"collected", "specimen_id"}


def test_specimens_that_were_not_collected_share_having_no_number(subject, lin):
    missed = {"collected": Typed("N"), "not_collected_reason": Typed("DRYTAP")}

    outcomes = [
        entry.save(place=specimen_of(subject, line), typed=missed, by=lin, complete=True)
        for line in (1, 2)
    ]

    assert [outcome.record.state for outcome in outcomes] == ["COMPLETE", "COMPLETE"]
