"""Checks of the study site: its dates in order, and laboratories that can see the threshold."""

from edc.checks import Severity, check
from edc.text import T
from enrollment.models import Site

HARD, SOFT = Severity.HARD, Severity.SOFT


@check(
    "SITE-001",
    Site,
    HARD,
    T("The site cannot be activated before ethics approval.", "中心启动日期不能早于伦理批准日期。"),
)
def activation_follows_ethics_approval(ethics_approval_date, activation_date):
    return activation_date >= ethics_approval_date


@check(
    "SITE-002", Site, HARD, T("Closure date is before activation date.", "关闭日期早于启动日期。")
)
def closure_follows_activation(activation_date, closure_date):
    return closure_date >= activation_date


@check(
    "SITE-003",
    Site,
    SOFT,
    T(
        "This PCR laboratory cannot prove MRD negativity at 0.01 %. "
        "Confirm or use another laboratory.",
        "该实验室检测下限高于终点阈值0.01%，无法判定MRD阴性，请核实或更换实验室。",
    ),
    origin="registry",
)
def pcr_can_see_the_threshold(pcr_lod_percent, param):
    return pcr_lod_percent <= param.mrd.pcr_threshold_percent


@check(
    "SITE-004",
    Site,
    SOFT,
    T(
        "This flow laboratory cannot prove MRD negativity at 0.1 %. Please confirm.",
        "该流式实验室检测下限高于终点阈值0.1%，请核实。",
    ),
    origin="registry",
)
def flow_can_see_the_threshold(flow_lod_percent, param):
    return flow_lod_percent <= param.mrd.flow_threshold_percent


@check(
    "SITE-005",
    Site,
    HARD,
    T("The conversion factor validity dates are reversed.", "转换系数失效日期早于生效日期。"),
)
def conversion_factor_ends_after_it_begins(pcr_is_factor_valid_from, pcr_is_factor_valid_to):
    return pcr_is_factor_valid_to >= pcr_is_factor_valid_from
