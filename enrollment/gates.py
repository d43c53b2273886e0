"""The questions that gate a form: was it done at all, and if not, why."""

from edc import questions as ask
from edc.schedule import always
from edc.text import T
from enrollment.codelists import NotDoneReason


def was_performed(performed):
    return performed == "Y"


def was_not_performed(performed):
    return performed == "N"


def done():
    """Whether it was done; the other questions apply when it was."""
    return ask.YesNo(T("Done", "是否进行"), required_when=always)


def reason_not_done():
    return ask.Choice(
        T("Reason not done", "未做原因"),
        NotDoneReason,
        shown_when=was_not_performed,
        required_when=was_not_performed,
    )
