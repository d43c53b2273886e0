"""What a dataset is, and how much of it somebody reads."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import sql

from edc.access import Permission

NOT_SHOWN = "(not shown)"


@dataclass(frozen=True)
class Reading:
    """How much of a dataset is read: of which sites (None: all), and in which shape.

    ``is_flat``: several chosen codes as one text, for CSV. ``with_drafts``: records of every state.
    """

    sites: frozenset[int] | None = None
    is_flat: bool = False
    with_drafts: bool = False
    with_personal: bool = False


@dataclass(frozen=True)
class Rows:
    """Rows that are computed here: their columns, and what computes them anew, in order.

    A value is a text, a date, a number with its digits, or None.
    """

    columns: tuple[str, ...]
    begin: Callable[[], Iterable[Sequence]]


Source = sql.Composable | Rows


def no_statement(reading: Reading) -> sql.Composable:
    """What a dataset selects whose rows are computed."""
    raise LookupError("the rows of this dataset are computed, not selected")


@dataclass(frozen=True)
class Dataset:
    """Rows that a statistician takes away: a statement whose order never varies.

    ``rows``: instead of a statement, for what only Python can say. ``needs`` is the permission
    beside EXPORT. ``has_drafts``: its rows have a state. ``is_pooled``: its rows are of all sites
    together, so for nobody who may see only some.
    """

    name: str
    title: Any
    select: Callable[[Reading], sql.Composable] = no_statement
    needs: Permission = Permission.EXPORT
    has_drafts: bool = False
    is_pooled: bool = False
    rows: Callable[[Reading], Rows] | None = None

    def source(self, reading: Reading) -> Source:
        """Where the rows come from: a statement, or a computation."""
        return self.rows(reading) if self.rows else self.select(reading)


def of_sites(column: str, reading: Reading) -> sql.Composable:
    """Whether a row's site is one of those read; a row of no site is for readers of all sites."""
    if reading.sites is None:
        return sql.SQL("true")
    ids = sql.Literal(sorted(reading.sites))
    return sql.SQL("{} = ANY({}::bigint[])").format(sql.Identifier(*column.split(".")), ids)


def utc(column: str) -> sql.Composable:
    """An instant of the system as text, the same whatever the session's zone."""
    return sql.SQL("to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')").format(
        sql.Identifier(*column.split("."))
    )
