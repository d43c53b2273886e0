"""Echocardiography: how the left ventricle ejects, and the pressure in the pulmonary artery."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.schedule import optional, required
from edc.text import T
from edc.units import Unit
from enrollment.gates import done, reason_not_done, was_performed
from trial.protocol import HM12, PRE_HSCT, SCR, UNS


class PericardialEffusion(Codelist):
    NONE = "NONE", T("None", "无")
    SMALL = "SMALL", T("Small", "少量")
    MODERATE = "MODERATE", T("Moderate", "中量")
    LARGE = "LARGE", T("Large", "大量")


class Echocardiography(Crf):
    """One examination of the heart by ultrasound."""

    title = T("Echocardiography", "超声心动图")
    order = 19
    repeats = Repeats.PER_VISIT
    visits = required(SCR, PRE_HSCT) + optional(HM12, UNS)
    key = ("visit",)
    date = "echo_date"
    routine_before_consent = True

    echo_section = Section(T("Echocardiography", "超声心动图"))
    performed = done()
    not_done_reason = reason_not_done()
    echo_date = ask.Date(
        T("Date", "检查日期"),
        shown_when=was_performed,
        required_when=was_performed,
        cdash="CVDAT",
        sdtm=("CV.CVDTC",),
    )
    lvef_percent = ask.Number(
        T("LVEF", "左室射血分数（LVEF）"),
        unit=Unit.PERCENT,
        decimals=1,
        shown_when=was_performed,
        required_when=was_performed,
        hard=(5, 95),
        expected=(45, 80),
        cdash="LVEF_C_CVORRES",
        sdtm=("CV.CVORRES where CVTESTCD=LVEF_C",),
    )
    pasp_mmhg = ask.Number(
        T("Estimated pulmonary artery systolic pressure", "估测肺动脉收缩压"),
        unit=Unit.MILLIMETRE_OF_MERCURY,
        decimals=1,
        shown_when=was_performed,
        hard=(5, 150),
        expected=(10, 50),
        cdash="PASP_CVORRES",
        sdtm=("CV.CVORRES where CVTESTCD=PASP",),
    )
    pericardial_effusion = ask.Choice(
        T("Pericardial effusion", "心包积液"),
        PericardialEffusion,
        shown_when=was_performed,
        required_when=was_performed,
        cdash="PERIEFF_CVORRES",
        sdtm=("CV.CVORRES where CVTESTCD=PERIEFF",),
    )
    wall_motion_abnormal = ask.YesNo(
        T("Wall motion abnormality", "室壁运动异常"),
        shown_when=was_performed,
        required_when=was_performed,
        cdash="WALLMABN_CVORRES",
        sdtm=("CV.CVORRES where CVTESTCD=WALLMABN",),
    )
    comment = ask.Text(T("Comment", "备注"), longest=300, shown_when=was_performed)
