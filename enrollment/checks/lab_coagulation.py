"""Checks of coagulation: abnormal values are explained, and the sample is of its visit."""

from edc.checks import Severity, check
from edc.text import T
from enrollment.models import LabCoagulation
from enrollment.samples import abnormal_value_is_explained, sample_is_of_its_visit

check(
    "COA-090",
    LabCoagulation,
    Severity.SOFT,
    T(
        "A clinically significant value has no adverse event or history covering that date.",
        "存在有临床意义的异常值，但无对应日期的不良事件或病史记录。",
    ),
    beside="any_clinically_significant",
)(abnormal_value_is_explained)

check(
    "COA-091",
    LabCoagulation,
    Severity.SOFT,
    T(
        "The sample date is more than 7 days away from the visit date.",
        "采样日期与访视日期相差>7天。",
    ),
)(sample_is_of_its_visit)
