"""Curves are drawn alike whoever else asks for one at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from followup.curves import Step, draw

TICKS = (0, 365, 730)


def curve(label):
    days, values = np.array([30.0, 200.0]), np.array([0.9, 0.7])
    nothing = np.array([np.nan, np.nan])
    at_risk = dict.fromkeys(TICKS, 10)
    return Step(label, days, values, nothing, nothing, at_risk, 1.0)


def picture(_=None):
    words = {"title": "总生存", "across": "移植后天数", "up": "概率", "risk_title": "风险人数"}
    return draw([curve("总生存")], ticks=TICKS, **words).decode()


def test_the_words_of_a_curve_stay_text():
    drawn = picture()

    for words in ("总生存", "移植后天数", "概率", "风险人数"):
        assert f">{words}</text>" in drawn


def test_curves_drawn_at_once_are_the_same():
    with ThreadPoolExecutor(8) as threads:
        drawn = set(threads.map(picture, range(24)))

    assert drawn == {picture()}


def test_nobody_at_risk_is_an_empty_picture():
    empty = Step(
        "OS", np.array([]), np.array([]), np.array([]), np.array([]), {0: 0, 365: 0, 730: 0}, 1
    )

    drawn = draw([empty], ticks=TICKS, title="OS", across="", up="", risk_title="")

    assert b"<svg" in drawn
