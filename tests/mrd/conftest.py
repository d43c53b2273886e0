"""What the laboratory's files speak of."""

import pytest

from tests.patients import enter
from tests.stories import answers


@pytest.fixture
def specimen(subject, lin):
    """The week-2 marrow of S01-001, registered by the site."""
    return enter(subject, "mrd_specimen", answers.SPECIMEN, by=lin, visit="C1D15")


@pytest.fixture
def shanghai_specimen(shanghai_subject, zhao):
    """The week-2 marrow of S02-001."""
    given = answers.SPECIMEN | {"specimen_id": "02-BM0001"}
    return enter(shanghai_subject, "mrd_specimen", given, by=zhao, visit="C1D15")
