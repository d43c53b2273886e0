"""Where a result came from, for the page of its form."""

from django import template

from mrd.models import UploadVerdict
from mrd.models.upload import RowOutcome
from mrd.uploading.reading import ASSAYS

register = template.Library()
FORMS = {crf.form for crf in ASSAYS.values()}
BROUGHT = (RowOutcome.FILLED, RowOutcome.DISCREPANCY)


@register.inclusion_tag("mrd/origin.html")
def laboratory_origin(record):
    """The rows of the central laboratory's files that filled the form, or differ from it."""
    if record is None or record.form not in FORMS:
        return {"verdicts": ()}
    verdicts = UploadVerdict.objects.filter(result=record.pk, round__gt=0, outcome__in=BROUGHT)
    told = verdicts.select_related("row__upload__uploaded_by").order_by("pk")
    return {"verdicts": told, "owner": record.owner}
