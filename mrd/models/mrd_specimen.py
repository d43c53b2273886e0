"""The specimen taken for MRD: when, how good, how it travelled."""

from edc import questions as ask
from edc.codelists import Codelist, SpecimenType, YesNoUnknown
from edc.crf import Crf, Repeats, Section
from edc.logic import one_of
from edc.schedule import always, optional, required
from edc.text import T
from edc.units import Unit
from mrd import rules
from trial.protocol import (
    C1D15,
    CXD15,
    FU,
    HD28,
    HD60,
    HD100,
    HM6,
    HM9,
    HM12,
    PRE_HSCT,
    REL,
    SCR,
    UNS,
)


def was_collected(collected):
    return collected == "Y"


def was_not_collected(collected):
    return collected == "N"


def is_marrow(specimen_type):
    return specimen_type == "BM"


def has_a_problem(quality):
    return one_of(quality, "LIMITED", "INADEQUATE")


class NotCollectedReason(Codelist):
    REFUSED = "REFUSED", T("Patient refused", "受试者拒绝")
    CLINICAL = "CLINICAL", T("Clinical condition", "病情不允许")
    DEATH = "DEATH", T("Died before", "采集前死亡")
    STOPPED = "STOPPED", T("Left treatment before", "已退出治疗")
    DRYTAP = "DRYTAP", T("Dry tap", "干抽")
    LOGISTICS = "LOGISTICS", T("Logistics", "安排/运送原因")
    OVERSIGHT = "OVERSIGHT", T("Oversight", "遗漏")
    OTHER = "OTHER", T("Other", "其他")


class SpecimenPurpose(Codelist):
    SCHEDULED = "SCHEDULED", T("Scheduled", "计划内")
    REPEAT = "REPEAT", T("Repeat of an inadequate sample", "不合格标本重采")
    UNSCHEDULED = "UNSCHEDULED", T("Unscheduled", "计划外")
    RELAPSE = "RELAPSE", T("Suspected relapse", "疑似复发")


class PlaceOfAspirate(Codelist):
    LEFT_ILIAC_CREST = "PIC_L", T("Left posterior iliac crest", "左髂后上棘")
    RIGHT_ILIAC_CREST = "PIC_R", T("Right posterior iliac crest", "右髂后上棘")
    STERNUM = "STERNUM", T("Sternum", "胸骨")
    OTHER = "OTHER", T("Other", "其他")


class Anticoagulant(Codelist):
    EDTA = "EDTA", T("EDTA", "EDTA抗凝")
    HEPARIN = "HEPARIN", T("Heparin", "肝素抗凝")
    OTHER = "OTHER", T("Other", "其他")


class Haemodilution(Codelist):
    NONE = "NONE", T("None", "无")
    MILD = "MILD", T("Mild", "轻度")
    MARKED = "MARKED", T("Marked", "明显")
    UNKNOWN = "UNK", T("Unknown", "未知")


class SpecimenQuality(Codelist):
    ADEQUATE = "ADEQUATE", T("Adequate", "合格")
    LIMITED = "LIMITED", T("Limited but usable", "受限但可用")
    INADEQUATE = "INADEQUATE", T("Inadequate", "不合格")


class QualityProblem(Codelist):
    DILUTE = "DILUTE", T("Haemodilute", "血液稀释")
    CLOTTED = "CLOTTED", T("Clotted", "标本凝固")
    VOLUME = "VOLUME", T("Too little", "标本量不足")
    DELAY = "DELAY", T("Too late in the laboratory", "送检延迟")
    RNA = "RNA", T("RNA degraded", "RNA降解")
    LABEL = "LABEL", T("Label problem", "标签错误或缺失")
    OTHER = "OTHER", T("Other", "其他")


class TransportTemperature(Codelist):
    ROOM = "ROOM", T("Room temperature", "室温")
    COOL = "COOL", T("2 to 8 C", "冷藏（2~8℃）")
    FROZEN = "FROZEN", T("Frozen", "冷冻")


