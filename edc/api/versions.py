"""What a client had before it when it wrote: the answers of a record as an earlier version."""

from django.db import connection

from edc.charts import as_row

# A write of the answers comes before the version it makes, under the same lock on the record.
WRITTEN_SINCE = """
WITH version AS (
    SELECT max(id) AS written FROM audit.event
    WHERE table_name = 'edc_record' AND row_id = %(record)s AND new ->> 'version' = %(version)s
)
SELECT version.written IS NOT NULL, event.old::text
FROM version
LEFT JOIN audit.event event
    ON event.table_name = %(form)s AND event.row_id = %(record)s
    AND event.operation = 'UPDATE' AND event.id > version.written
ORDER BY event.id DESC
"""


def row_at(version: int, *, record, row: dict) -> dict | None:
    """The answers as that version had them, None if it never was; ``row`` is how they stand now."""
    values = {"form": record.form, "record": record.pk, "version": str(version)}
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN_SINCE, values)
        found = cursor.fetchall()
    if not found[0][0]:
        return None
    earlier = dict(row)
    for _, replaced in found:
        earlier |= as_row(replaced or "{}")
    return earlier
