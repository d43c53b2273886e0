"""Reference range: what a laboratory of the site calls normal, for whom, and since when."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.schedule import always
from edc.text import T
from enrollment.analytes import Analyte
from enrollment.ranges import laboratories, units_of


class AppliesTo(Codelist):
    """The sex that a range is for."""

    ALL = "ALL", T("All", "全部")
    MALE = "M", T("Male", "男")
    FEMALE = "F", T("Female", "女")


class LabReferenceRange(Crf):
    """Normal limits of a laboratory, from which multiples of the upper limit (ULN) are computed."""

    title = T("Laboratory reference range", "实验室正常值范围")
    order = 2
    repeats = Repeats.LOG
    scope = "site"
    previewed_at = "regrading"
    key = ("lab_name", "analyte", "sex", "age_from", "valid_from")
    date = "valid_from"
    exempt = {"valid_to": ("GEN-FUTURE",)}

    range_section = Section(T("Range", "正常值范围"))
    lab_name = ask.Text(
        T("Laboratory name", "实验室名称"),
        longest=200,
        required_when=always,
        suggests=laboratories,
        cdash="LBNAM",
        sdtm=("LB.LBNAM",),
    )
    analyte = ask.Choice(
        T("Analyte", "检验项目"),
        Analyte,
        required_when=always,
        cdash="LBTESTCD",
        sdtm=("LB.LBTESTCD",),
    )
    range_unit = ask.Text(
        T("Unit of the limits", "单位"),
        hint=T("Must be one of the units allowed for the analyte.", "须为该项目允许的单位之一。"),
        longest=30,
        required_when=always,
        suggests=units_of,
        cdash="LBORRESU",
        sdtm=("LB.LBORRESU",),
    )
    lower_limit = ask.Number(
        T("Lower limit of normal", "正常值下限"),
        decimals=4,
        hard=(0, 100_000),
        cdash="LBORNRLO",
        sdtm=("LB.LBORNRLO",),
    )
    upper_limit = ask.Number(
        T("Upper limit of normal", "正常值上限"),
        decimals=4,
        required_when=always,
        hard=(0, 100_000),
        cdash="LBORNRHI",
        sdtm=("LB.LBORNRHI",),
    )
    sex = ask.Choice(
        T("Applies to sex", "适用性别"),
        AppliesTo,
        required_when=always,
    )
    age_from = ask.Integer(
        T("From age (years, inclusive)", "起始年龄（岁，含）"),
        required_when=always,
        hard=(0, 120),
    )
    age_to = ask.Integer(
        T("To age (years, inclusive)", "截止年龄（岁，含）"),
        required_when=always,
        hard=(0, 120),
    )
    valid_from = ask.Date(T("Valid from", "生效日期"), required_when=always)
    valid_to = ask.Date(T("Valid to", "失效日期"))
