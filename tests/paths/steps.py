"""A step of a path: when it is, what is entered, and what the matrix owes afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.paths.owed import WHOLE
from tests.paths.paper import Paper

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Owing:
    """The visits offered, each with the forms still owed there. A visit is written CODE or CODE/n.

    ``whole``: visits of which every required form is owed; ``nothing``: offered, nothing owed;
    ``part``: the forms, where only some are owed or a condition adds one.
    """

    whole: str = ""
    nothing: str = ""
    part: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def by_visit(self) -> dict[str, frozenset[str]]:
        whole = {visit: WHOLE[visit.partition("/")[0]] for visit in self.whole.split()}
        nothing = dict.fromkeys(self.nothing.split(), NOTHING)
        return whole | nothing | dict(self.part)


@dataclass(frozen=True)
class Step:
    """``day``: counted from the first dose. ``overdue``: as ``owing``, of what should be there."""

    name: str
    day: int
    papers: list[Paper]
    state: str
    owing: Owing
    overdue: Mapping[str, frozenset[str]] = field(default_factory=dict)
    queries: frozenset[tuple[str, str]] = frozenset()
