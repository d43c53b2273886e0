"""Pictures of estimates: step curves with their interval and the numbers at risk below."""

from dataclasses import dataclass

import numpy as np

from edc.pictures import COLOURS, ONE_AT_A_TIME, figure_of, svg_of

DASHES = ("solid", "dashed", "dotted")
RISK_ROW = 0.055


@dataclass(frozen=True)
class Step:
    """A step curve: its label, times in days, values, limits, and how many are at risk when."""

    label: str
    days: np.ndarray
    values: np.ndarray
    low: np.ndarray
    high: np.ndarray
    at_risk: dict[int, int]
    starts_at: float


def draw(steps: list[Step], *, title: str, across: str, up: str, risk_title: str, ticks) -> bytes:
    """The curves as SVG, with a table of the numbers at risk below the axis."""
    with ONE_AT_A_TIME:
        figure = figure_of(8, 4.6 + 0.25 * len(steps))
        foot = 0.2 + RISK_ROW * len(steps)
        axes = figure.add_axes((0.11, foot, 0.86, 0.92 - foot))
        for step, colour, dash in zip(steps, COLOURS, DASHES, strict=False):
            _draw_step(axes, step, colour, dash, ticks[-1])
        axes.set(xlim=(0, ticks[-1]), ylim=(0, 1.02), xlabel=across, ylabel=up, title=title)
        axes.set_xticks(ticks)
        axes.grid(visible=True, alpha=0.25)
        axes.legend(loc="best", frameon=False)
        _write_risk(axes, steps, risk_title, ticks)
        return svg_of(figure, title)


def _draw_step(axes, step, colour, dash, last_day):
    days = np.concatenate([[0.0], step.days, [float(last_day)]])
    values = np.concatenate([[step.starts_at], step.values, step.values[-1:]])
    if not len(step.values):
        values = np.array([step.starts_at, step.starts_at])
    keep = days <= (step.days[-1] if len(step.days) else 0)
    axes.step(
        days[keep], values[keep], where="post", color=colour, linestyle=dash, label=step.label
    )
    known = ~(np.isnan(step.low) | np.isnan(step.high))
    if known.any():
        band = (step.days[known], step.low[known], step.high[known])
        axes.fill_between(*band, step="post", color=colour, alpha=0.12, linewidth=0)


def _write_risk(axes, steps, risk_title, ticks):
    below = axes.get_xaxis_transform()
    axes.text(0, -0.2, risk_title, transform=below, fontsize=8, ha="left", va="top")
    for row, (step, colour) in enumerate(zip(steps, COLOURS, strict=False), start=1):
        for tick in ticks:
            number = str(step.at_risk[tick])
            place = {"transform": below, "fontsize": 8, "ha": "center", "va": "top"}
            axes.text(tick, -0.2 - 0.07 * row, number, color=colour, **place)
