"""Electrocardiogram of 12 leads, with the QT interval corrected for the heart rate."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import one_of
from edc.schedule import optional, required
from edc.text import T
from edc.units import Unit
from enrollment.gates import done, reason_not_done, was_performed
from enrollment.rules import qt_by_fridericia
from trial.protocol import C1D1, C1D8, C1D15, C1D22, CXD1, EOT, HD100, PRE_HSCT, SCR, UNS


def is_abnormal(interpretation):
    return one_of(interpretation, "ABN_NCS", "ABN_CS")


class EcgInterpretation(Codelist):
    NORMAL = "NORMAL", "NORMAL", T("Normal", "正常")
    INSIGNIFICANT = (
        "ABN_NCS",
        "ABNORMAL",
        T("Abnormal, not clinically significant", "异常，无临床意义"),
    )
    SIGNIFICANT = "ABN_CS", "ABNORMAL", T("Abnormal, clinically significant", "异常，有临床意义")


class Ecg(Crf):
    """One electrocardiogram, measured and interpreted."""

    title = T("Electrocardiogram", "心电图")
    order = 18
    repeats = Repeats.PER_VISIT
    visits = required(SCR, C1D1, C1D15, CXD1, EOT, PRE_HSCT) + optional(C1D8, C1D22, HD100, UNS)
    key = ("visit", "ecg_time")
    date = "ecg_date"
    routine_before_consent = True

    head_section = Section(T("ECG", "心电图"))
    performed = done()
    not_done_reason = reason_not_done()
    ecg_date = ask.Date(
        T("Date", "检查日期"),
        shown_when=was_performed,
        required_when=was_performed,
        cdash="EGDAT",
        sdtm=("EG.EGDTC",),
    )
    ecg_time = ask.DateTime(
        T("Date and time", "检查日期时间"),
        shown_when=was_performed,
        cdash="EGTIM",
        sdtm=("EG.EGDTC",),
    )

    values_section = Section(T("Values", "测量值"), shown_when=was_performed)
    heart_rate = ask.Integer(
        T("Heart rate", "心率"),
        unit=Unit.BEATS_PER_MINUTE,
        required_when=was_performed,
        hard=(20, 300),
        expected=(45, 130),
        cdash="EGHRMN_EGORRES",
        sdtm=("EG.EGORRES where EGTESTCD=EGHRMN",),
    )
    pr_ms = ask.Integer(
        T("PR interval", "PR间期"),
        unit=Unit.MILLISECOND,
        hard=(50, 600),
        expected=(100, 260),
        cdash="PRAG_EGORRES",
        sdtm=("EG.EGORRES where EGTESTCD=PRAG",),
    )
    qrs_ms = ask.Integer(
        T("QRS duration", "QRS时限"),
        unit=Unit.MILLISECOND,
        hard=(30, 300),
        expected=(60, 150),
        cdash="QRSAG_EGORRES",
        sdtm=("EG.EGORRES where EGTESTCD=QRSAG",),
    )
    qt_ms = ask.Integer(
        T("QT interval", "QT间期"),
        unit=Unit.MILLISECOND,
        required_when=was_performed,
        hard=(150, 900),
        expected=(280, 520),
        cdash="QTAG_EGORRES",
        sdtm=("EG.EGORRES where EGTESTCD=QTAG",),
    )
    qtcf_ms = ask.Integer(
        T("QTcF", "QTcF间期"),
        unit=Unit.MILLISECOND,
        derived=qt_by_fridericia,
        hint=T(
            "QT / ∛RR, with RR in seconds = 60 / heart rate (Fridericia 1920).",
            "QT/∛RR，RR（秒）=60/心率（Fridericia 1920）。",
        ),
        hard=(200, 900),
        expected=(300, 480),
        cdash="QTCFAG_EGORRES",
        sdtm=("EG.EGORRES where EGTESTCD=QTCFAG",),
    )
    qtcf_reported_ms = ask.Integer(
        T("QTcF printed on the report", "报告单所示QTcF"),
        unit=Unit.MILLISECOND,
        hard=(200, 900),
        expected=(300, 500),
    )

    interp_section = Section(T("Interpretation", "结论"), shown_when=was_performed)
    interpretation = ask.Choice(
        T("Interpretation", "心电图判读"),
        EcgInterpretation,
        required_when=was_performed,
        cdash="INTP_EGORRES",
        sdtm=("EG.EGORRES where EGTESTCD=INTP",),
    )
    abnormality = ask.Text(
        T("Describe the abnormality", "异常描述"),
        longest=300,
        shown_when=is_abnormal,
        required_when=is_abnormal,
    )
