"""A dataset of 100,000 rows as CSV through the API, beside COPY of the same query."""

from collections.abc import Iterator
from datetime import date, timedelta

import psycopg
from django.test import Client
from psycopg import sql

from edc.access import Role
from edc.actions import accounts, tokens
from edc.datasets import Reading, datasets
from edc.models import ApiToken
from tests.bench.timing import Times, at_least, in_turns, line

ROUNDS = 7
SUBJECTS, VISITS, LINES = 1000, 20, 5
LEAST_SHARE = 0.8
ADDRESS = "/api/v1/datasets/mrd_pcr.csv?state=all"

ROWS = [
    """INSERT INTO edc_site (code, name_en, name_zh, time_zone)
    VALUES ('02', 'Two', '二', 'Asia/Shanghai')""",
    f"""INSERT INTO edc_subject (site_id, screening_number)
    SELECT s.id, 'S02-' || lpad(n::text, 5, '0')
    FROM edc_site s, generate_series(1, {SUBJECTS}) n WHERE s.code = '02'""",
    f"""INSERT INTO edc_visit (subject_id, site_id, code, sequence)
    SELECT id, site_id, 'FU', n FROM edc_subject, generate_series(1, {VISITS}) n
    WHERE screening_number LIKE 'S02-%'""",
    f"""INSERT INTO edc_record
        (subject_id, site_id, visit_id, form, line, state, version, form_version)
    SELECT subject_id, site_id, id, 'mrd_pcr', n, 'DRAFT', 1, 1
    FROM edc_visit, generate_series(1, {LINES}) n WHERE code = 'FU'""",
    """INSERT INTO mrd_pcr (record_id, performed, lab_name, report_date, method, transcript,
        control_gene, replicates, bcr_abl_copies, control_copies, result_class, ratio_percent,
        ratio_percent_qualifier, lod_percent, loq_percent, report_comment)
    SELECT id, 'Y', 'Central laboratory (fictional)', date '2024-01-01' + (id % 700)::int,
        'RTQPCR', 'P190', 'ABL1', 2, id % 100, 40000 + id % 1000, 'QUANTIFIED',
        round((id % 100) / 997.0, 5), CASE WHEN id % 9 = 0 THEN '<' END, 0.0032, 0.0050,
        CASE WHEN id % 3 = 0 THEN 'Report received by fax, "second" reading, 复核' END
    FROM edc_record WHERE form = 'mrd_pcr' AND state = 'DRAFT'""",
]


def fill(database, actor):
    """The rows, written in somebody's name, and everything that follows a large write."""
    with psycopg.connect(database.superuser_url) as superuser:
        superuser.execute("SELECT set_config('edc.actor', %s, true)", [str(actor.pk)])
        for statement in ROWS:
            superuser.execute(statement)
        superuser.commit()
        superuser.execute("SELECT audit.seal()")
        superuser.commit()
        superuser.autocommit = True
        superuser.execute("VACUUM ANALYZE")


def statistician() -> str:
    """Somebody who may read datasets; their token."""
    system = accounts.system_user()
    user = accounts.open_account(username="stan", by=system)
    first_day = date(2020, 1, 1)
    accounts.appoint(user=user, role=Role.STATISTICIAN, starts_on=first_day, by=system)
    return tokens.issue(
        user=user, name="bench", scope=ApiToken.READ, lasts=timedelta(days=1), by=user
    )


def measure(database) -> Iterator[str]:
    """The lines of the report."""
    fill(database, accounts.system_user())
    headers = {"authorization": f"Bearer {statistician()}"}
    client, sizes = Client(SERVER_NAME="localhost"), set()

    def stream(_):
        response = client.get(ADDRESS, headers=headers)
        sizes.add(sum(map(len, response.streaming_content)))

    with psycopg.connect(database.url) as connection:
        query = datasets()["mrd_pcr"].select(Reading(is_flat=True, with_drafts=True))
        command = sql.SQL("COPY ({}) TO STDOUT WITH (FORMAT csv, HEADER)").format(query)

        def copy(_):
            with connection.cursor().copy(command) as rows:
                sizes.add(sum(map(len, rows)))

        streaming, copying = in_turns(stream, copy, rounds=ROUNDS)
    (size,) = sizes
    yield from report(streaming, copying, size / 1e6)


def report(streaming: Times, copying: Times, megabytes: float) -> Iterator[str]:
    share = copying.median / streaming.median
    yield line(f"{SUBJECTS * VISITS * LINES:,} rows, {megabytes:.1f} MB, as CSV", streaming)
    yield line("COPY of the same query", copying)
    yield line("speed beside COPY", f"{share:.2f}", at_least(LEAST_SHARE, share))