class MrdSpecimen(Crf):
    """One aspirate or blood tube: scheduled, repeat, unscheduled or at relapse."""

    title = T("MRD specimen", "MRD标本")
    order = 25
    repeats = Repeats.PER_VISIT
    visits = required(
        SCR, C1D15, CXD15, PRE_HSCT, HD28, HD60, HD100, HM6, HM9, HM12, REL
    ) + optional(FU, UNS)
    key = ("specimen_id",)
    date = "collection_date"
    exempt = {"received_time": ("GEN-DEATH",)}
    routine_before_consent = True
    unique = {"specimen_id": T("This specimen number is already used.", "该标本编号已被使用。")}

    collection_section = Section(T("Collection", "采集"))
    collected = ask.YesNo(T("Specimen collected", "是否采集标本"), required_when=always)
    not_collected_reason = ask.Choice(
        T("Reason not collected", "未采集原因"),
        NotCollectedReason,
        shown_when=was_not_collected,
        required_when=was_not_collected,
    )
    specimen_id = ask.Text(
        T("Specimen number", "标本编号"),
        hint=T(
            "Barcode, unique in the trial; put the site number in front of a hospital number "
            "(for example 01-BM240123).",
            "条码号，全研究唯一；使用医院标本号时，请在前面加中心编号（如01-BM240123）。",
        ),
        longest=30,
        pattern=r"^[A-Za-z0-9-]{4,30}$",
        shown_when=was_collected,
        required_when=was_collected,
        cdash="BEREFID",
        sdtm=("BE.BEREFID", "BS.BSREFID"),
    )
    purpose = ask.Choice(
        T("Why taken", "采集目的"),
        SpecimenPurpose,
        shown_when=was_collected,
        required_when=was_collected,
        sdtm=("BE.BESCAT",),
    )
    specimen_type = ask.Choice(
        T("Specimen", "标本类型"),
        SpecimenType,
        shown_when=was_collected,
        required_when=was_collected,
        sdtm=("BS.BSSPEC",),
    )
    collection_date = ask.Date(
        T("Date collected", "采集日期"),
        shown_when=was_collected,
        required_when=was_collected,
        cdash="BEDAT",
        sdtm=("BE.BESTDTC", "BS.BSDTC"),
    )
    collection_time = ask.DateTime(
        T("Date and time collected", "采集日期时间"),
        shown_when=was_collected,
        required_when=was_collected,
        cdash="BETIM",
        sdtm=("BE.BESTDTC",),
    )
    site_of_aspirate = ask.Choice(
        T("Place of aspirate", "穿刺部位"),
        PlaceOfAspirate,
        shown_when=is_marrow,
        required_when=is_marrow,
        sdtm=("BE.BELOC",),
    )
    first_pull = ask.Choice(
        T("First pull", "是否为首次抽吸（第一管）"),
        YesNoUnknown,
        shown_when=is_marrow,
        required_when=is_marrow,
        cdash="FIRSTPUL_BSORRES",
        sdtm=("BS.BSORRES where BSTESTCD=FIRSTPUL",),
    )
    volume_ml = ask.Number(
        T("Volume", "采集量"),
        unit=Unit.MILLILITRE,
        decimals=1,
        shown_when=was_collected,
        required_when=was_collected,
        hard=("0.1", 60),
        expected=(2, 10),
        cdash="VOLUME_BSORRES",
        sdtm=("BS.BSORRES where BSTESTCD=VOLUME",),
    )
    anticoagulant = ask.Choice(
        T("Anticoagulant", "抗凝剂"),
        Anticoagulant,
        shown_when=was_collected,
        required_when=was_collected,
    )

    quality_section = Section(T("Quality", "质量"))
    nucleated_cells = ask.Number(
        T("Nucleated cells", "有核细胞数"),
        unit=Unit.GIGA_PER_LITRE,
        other_units={Unit.MEGA_PER_MILLILITRE: 1},
        decimals=2,
        shown_when=was_collected,
        hard=(0, 1000),
        expected=(1, 200),
        cdash="NUCCELLS_BSORRES",
        sdtm=("BS.BSORRES where BSTESTCD=NUCCELLS",),
    )
    spicules = ask.Choice(
        T("Particles seen", "是否可见骨髓小粒"),
        YesNoUnknown,
        shown_when=is_marrow,
        required_when=is_marrow,
        cdash="SPICULE_BSORRES",
        sdtm=("BS.BSORRES where BSTESTCD=SPICULE",),
    )
    haemodilution = ask.Choice(
        T("Haemodilution", "血液稀释程度"),
        Haemodilution,
        shown_when=is_marrow,
        required_when=is_marrow,
        cdash="HEMODIL_BSORRES",
        sdtm=("BS.BSORRES where BSTESTCD=HEMODIL",),
    )
    quality = ask.Choice(
        T("Overall quality", "总体质量"),
        SpecimenQuality,
        shown_when=was_collected,
        required_when=was_collected,
        cdash="SPECQUAL_BSORRES",
        sdtm=("BS.BSORRES where BSTESTCD=SPECQUAL",),
    )
    quality_problem = ask.MultiChoice(
        T("Problem", "质量问题"),
        QualityProblem,
        shown_when=has_a_problem,
        required_when=has_a_problem,
        sdtm=("BS.BSSPCCND",),
    )

    transport_section = Section(T("Transport", "运输"))
    received_time = ask.DateTime(
        T("Received in the laboratory", "实验室接收时间"),
        shown_when=was_collected,
        sdtm=("BE.BEENDTC",),
    )
    hours_to_lab = ask.Number(
        T("Hours to the laboratory", "送检时长"),
        unit=Unit.HOURS,
        decimals=1,
        derived=rules.hours_to_lab,
        hint=T("From collection to receipt.", "采集至接收的时间。"),
        hard=(0, 1000),
        expected=(0, 72),
    )
    storage_temperature = ask.Choice(
        T("Transport temperature", "运输温度"), TransportTemperature, shown_when=was_collected
    )

    endpoint_section = Section(T("Endpoint timing", "终点时间窗"))
    days_from_anchor = ask.Integer(
        T("Days from the week-2 anchor", "距第2周起算日的天数"),
        unit=Unit.DAYS,
        derived=rules.days_from_anchor,
        hint=T("Collection date minus day 0 of week 2.", "采集日期减第2周计算起点（0天）。"),
        hard=(-10_000, 20_000),
    )
    in_week2_window = ask.YesNo(
        T("Inside the week-2 window", "是否在第2周窗口期内"),
        derived=rules.in_week2_window,
        hint=T(
            "Yes for a marrow taken from day 12 to day 19.", "骨髓标本采集于第12~19天时为“是”。"
        ),
    )
