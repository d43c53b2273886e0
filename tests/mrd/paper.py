"""Laboratory results on paper, each with the specimen it belongs to."""

from edc.chart import Envelope
from mrd.models import MrdFlow, MrdPcr, MrdSpecimen
from tests.enrollment.paper import blank_chart, fill, numbers


def knowing(**facts):
    """A chart in which other forms have settled these facts."""
    chart = blank_chart()
    chart._facts |= facts
    return chart


def take(chart, **answers):
    """A specimen in the chart, of a marrow that was collected unless the answers say otherwise."""
    collected = {"collected": "Y", "specimen_type": "BM"}
    return fill(chart, MrdSpecimen, **collected | answers)


def report(chart, form, specimen, **answers):
    """A laboratory's result on the specimen."""
    envelope = Envelope(next(numbers), form.form, parent_id=specimen._envelope.id)
    return chart.add(form, envelope, {"missing": {}, "performed": "Y"} | answers)


def pcr(quality="ADEQUATE", **answers):
    """A PCR result on a specimen of this quality."""
    chart = blank_chart()
    return report(chart, MrdPcr, take(chart, quality=quality), **answers)


def flow(quality="ADEQUATE", **answers):
    """A flow result on a specimen of this quality."""
    chart = blank_chart()
    return report(chart, MrdFlow, take(chart, quality=quality), **answers)
