"""What every laboratory form asks of its sample."""

from edc import questions as ask
from edc.text import T
from enrollment.gates import was_performed
from enrollment.ranges import laboratories


def laboratory():
    """The laboratory, by the name under which the site keeps its reference ranges."""
    return ask.Text(
        T("Laboratory", "检验科/实验室"),
        hint=T("Chosen from the laboratories of the site.", "从本中心已登记实验室中选择。"),
        longest=200,
        suggests=laboratories,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="LBNAM",
        sdtm=("LB.LBNAM",),
    )


def day_of_sample():
    return ask.Date(
        T("Sample date", "采样日期"),
        shown_when=was_performed,
        required_when=was_performed,
        cdash="LBDAT",
        sdtm=("LB.LBDTC",),
    )


def time_of_sample():
    return ask.DateTime(
        T("Sample date and time", "采样日期时间"),
        shown_when=was_performed,
        cdash="LBTIM",
        sdtm=("LB.LBDTC",),
    )
