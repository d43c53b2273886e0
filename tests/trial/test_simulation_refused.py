"""A simulation is never mixed with a trial of people."""

import pytest
from django.core.management import CommandError, call_command

from edc.models import Record, Subject, User


def simulate():
    call_command("simulate", subjects=1, sites=1, seed=1)


def test_a_database_with_a_real_hospital_is_refused(beijing):
    with pytest.raises(CommandError, match="real trial"):
        simulate()


def test_nothing_is_written_where_it_is_refused(subject):
    with pytest.raises(CommandError, match="real trial"):
        simulate()

    assert list(Subject.objects.all()) == [subject]
    assert not Record.objects.exists()
    assert not User.objects.filter(username__startswith="sim").exists()
