"""Engraftment: when neutrophils and platelets came back, and whether the graft failed."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import days, one_of
from edc.schedule import always, required
from edc.text import T
from edc.units import Unit
from trial.protocol import HD28


def neutrophils_engrafted(anc_status):
    return anc_status == "ENGRAFTED"


def platelets_engrafted(plt_status):
    return plt_status == "ENGRAFTED"


def graft_failed(graft_failure):
    return one_of(graft_failure, "PRIMARY", "SECONDARY", "POOR")


def day_of_neutrophils(parent, anc_date):
    return days(parent.d0_date, anc_date)


def day_of_platelets(parent, plt_date):
    return days(parent.d0_date, plt_date)


class EngraftmentStatus(Codelist):
    ENGRAFTED = "ENGRAFTED", T("Engrafted", "植入")
    NEVER_BELOW = "NEVER_BELOW", T("Never below the limit", "始终未低于界值")
    NOT_ENGRAFTED = "NOT", T("Not engrafted", "未植入")
    DIED_BEFORE = "DIED", T("Died before", "植入前死亡")
    PENDING = "PENDING", T("Pending", "待定")


class GraftFailure(Codelist):
    NONE = "NONE", T("No", "无")
    PRIMARY = "PRIMARY", T("Primary", "原发性")
    SECONDARY = "SECONDARY", T("Secondary", "继发性")
    POOR_FUNCTION = "POOR", T("Poor graft function", "植入功能不良")


class GraftFailureTreatment(Codelist):
    SECOND_HSCT = "SECOND_HSCT", T("Second HSCT", "二次移植")
    BOOST = "BOOST", T("Stem cell boost", "干细胞补充回输")
    GROWTH_FACTOR = "GCSF", T("Growth factor or TPO agonist", "造血生长因子/TPO受体激动剂")
    OTHER = "OTHER", T("Other", "其他")
    NONE = "NONE", T("None", "无")


class Engraftment(Crf):
    """What became of the graft of one transplant."""

    title = T("Engraftment", "植入")
    order = 33
    origin = "literature: EBMT Handbook 2024"
    repeats = Repeats.CHILD
    visits = required(HD28)
    key = ("parent",)
    date = "anc_date"
    parent = "hsct"

    anc_section = Section(T("Neutrophils", "中性粒细胞"))
    anc_status = ask.Choice(
        T("Neutrophil engraftment", "中性粒细胞植入"),
        EngraftmentStatus,
        required_when=always,
        sdtm=("CE.CEOCCUR where CETERM=NEUTROPHIL ENGRAFTMENT",),
    )
    anc_date = ask.Date(
        T("Date", "植入日期"),
        hint=T(
            "First of three consecutive days with neutrophils at least 0.5 x 10^9/L.",
            "中性粒细胞绝对值连续3天≥0.5×10⁹/L的第1天。",
        ),
        shown_when=neutrophils_engrafted,
        required_when=neutrophils_engrafted,
        cdash="CESTDAT",
        sdtm=("CE.CESTDTC where CETERM=NEUTROPHIL ENGRAFTMENT",),
    )
    anc_day = ask.Integer(
        T("Day after HSCT", "移植后天数"),
        unit=Unit.DAYS,
        derived=day_of_neutrophils,
        hint=T("Days from day 0.", "距移植日（0天）天数。"),
        hard=(0, 200),
        expected=(8, 30),
    )

    plt_section = Section(T("Platelets", "血小板"))
    plt_status = ask.Choice(
        T("Platelet engraftment", "血小板植入"),
        EngraftmentStatus,
        required_when=always,
        sdtm=("CE.CEOCCUR where CETERM=PLATELET ENGRAFTMENT",),
    )
    plt_date = ask.Date(
        T("Date", "植入日期"),
        hint=T(
            "First of three consecutive days with platelets at least 20 x 10^9/L "
            "and no platelet transfusion in the 7 days before.",
            "血小板连续3天≥20×10⁹/L且此前7天内未输注血小板的第1天。",
        ),
        shown_when=platelets_engrafted,
        required_when=platelets_engrafted,
        cdash="CESTDAT",
        sdtm=("CE.CESTDTC where CETERM=PLATELET ENGRAFTMENT",),
    )
    plt_day = ask.Integer(
        T("Day after HSCT", "移植后天数"),
        unit=Unit.DAYS,
        derived=day_of_platelets,
        hint=T("Days from day 0.", "距移植日（0天）天数。"),
        hard=(0, 400),
        expected=(8, 60),
    )

    failure_section = Section(T("Graft failure", "植入失败"))
    graft_failure = ask.Choice(
        T("Graft failure", "植入失败"), GraftFailure, required_when=always, sdtm=("CE.CETERM",)
    )
    graft_failure_date = ask.Date(
        T("Date", "日期"),
        shown_when=graft_failed,
        required_when=graft_failed,
        cdash="CESTDAT",
        sdtm=("CE.CESTDTC",),
    )
    graft_failure_treatment = ask.MultiChoice(
        T("Treatment", "处理"),
        GraftFailureTreatment,
        shown_when=graft_failed,
        required_when=graft_failed,
    )
