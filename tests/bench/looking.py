"""A subject's matrix with many visits and records, beside the same page with two records."""

from collections.abc import Iterator

from edc.actions import subjects
from tests.bench.entering import Ward, statements_of
from tests.bench.timing import at_most, in_turns, line
from tests.visiting import AT_A_VISIT, come

ROUNDS = 30
VISITS = 40
PAGE = 0.050


def measure() -> Iterator[str]:
    """The lines of the report."""
    ward = Ward()
    few, many = (subjects.register(site=ward.site, by=ward.coordinator) for _ in range(2))
    come(few, times=1, by=ward.coordinator, forms=AT_A_VISIT[:2])
    come(many, times=VISITS, by=ward.coordinator)
    ward.open_matrix(few)
    asked = [
        statements_of(lambda each=each: ward.open_matrix(each)).total() for each in (few, many)
    ]
    small, large = in_turns(
        lambda _: ward.open_matrix(few), lambda _: ward.open_matrix(many), rounds=ROUNDS
    )
    yield line("a subject's matrix, 1 visit, 2 records", small)
    name = f"the same, {VISITS} visits, {many.records.count()} records"
    yield line(name, large, large.within(PAGE))
    yield line("ratio of the medians", f"{large.median / small.median:.1f}")
    yield line("statements of the second", asked[1], at_most(asked[0], asked[1]))
