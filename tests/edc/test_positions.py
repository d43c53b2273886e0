"""Positions: whatever the order of commits, a reader who goes by them misses nothing."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.database import clone
from tests.edc.sql import LIN, acting, rows, value, write

pytest_plugins = ["tests.edc.sql_fixtures"]

# Writes of a row that stand in the feed before one that they came after.
OUT_OF_ORDER = """
SELECT later.event_id FROM audit.feed(0, 100000) later JOIN audit.feed(0, 100000) earlier
USING (table_name, row_id) WHERE later.event_id > earlier.event_id
AND later.position < earlier.position
"""


@pytest.fixture(scope="module")
def database(postgresql, sql_template):
    """Commits are real, and stay for the next test, which goes by what it finds."""
    with clone(postgresql, sql_template) as database:
        yield database


@pytest.fixture
def connect(database):
    opened = []

    def connect(url=database.url):
        opened.append(psycopg.connect(url, autocommit=True))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


@pytest.fixture
def reader(connect):
    return connect()


@pytest.fixture
def first(reader):
    """The newest position before the test writes; both answers are 0."""
    write(reader, "UPDATE mrd_pcr SET ratio_percent = 0")
    return seal(reader)


def seal(connection):
    return value(connection, "SELECT audit.seal()")


def answer(ratio, record=31):
    return f"UPDATE mrd_pcr SET ratio_percent = {ratio} WHERE record_id = {record}"


def begin(connection, statement):
    """Write, and leave the transaction open."""
    connection.execute("BEGIN")
    connection.execute("SELECT set_config('edc.actor', %s, true)", [str(LIN)])
    connection.execute(statement)


def feed(connection, after, most=1000):
    """Position, row and new ratio of what came after a position."""
    return rows(
        connection,
        "SELECT position, row_id, new ->> 'ratio_percent' FROM audit.feed(%s, %s)",
        after,
        most,
    )


def test_an_open_a_committed_and_a_rolled_back_write_leave_no_gap(connect, reader, first):
    open_one, late_one, undone = connect(), connect(), connect()
    begin(open_one, answer(1, record=31))
    begin(undone, "INSERT INTO edc_site (code) VALUES ('03')")
    write(late_one, answer(2, record=32))
    undone.execute("ROLLBACK")

    while_open = seal(reader), feed(reader, first)
    open_one.execute("COMMIT")

    assert while_open == (first, [])
    assert seal(reader) == first + 2
    assert feed(reader, first) == [(first + 1, 31, "1"), (first + 2, 32, "2")]


def test_events_before_the_oldest_open_transaction_are_placed(connect, reader, first):
    open_one = connect()
    write(reader, answer(1))
    begin(open_one, answer(2, record=32))
    write(reader, answer(3))

    seal(reader)

    assert feed(reader, first) == [(first + 1, 31, "1")]


def test_two_writes_of_a_row_are_placed_in_their_order(connect, reader, first):
    early, long_one, between = connect(), connect(), connect()
    begin(early, "INSERT INTO edc_site (code) VALUES ('03')")
    begin(long_one, "INSERT INTO edc_site (code) VALUES ('04')")
    write(between, answer(1))
    early.execute(answer(2))
    early.execute("COMMIT")

    # The second write's transaction is ready for its position, the first one's is not.
    seal(reader)
    long_one.execute("COMMIT")
    seal(reader)

    of_the_row = [ratio for _, row, ratio in feed(reader, first) if row == 31]
    assert of_the_row == ["1", "2"]


def test_sealing_again_changes_nothing(reader, first):
    write(reader, answer(1))
    newest = seal(reader)
    placed = feed(reader, first)

    assert seal(reader) == newest == first + 1
    assert feed(reader, first) == placed


def test_sealing_when_nothing_is_new_writes_nothing(reader, first):
    write(reader, answer(1))
    seal(reader)

    with reader.transaction():
        seal(reader)
        wrote = value(reader, "SELECT pg_current_xact_id_if_assigned() IS NOT NULL")

    assert not wrote


def test_a_writer_who_seals_does_not_place_what_may_still_be_undone(connect, reader, first):
    with acting(reader):
        reader.execute(answer(1))
        sealed_within = seal(reader)

    assert sealed_within == first
    assert seal(connect()) == first + 1


def test_positions_of_a_sealer_that_rolls_back_are_given_again(connect, reader, first):
    write(reader, answer(1))
    doomed = connect()
    doomed.execute("BEGIN")
    given = seal(doomed)
    doomed.execute("ROLLBACK")

    assert feed(reader, first) == []
    assert seal(reader) == given
    assert feed(reader, first) == [(first + 1, 31, "1")]


def test_a_second_sealer_does_not_wait_for_the_first(connect, reader, first):
    write(reader, answer(1))
    busy = connect()
    busy.execute("BEGIN")
    seal(busy)

    assert seal(reader) == first
    busy.execute("COMMIT")
    assert seal(reader) == first + 1


@pytest.mark.parametrize(
    "mode", ["READ ONLY", "ISOLATION LEVEL REPEATABLE READ", "ISOLATION LEVEL SERIALIZABLE"]
)
def test_where_one_cannot_seal_one_learns_the_newest_position(connect, reader, first, mode):
    write(reader, answer(1))
    reader.execute(f"BEGIN {mode}")
    before = seal(reader)
    seal(connect())

    after = seal(reader)

    reader.execute("COMMIT")
    assert before == first
    assert after == (first + 1 if mode == "READ ONLY" else first)


def test_either_role_may_seal(connect, database, first):
    migration = connect(database.owner_url)
    write(migration, answer(1))

    assert seal(migration) == first + 1


def test_the_feed_gives_so_many_at_most_and_goes_on_from_there(reader, first):
    for ratio in (1, 2, 3):
        write(reader, answer(ratio))
    seal(reader)

    begun = feed(reader, first, most=2)
    rest = feed(reader, after=begun[-1][0])

    assert [ratio for _, _, ratio in begun] == ["1", "2"]
    assert [ratio for _, _, ratio in rest] == ["3"]


def test_the_feed_gives_the_whole_event(reader, first):
    write(reader, answer(1))
    seal(reader)

    fed = reader.execute("SELECT * FROM audit.feed(%s, 1)", [first])
    names = [column.name for column in fed.description]
    event = reader.execute("SELECT * FROM audit.event ORDER BY id DESC LIMIT 1")

    assert names[:2] == ["position", "event_id"]
    assert (
        fed.fetchone()[1:]
        == reader.execute(
            "SELECT {} FROM audit.event e ORDER BY id DESC LIMIT 1".format(
                ", ".join(["id", *names[2:]])
            )
        ).fetchone()
    )
    assert {column.name for column in event.description} - {"id"} == set(names[2:])


def test_the_trail_shows_a_line_before_it_has_its_position(reader, first):
    write(reader, answer(77))
    line = "SELECT position FROM audit.trail WHERE new = '77' AND field = 'ratio_percent'"

    unsealed = value(reader, line)
    seal(reader)

    assert unsealed is None
    assert value(reader, line) == first + 1


def test_the_newest_position_of_each_subject_is_one_look_up(reader, first):
    reader.execute("SET enable_seqscan = off")
    write(reader, answer(1, record=32))
    seal(reader)
    write(reader, answer(1, record=31))
    seal(reader)
    newest = (
        "SELECT s.id, n.newest FROM edc_subject s CROSS JOIN LATERAL (SELECT p.position AS newest"
        " FROM audit.position p WHERE p.subject_id = s.id ORDER BY p.position DESC LIMIT 1) n"
    )

    plan = "\n".join(line for (line,) in rows(reader, f"EXPLAIN {newest} ORDER BY s.id"))

    assert rows(reader, f"{newest} ORDER BY s.id") == [(11, first + 2), (12, first + 1)]
    assert "Index Only Scan Backward using position_of_subject" in plan


def answer_often(connection, number):
    """Two writes a transaction, every fifth of them undone; returns the ratios that stayed."""
    stayed = []
    for turn in range(60):
        ratio = 1000 * number + turn
        begin(connection, "INSERT INTO edc_site (code) VALUES ('09')")
        connection.execute(answer(ratio, record=31 + turn % 2))
        connection.execute("COMMIT" if turn % 5 else "ROLLBACK")
        stayed += [str(ratio)] if turn % 5 else []
    return stayed


def follow(connection, first, writing):
    """What the feed gives to one who reads on from the last position, until all have written."""
    seen = []
    while True:
        all_done = all(writer.done() for writer in writing)
        seal(connection)
        seen += feed(connection, after=seen[-1][0] if seen else first)
        if all_done:
            return seen


def test_under_many_writers_the_feed_has_no_gap_and_repeats_nothing(connect, reader, first):
    with ThreadPoolExecutor() as people:
        writing = [people.submit(answer_often, connect(), number) for number in range(4)]
        seen = follow(reader, first, writing)

    stayed = [ratio for writer in writing for ratio in writer.result()]
    assert [position for position, _, _ in seen] == list(
        range(first + 1, first + 1 + 2 * len(stayed))
    )
    assert sorted(ratio for _, _, ratio in seen if ratio) == sorted(stayed)
    assert rows(reader, OUT_OF_ORDER) == []
