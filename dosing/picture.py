"""A picture of treatment: both study drugs over days since the first dose."""

from typing import NamedTuple

from matplotlib.ticker import MaxNLocator

from edc.pictures import COLOURS, ONE_AT_A_TIME, figure_of, svg_of

BLUE, RED, GREEN = COLOURS
INO_ROW, OLV_ROW = 0, 1
HALF = 0.18


class Bar(NamedTuple):
    """Days on olverembatinib or paused, both ends included; ``label``: the dose."""

    first: int
    last: int
    label: str
    is_taken: bool


class Mark(NamedTuple):
    """A planned infusion: given, with its dose, or left out on the day it was planned for."""

    day: int
    label: str
    is_given: bool


class Course(NamedTuple):
    """What is drawn, in days since the first dose."""

    bars: list[Bar]
    marks: list[Mark]
    stops: list[int]
    hsct: int | None


class Words(NamedTuple):
    """What the picture says, in the language of its reader."""

    title: str
    across: str
    olverembatinib: str
    ino: str
    taken: str
    paused: str
    stopped: str
    given: str
    left_out: str
    hsct: str


def draw(course: Course, words: Words) -> bytes:
    """The picture as SVG: what is drawn is told in the legend."""
    with ONE_AT_A_TIME:
        figure = figure_of(9, 2.9)
        axes = figure.add_axes((0.13, 0.36, 0.85, 0.52))
        _draw_olverembatinib(axes, course, words)
        _draw_infusions(axes, course.marks, words)
        if course.hsct is not None:
            axes.axvline(course.hsct, color=GREEN, linestyle="dashed", label=words.hsct)
        axes.set_yticks([INO_ROW, OLV_ROW], [words.ino, words.olverembatinib])
        axes.set(ylim=(-0.6, 1.6), xlabel=words.across, title=words.title)
        axes.margins(x=0.03)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(visible=True, axis="x", alpha=0.25)
        _tell(axes)
        return svg_of(figure, words.title)


def _tell(axes):
    """The legend below the days, of what was drawn."""
    drawn = axes.get_legend_handles_labels()
    if any(drawn):
        below = (0.5, -0.34)
        place = {"loc": "upper center", "bbox_to_anchor": below, "ncols": 6}
        axes.legend(*drawn, frameon=False, fontsize=8, **place)


def _draw_olverembatinib(axes, course, words):
    for is_taken, label in ((True, words.taken), (False, words.paused)):
        bars = [bar for bar in course.bars if bar.is_taken is is_taken]
        spans = [(bar.first, bar.last - bar.first + 1) for bar in bars]
        style = {"facecolor": BLUE, "alpha": 0.35} if is_taken else {"facecolor": "none"}
        if spans:
            rows = (OLV_ROW - HALF, 2 * HALF)
            axes.broken_barh(spans, rows, edgecolor=BLUE, linewidth=0.8, label=label, **style)
        for bar in bars:
            middle = (bar.first + bar.last + 1) / 2
            axes.text(middle, OLV_ROW, bar.label, ha="center", va="center", fontsize=8)
    if course.stops:
        rows = [OLV_ROW] * len(course.stops)
        axes.plot(course.stops, rows, "X", color=RED, markersize=9, label=words.stopped)


def _draw_infusions(axes, marks, words):
    for is_given, label in ((True, words.given), (False, words.left_out)):
        days = [mark.day for mark in marks if mark.is_given is is_given]
        style = {"color": BLUE} if is_given else {"color": RED, "fillstyle": "none"}
        if days:
            axes.plot(days, [INO_ROW] * len(days), "o" if is_given else "s", label=label, **style)
    for mark in marks:
        height = INO_ROW - HALF
        axes.text(mark.day, height, mark.label, ha="center", va="top", fontsize=8)
