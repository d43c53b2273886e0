"""No clinical table can be emptied, dropped or left unwatched, whoever asks."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from edc import audit
from edc.crf import crfs
from edc.models import Event
from mrd.models import MrdPcr
from tests.patients import enter
from tests.stories import answers

FORMS = [form._meta.db_table for form in crfs()]
KERNEL = ["edc_record", "edc_subject", "edc_visit", "edc_query", "edc_querystep", "edc_user"]
DESTRUCTIVE = (
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
    "DROP TABLE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "ALTER TABLE {table} DISABLE TRIGGER USER",
    "ALTER TABLE {table} OWNER TO postgres",
)
ON_THE_TRAIL = (
    "UPDATE audit.event SET role = ''",
    "DELETE FROM audit.event",
    "TRUNCATE audit.event",
    "DROP TABLE audit.event",
    "INSERT INTO audit.position VALUES (1, 1, 1)",
    "ALTER TABLE audit.event DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
)


@pytest.fixture
def pcr(subject, lin):
    """A complete PCR result."""
    enter(subject, "mrd_specimen", answers.SPECIMEN, by=lin, visit="C1D15")
    return enter(subject, "mrd_pcr", answers.PCR, by=lin, visit="C1D15")


def refused(statement, connected):
    try:
        connected.execute(statement)
    except psycopg.Error:
        return True
    return False


@pytest.fixture(params=["url", "owner_url"], ids=["runtime", "migration"])
def role(request, committed, pcr):
    """The runtime and the migration role, each with a record to lose."""
    with psycopg.connect(getattr(committed, request.param), autocommit=True) as connected:
        yield connected


def test_no_table_is_emptied_dropped_or_left_unwatched(role):
    statements = [each.format(table=table) for table in FORMS + KERNEL for each in DESTRUCTIVE]

    assert [each for each in statements if not refused(each, role)] == []


def test_the_trail_is_nobodys_to_write(role):
    assert [each for each in ON_THE_TRAIL if not refused(each, role)] == []


def test_no_trigger_of_a_table_can_be_dropped(role):
    found = role.execute(
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgrelid::regclass::text = ANY(%s)",
        [FORMS + KERNEL],
    ).fetchall()
    drops = [f'DROP TRIGGER "{name}" ON {table}' for name, table in found]

    assert len(drops) >= len(FORMS + KERNEL)
    assert [each for each in drops if not refused(each, role)] == []


def test_a_complete_answer_does_not_change_without_an_actor(pcr):
    with pytest.raises(DatabaseError, match="actor"), transaction.atomic():
        MrdPcr.objects.filter(pk=pcr.pk).update(ratio_percent="0.02")


def test_a_complete_answer_does_not_change_without_a_reason(pcr, lin):
    with pytest.raises(DatabaseError, match="without a reason"), audit.acting(lin):
        MrdPcr.objects.filter(pk=pcr.pk).update(ratio_percent="0.02")


def test_a_bulk_update_with_both_is_in_the_trail(pcr, lin):
    with audit.acting(lin, {"ratio_percent": "Read the report again"}):
        MrdPcr.objects.update(ratio_percent="0.02")

    event = Event.objects.filter(table_name="mrd_pcr").order_by("-id").first()
    assert (str(event.old["ratio_percent"]), str(event.new["ratio_percent"])) == ("0.005", "0.02")
    assert event.reasons == {"ratio_percent": "Read the report again"}
    assert event.actor == lin


def test_plain_sql_with_both_is_in_the_trail(pcr, lin):
    with audit.acting(lin, {"*": "Data correction 7"}), connection.cursor() as cursor:
        cursor.execute("UPDATE mrd_pcr SET lab_name = %s", ["Another laboratory"])

    event = Event.objects.filter(table_name="mrd_pcr").order_by("-id").first()
    assert event.new == {"lab_name": "Another laboratory"}
    assert event.row_after["ratio_percent"] == 0.005
