"""Pictures as SVG, in one style; the same figures give the same bytes."""

import io
import threading

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

COLOURS = ("#0a58ca", "#b02a37", "#146c43")
# matplotlib keeps one style for the whole process, and several threads answer requests.
ONE_AT_A_TIME = threading.Lock()
STYLE: dict = {
    "svg.fonttype": "none",  # text stays text: searchable, read aloud, in the reader's fonts
    "svg.hashsalt": "trial",  # the same figures give the same bytes
    "font.family": ["sans-serif"],
    "font.sans-serif": ["Noto Sans CJK SC", "Noto Sans", "DejaVu Sans"],
}
mpl.rcParams.update(STYLE)


def figure_of(width: float, height: float) -> Figure:
    """An empty figure, in inches. Hold ONE_AT_A_TIME until it is written."""
    figure = Figure(figsize=(width, height))
    FigureCanvasSVG(figure)
    return figure


def svg_of(figure: Figure, title: str) -> bytes:
    """The figure as it is sent."""
    file = io.BytesIO()
    figure.savefig(file, format="svg", metadata={"Title": title, "Date": None, "Creator": None})
    return file.getvalue()
