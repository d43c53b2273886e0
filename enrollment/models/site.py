"""Study site: its ethics approval, its status, and the laboratories that measure its MRD."""

from django.db import models

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import filled, one_of
from edc.schedule import always
from edc.text import T
from edc.units import Unit


def was_activated(site_status):
    return one_of(site_status, "ACTIVE", "PAUSED", "CLOSED")


def was_closed(site_status):
    return site_status == "CLOSED"


def results_are_converted(pcr_is_factor):
    return filled(pcr_is_factor)


def time_zone_of_china():
    return ["Asia/Shanghai"]


class SiteStatus(Codelist):
    PLANNED = "PLANNED", T("Planned", "筹备中")
    ACTIVE = "ACTIVE", T("Recruiting", "入组中")
    PAUSED = "PAUSED", T("Recruitment paused", "暂停入组")
    CLOSED = "CLOSED", T("Closed", "已关闭")


class Accreditation(Codelist):
    CAP = "CAP", T("CAP", "CAP认可")
    ISO_15189 = "ISO15189", T("ISO 15189", "ISO 15189认可")
    NCCL = (
        "NCCL",
        T("National Centre for Clinical Laboratories EQA", "国家卫生健康委临床检验中心室间质评"),
    )
    INTERNATIONAL_SCALE = (
        "IS_CERT",
        T("International Scale exchange certificate", "国际标准化（IS）转换系数认证"),
    )
    NONE = "NONE", T("None", "无")


class ControlGene(Codelist):
    ABL1 = "ABL1", T("ABL1", "ABL1基因")
    GUSB = "GUSB", T("GUSB", "GUSB基因")
    BCR = "BCR", T("BCR", "BCR基因")
    OTHER = "OTHER", T("Other", "其他")


class Site(Crf):
    """One for each hospital that takes part, with its ethics approval and its MRD laboratories."""

    title = T("Study site", "研究中心")
    order = 1
    repeats = Repeats.ONCE
    scope = "site"
    key = ("site_code",)
    date = "activation_date"
    exempt = {"pcr_is_factor_valid_to": ("GEN-FUTURE",)}

    # A record has a site already: the place it belongs to, not this form about it.
    record = models.OneToOneField(
        "edc.Record", primary_key=True, on_delete=models.PROTECT, related_name="site_form"
    )

    identity_section = Section(T("Identity", "基本信息"))
    site_code = ask.Text(
        T("Site number", "中心编号"),
        hint=T("Two digits; part of every subject number.", "两位数字，构成受试者编号的一部分。"),
        longest=2,
        pattern=r"[0-9]{2}",
        required_when=always,
        cdash="SITEID",
        sdtm=("DM.SITEID",),
    )
    site_name_en = ask.Text(
        T("Site name (English)", "中心名称（英文）"), longest=200, required_when=always
    )
    site_name_zh = ask.Text(
        T("Site name (Chinese)", "中心名称（中文）"), longest=200, required_when=always
    )
    province = ask.Text(
        T("Province or municipality", "省/直辖市"), longest=50, required_when=always
    )
    city = ask.Text(T("City", "城市"), longest=50, required_when=always)
    pi_name = ask.Text(
        T("Principal investigator", "主要研究者"),
        longest=100,
        pii=True,
        required_when=always,
        cdash="INVNAM",
        sdtm=("DM.INVNAM",),
    )
    pi_phone = ask.Text(
        T("Telephone of the principal investigator", "主要研究者电话"),
        longest=30,
        pattern=r"[0-9+\- ]{7,30}",
        pii=True,
        required_when=always,
    )
    is_lead_site = ask.YesNo(T("Lead site", "组长单位"), required_when=always)
    time_zone = ask.Text(
        T("Time zone", "时区"),
        longest=40,
        required_when=always,
        suggests=time_zone_of_china,
    )

    approval_section = Section(T("Approval and status", "伦理批准与状态"))
    ethics_approval_number = ask.Text(
        T("Ethics committee approval number", "伦理批件号"),
        longest=60,
        required_when=was_activated,
    )
    ethics_approval_date = ask.Date(
        T("Ethics committee approval date", "伦理批准日期"),
        required_when=was_activated,
    )
    site_status = ask.Choice(
        T("Site status", "中心状态"),
        SiteStatus,
        required_when=always,
    )
    activation_date = ask.Date(T("Activation date", "启动日期"), required_when=was_activated)
    closure_date = ask.Date(
        T("Closure date", "关闭日期"),
        shown_when=was_closed,
        required_when=was_closed,
    )
    planned_enrolment = ask.Integer(
        T("Planned number of patients", "计划入组例数"),
        required_when=always,
        hard=(1, 500),
        expected=(1, 60),
    )

    pcr_lab_section = Section(T("BCR-ABL PCR laboratory", "BCR-ABL PCR检测实验室"))
    pcr_lab_name = ask.Text(
        T("PCR laboratory name", "PCR实验室名称"), longest=200, required_when=always
    )
    pcr_lab_accreditation = ask.MultiChoice(
        T("Accreditation or external quality assessment", "实验室资质/室间质评"),
        Accreditation,
        required_when=always,
    )
    pcr_lod_percent = ask.Number(
        T("PCR limit of detection", "PCR检测下限"),
        hint=T("The registry gives 0.0032 % for the lead site.", "注册信息中组长单位为0.0032%。"),
        unit=Unit.PERCENT,
        decimals=5,
        required_when=always,
        hard=("0.00001", 1),
        expected=("0.0001", "0.01"),
    )
    pcr_control_gene = ask.Choice(
        T("Control gene used", "内参基因"),
        ControlGene,
        required_when=always,
    )
    pcr_is_factor = ask.Number(
        T("International Scale conversion factor (p210)", "国际标准化（IS）转换系数（p210）"),
        decimals=4,
        hard=("0.01", 10),
        expected=("0.2", 3),
    )
    pcr_is_factor_valid_from = ask.Date(
        T("Conversion factor valid from", "转换系数生效日期"),
        required_when=results_are_converted,
    )
    pcr_is_factor_valid_to = ask.Date(T("Conversion factor valid to", "转换系数失效日期"))

    flow_lab_section = Section(T("Flow cytometry laboratory", "流式细胞术检测实验室"))
    flow_lab_name = ask.Text(
        T("Flow laboratory name", "流式实验室名称"), longest=200, required_when=always
    )
    flow_colours = ask.Integer(
        T("Number of colours", "荧光通道数"), required_when=always, hard=(3, 40), expected=(6, 20)
    )
    flow_lod_percent = ask.Number(
        T("Flow limit of detection", "流式检测下限"),
        unit=Unit.PERCENT,
        decimals=4,
        required_when=always,
        hard=("0.0001", 1),
        expected=("0.001", "0.1"),
    )
