"""A program that meets a lock is told to come back."""

import psycopg
from django.db import connection

from tests.api.programs import PCR


def test_who_waits_too_long_for_another_is_told_to_try_again(committed, feed, pcr):
    with psycopg.connect(committed.url) as other:
        other.execute("SELECT FROM edc_record WHERE id = %s FOR UPDATE", [pcr.pk])
        connection.cursor().execute("SET lock_timeout = '50ms'")

        response = feed.patch(PCR, {"answers": {"lab_name": "Central"}, "version": 2})

    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert feed.patch(PCR, {"answers": {"lab_name": "Central"}, "version": 2}).status_code == 200
