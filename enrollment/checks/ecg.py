"""Checks of electrocardiograms: the corrected QT interval, and what an abnormality belongs to."""

from edc.checks import Severity, check
from edc.logic import any_of, exists
from edc.text import T
from enrollment.models import Ecg
from trial.protocol import SCR

SOFT = Severity.SOFT

PRINTED_MARGIN_MS = 20


@check(
    "ECG-001",
    Ecg,
    SOFT,
    T(
        "QTcF at or above 500 ms: hold treatment that prolongs QT and record an adverse event.",
        "QTcF≥500 ms：请暂停可能延长QT间期的治疗并记录不良事件。",
    ),
    instead_of="GEN-RANGE-SOFT",
    origin="literature: CTCAE v5.0",
)
def qtcf_is_below_the_alert(qtcf_ms, param):
    return qtcf_ms < param.safety.qtcf_alert_ms


@check(
    "ECG-002",
    Ecg,
    SOFT,
    T("QTcF is more than 60 ms above baseline.", "QTcF较基线延长>60 ms。"),
    origin="literature: ICH E14",
)
def qtcf_stays_near_its_baseline(qtcf_ms, qtcf_baseline, param):
    return qtcf_ms - qtcf_baseline <= param.safety.qtcf_change_alert_ms


@check(
    "ECG-003",
    Ecg,
    SOFT,
    T(
        "Calculated and reported QTcF differ by more than 20 ms. Check QT and heart rate.",
        "QTcF计算值与报告值相差>20 ms，请核对QT间期与心率。",
    ),
)
def qtcf_is_about_the_one_printed(qtcf_ms, qtcf_reported_ms):
    return abs(qtcf_ms - qtcf_reported_ms) <= PRINTED_MARGIN_MS


@check(
    "ECG-004",
    Ecg,
    SOFT,
    T("QTcF above the entry limit.", "QTcF超出入选限值。"),
    instead_of="GEN-RANGE-SOFT",
)
def qtcf_allows_entry(visit, qtcf_ms, param):
    return any_of(visit.code != SCR.code, qtcf_ms <= param.screening.qtcf_max_ms)


@check(
    "ECG-005",
    Ecg,
    SOFT,
    T(
        "Clinically significant ECG without an adverse event or history.",
        "存在有临床意义的心电图异常，但无对应的不良事件或病史记录。",
    ),
    beside="interpretation",
)
def significant_abnormality_is_an_event_or_history(
    interpretation, ecg_date, adverse_events, medical_histories
):
    return any_of(
        interpretation != "ABN_CS",
        exists(adverse_events, lambda event: event.start_date <= ecg_date),
        exists(medical_histories, lambda illness: illness.category == "CARDIAC"),
    )
