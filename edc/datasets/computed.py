"""Datasets of what was computed: each subject's assessments, and the estimates of the endpoints."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string
from psycopg import sql

from edc.access import Permission
from edc.datasets.reading import Dataset, Reading, of_sites, utc
from edc.text import T

# One row for each subject; what was never assessed is blank.
ASSESSMENTS = sql.SQL("""
SELECT site.code AS site, coalesce(subject.number, subject.screening_number) AS subject,
       subject.screening_number AS screening_id, {outcomes},
       newest.position, {computed_at} AS computed_at
FROM edc_subject subject
JOIN edc_site site ON site.id = subject.site_id
CROSS JOIN LATERAL (
    SELECT max(position) AS position, max(computed_at) AS computed_at,
           {purposes}
    FROM (SELECT DISTINCT ON (purpose) * FROM edc_assessment
          WHERE subject_id = subject.id ORDER BY purpose, id DESC) one
) newest
WHERE {sites}
ORDER BY site.code COLLATE "C", subject.screening_number COLLATE "C"
""")
ONE_PURPOSE = sql.SQL("(array_agg(outcome) FILTER (WHERE purpose = {name}))[1] AS {alias}")

RESULTS = sql.SQL("""
SELECT newest.endpoint, newest.population, {figures}, newest.method, newest.position,
       newest.cutoff_date, {computed_at} AS computed_at
FROM (SELECT DISTINCT ON (endpoint, population) * FROM edc_result
      ORDER BY endpoint, population, id DESC) newest
CROSS JOIN LATERAL jsonb_array_elements(newest.estimates) WITH ORDINALITY estimate (found, place)
WHERE {everywhere}
ORDER BY newest.endpoint COLLATE "C", newest.population COLLATE "C", estimate.place
""")
FIGURES = (
    "day",
    "n",
    "events",
    "at_risk",
    "estimate",
    "se",
    "ci_low",
    "ci_high",
    "pending",
    "supported",
)


@cache
def assessed() -> dict[str, tuple[str, ...]]:
    """What each computation says of a subject, by its name."""
    return import_string(settings.EDC_ASSESSED)


def assessments(reading: Reading) -> sql.Composable:
    """The newest outcome of each computation, side by side."""
    outcomes = [
        _found(sql.Identifier("newest", purpose), name, reading)
        for purpose, names in assessed().items()
        for name in names
    ]
    purposes = [
        ONE_PURPOSE.format(name=sql.Literal(purpose), alias=sql.Identifier(purpose))
        for purpose in assessed()
    ]
    return ASSESSMENTS.format(
        outcomes=sql.SQL(", ").join(outcomes),
        purposes=sql.SQL(", ").join(purposes),
        computed_at=utc("newest.computed_at"),
        sites=of_sites("subject.site_id", reading),
    )


def results(reading: Reading) -> sql.Composable:
    """The newest estimates of each endpoint in each population, day by day."""
    found = sql.Identifier("estimate", "found")
    return RESULTS.format(
        figures=sql.SQL(", ").join(_found(found, name, reading) for name in FIGURES),
        computed_at=utc("newest.computed_at"),
        everywhere=sql.SQL("true" if reading.sites is None else "false"),
    )


def _found(values, name, reading) -> sql.Composable:
    """One value of a JSON object: as text for CSV, else with its type."""
    arrow = sql.SQL("{} ->> {} AS {}" if reading.is_flat else "{} -> {} AS {}")
    return arrow.format(values, sql.Literal(name), sql.Identifier(name))


COMPUTED = [
    Dataset(
        "assessments",
        T("Assessments", "受试者评估"),
        assessments,
        needs=Permission.SEE_POOLED,
    ),
    Dataset(
        "results",
        T("Results", "终点结果"),
        results,
        needs=Permission.SEE_POOLED,
        is_pooled=True,
    ),
]
