"""A chart as of a clinical cut-off date: what is dated later has not happened yet.

This is about when things happened, not about when they were entered: a death that is reported
after the cut-off and dated before it counts.
"""

from datetime import date

from edc.chart import Answers, Chart


def until(chart: Chart, day: date) -> Chart:
    """The chart without the records dated after the day; undated ones stay."""
    earlier = Chart(
        today=min(chart.today, day),
        site=chart.site,
        subject=chart.subject,
        shared=dict(chart.shared),
        param=chart.param,
        bring=chart.bring,
        kind=chart.kind,
    )
    for filed in chart.records.values():
        for answers in filed:
            if not happened_after(chart, answers, day):
                earlier.add(answers._crf, answers._envelope, answers._row)
    return earlier


def happened_after(chart: Chart, answers: Answers, day: date) -> bool:
    """Whether the record is certainly dated later; a result is dated as its specimen is."""
    parent = chart._by_id.get(answers._envelope.parent_id or 0)
    if parent is not None:
        return happened_after(chart, parent, day)
    dated = answers._crf.asked.get(answers._crf.date)
    return dated is not None and (dated.known(answers._row, chart.site.zone) > day) is True
