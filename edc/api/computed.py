"""What was computed, for those who may see pooled efficacy; each reading is noted."""

from django.db import connection
from psycopg import sql

from edc.access import Permission
from edc.api.resource import AFTER, AFTER_NUMBER, MOST_ROWS, Resource, limit, page_of_text
from edc.datasets import Reading, datasets
from edc.datasets.taking import note_reading, sites_read

ROWS_AFTER_NUMBER = sql.SQL("""
SELECT row_to_json(found)::text, screening_id FROM ({rows}) found
WHERE screening_id COLLATE "C" > {after}
ORDER BY screening_id COLLATE "C" LIMIT {most}
""")
ROWS_FROM = sql.SQL(
    "SELECT row_to_json(found)::text FROM ({rows}) found OFFSET {after} LIMIT {most}"
)


class Assessments(Resource):
    """The newest assessment of each subject."""

    needs = Permission.SEE_POOLED
    takes = {"after": AFTER_NUMBER, "limit": limit(MOST_ROWS)}
    answers = {"GET": {200: "AssessmentPage"}}

    def get(self, request):
        most = self.asked["limit"]
        found = _read(request, "assessments", ROWS_AFTER_NUMBER, self.asked["after"], most + 1)
        shown = found[:most]
        last = shown[-1][1] if shown else ""
        return page_of_text(request, [row for row, _ in shown], last, len(found) <= most)


class Results(Resource):
    """The newest estimates of each endpoint in each population, one row a day."""

    needs = Permission.SEE_POOLED
    takes = {"after": AFTER, "limit": limit(MOST_ROWS)}
    answers = {"GET": {200: "ResultPage"}}

    def get(self, request):
        first, most = self.asked["after"], self.asked["limit"]
        found = _read(request, "results", ROWS_FROM, first, most + 1)
        shown = [row for (row,) in found[:most]]
        return page_of_text(request, shown, first + most, len(found) <= most)


def _read(request, name, statement, after, most) -> list[tuple]:
    dataset = datasets()[name]
    reading = Reading(sites=sites_read(dataset, {dataset.needs}, by=request.user))
    note_reading(request, by=request.user)
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(
                rows=dataset.select(reading), after=sql.Literal(after), most=sql.Literal(most)
            )
        )
        return cursor.fetchall()
