"""Simon's designs: the protocol's, published ones, and a search that leaves nothing out."""

from itertools import product
from math import comb

import pytest

from edc.statistics import simon_two_stage, two_stage_design


def shape(design):
    return design.r1, design.n1, design.r, design.n


def test_the_designs_of_the_protocol_are_found():
    designs = simon_two_stage(0.40, 0.65, alpha=0.05, beta=0.20)

    assert shape(designs.optimal) == (5, 11, 16, 31)
    assert designs.optimal.alpha == pytest.approx(0.049, abs=5e-4)
    assert designs.optimal.power == pytest.approx(0.811, abs=5e-4)
    assert designs.optimal.early_stopping == pytest.approx(0.753, abs=5e-4)
    assert shape(designs.minimax) == (5, 12, 14, 26)
    assert designs.minimax.alpha == pytest.approx(0.047, abs=5e-4)
    assert designs.minimax.power == pytest.approx(0.809, abs=5e-4)


def test_the_designs_are_as_published():
    """Simon 1989, table 1, p0 = 0.05 and p1 = 0.25, errors 0.05 and 0.20."""
    designs = simon_two_stage(0.05, 0.25, alpha=0.05, beta=0.20)

    assert shape(designs.optimal) == (0, 9, 2, 17)
    assert designs.optimal.expected_n == pytest.approx(12.0, abs=0.05)
    assert designs.optimal.early_stopping == pytest.approx(0.63, abs=0.005)
    assert shape(designs.minimax) == (0, 12, 2, 16)
    assert designs.minimax.expected_n == pytest.approx(13.8, abs=0.05)
    assert designs.minimax.early_stopping == pytest.approx(0.54, abs=0.005)


def test_a_given_design_has_the_properties_that_the_search_found():
    found = simon_two_stage(0.40, 0.65).optimal

    assert two_stage_design(5, 11, 16, 31, 0.40, 0.65) == found


@pytest.mark.parametrize("rates", [(0.2, 0.6), (0.3, 0.7), (0.5, 0.85)])
def test_the_search_misses_no_design(rates):
    fitting = [
        (expected, n, (r1, n1, r, n))
        for n in range(2, 21)
        for r1, n1, r, expected in designs_by_enumeration(n, *rates)
    ]

    found = simon_two_stage(*rates, alpha=0.1, beta=0.2)

    assert shape(found.optimal) in {
        design for least, _, design in fitting if least == min(fitting)[0]
    }
    fewest = min(n for _, n, _ in fitting)
    assert shape(found.minimax)[3] == fewest
    assert found.minimax.expected_n == pytest.approx(min(e for e, n, _ in fitting if n == fewest))


def test_of_equal_designs_the_more_powerful_one_is_taken():
    found = simon_two_stage(0.05, 0.9, alpha=0.1, beta=0.2).optimal

    assert shape(found) == (0, 1, 0, 2)
    assert two_stage_design(0, 1, 1, 2, 0.05, 0.9).power >= 0.8


def designs_by_enumeration(n, p0, p1):
    for n1 in range(1, n):
        for r1, r in product(range(n1), range(n)):
            if (
                r >= r1
                and rejecting(r1, n1, r, n, p0) <= 0.1
                and rejecting(r1, n1, r, n, p1) >= 0.8
            ):
                stopping = sum(binomial(x, n1, p0) for x in range(r1 + 1))
                yield r1, n1, r, n1 + (1 - stopping) * (n - n1)


def rejecting(r1, n1, r, n, p):
    return sum(
        binomial(x, n1, p) * binomial(y, n - n1, p)
        for x in range(r1 + 1, n1 + 1)
        for y in range(max(r + 1 - x, 0), n - n1 + 1)
    )


def binomial(x, n, p):
    return comb(n, x) * p**x * (1 - p) ** (n - x)


@pytest.mark.parametrize(
    "question",
    [
        {"p0": 0.4, "p1": 0.4},
        {"p0": 0.65, "p1": 0.4},
        {"p0": 0, "p1": 0.4},
        {"p0": 0.4, "p1": 1},
        {"p0": 0.4, "p1": 0.65, "alpha": 0},
        {"p0": 0.4, "p1": 0.65, "beta": 1},
    ],
)
def test_a_question_without_an_answer_is_refused(question):
    with pytest.raises(ValueError, match="A design needs"):
        simon_two_stage(**question)


@pytest.mark.parametrize(
    "impossible",
    [(11, 11, 16, 31), (-1, 11, 16, 31), (5, 31, 16, 31), (5, 11, 4, 31), (5, 11, 31, 31)],
)
def test_an_impossible_design_is_refused(impossible):
    with pytest.raises(ValueError, match="not a two-stage design"):
        two_stage_design(*impossible, 0.40, 0.65)
