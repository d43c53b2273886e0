"""The feed of what was written: every event once, in an order that never changes."""

from django.db import connection
from psycopg import sql

from edc import positions
from edc.access import Permission, sites_where
from edc.api.resource import AFTER, MOST_ROWS, Resource, limit, page_of_text
from edc.datasets.reading import Reading, of_sites, utc
from edc.datasets.tables import personal_columns
from edc.datasets.taking import note_reading

# As text, so that numbers keep the digits that were typed.
EVENTS = sql.SQL("""
SELECT event.position, CASE WHEN {sites} THEN (
    SELECT row_to_json(whole_row)::text FROM (SELECT
        event.position, event.event_id AS event, {at} AS at, actor.username AS actor, event.role,
        event.channel, event.request_id AS request, event.table_name AS "table",
        event.row_id AS row, event.record_id AS record, subject.screening_number,
        site.code AS site, event.operation, event.old - {personal} AS old,
        event.new - {personal} AS new, event.row_after - {personal} AS row_after, event.reasons
    ) whole_row) END
FROM audit.feed({after}, {most}) event
LEFT JOIN edc_user actor ON actor.id = event.actor_id
LEFT JOIN edc_subject subject ON subject.id = event.subject_id
LEFT JOIN edc_site site ON site.id = event.site_id
ORDER BY event.position
""")


class EventFeed(Resource):
    """Events after a position; ask again after the last one to go on."""

    needs = Permission.READ_TRAIL
    takes = {"after": AFTER, "limit": limit(MOST_ROWS)}
    answers = {"GET": {200: "EventPage"}}

    def get(self, request):
        after, most = self.asked["after"], self.asked["limit"]
        note_reading(request, by=request.user)
        positions.newest()
        found = _events(request.user, after, most)
        reached = found[-1][0] if found else after
        rows = [row for _, row in found if row is not None]
        return page_of_text(request, rows, reached, len(found) < most, position=reached)


def _events(user, after: int, most: int) -> list[tuple[int, str | None]]:
    """Positions, each with its event as JSON; without it where the user may not see the site."""
    sites = sites_where(user, Permission.READ_TRAIL)
    reading = Reading(sites=None if sites is None else frozenset(sites))
    statement = EVENTS.format(
        sites=of_sites("event.site_id", reading),
        at=utc("event.at"),
        personal=_personal(),
        after=sql.Literal(after),
        most=sql.Literal(most),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def _personal() -> sql.Composable:
    """The columns of an event's table that hold personal data."""
    cases = sql.SQL(" ").join(
        sql.SQL("WHEN {} THEN {}::text[]").format(sql.Literal(form), sql.Literal(columns))
        for form, columns in personal_columns().items()
    )
    return sql.SQL("CASE event.table_name {} ELSE '{{}}'::text[] END").format(cases)
