"""Sets of answers that several forms about transplantation share."""

from edc.codelists import Codelist
from edc.text import T


class NihScore(Codelist):
    """Organ scores of the NIH consensus of 2014 (Jagasia 2015)."""

    ZERO = "0", T("Score 0", "0分")
    ONE = "1", T("Score 1", "1分")
    TWO = "2", T("Score 2", "2分")
    THREE = "3", T("Score 3", "3分")
    NOT_EXAMINED = "NE", T("Not examined", "未检查")


class GvhdCourse(Codelist):
    """What became of GVHD by the day of the assessment."""

    RESOLVED = "RESOLVED", T("Resolved", "已缓解")
    IMPROVING = "IMPROVING", T("Improving", "好转")
    PERSISTENT = "PERSISTENT", T("Persistent", "持续")
    WORSE = "WORSE", T("Worse", "加重")
