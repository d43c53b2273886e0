"""Demographics: who the patient is, without what would tell it to a stranger."""

from edc import questions as ask
from edc.codelists import Codelist, Sex
from edc.crf import Crf, Repeats, Section
from edc.logic import age_in_years
from edc.schedule import always, required
from edc.text import T
from edc.units import Unit
from trial.protocol import SCR

NO_DAY_OF_BIRTH = T(
    "Enter year and month only (YYYY-MM), or the year: the day of birth is not collected, "
    "to protect the patient’s privacy.",
    "请仅填写出生年月（YYYY-MM）或年份：为保护受试者隐私，不收集具体出生日期。",
)


class BirthDate(ask.PartialDate):
    """A year and a month at most; a full date is refused, so that no day of birth is kept."""

    def _read(self, text, zone):
        if len(text) > len("YYYY-MM"):
            raise ask.Unreadable(NO_DAY_OF_BIRTH)
        return super()._read(text, zone)

    def deconstruct(self):
        """The column is that of any partial date."""
        name, _, args, kwargs = super().deconstruct()
        return name, "edc.questions.PartialDate", args, kwargs


def is_a_woman(sex):
    return sex == "F"


def age_when_consenting(birth_date, consent_date):
    """Completed years at the main consent; 15 for a missing day of birth, 1 July for a month."""
    return age_in_years(birth_date, consent_date)


class Race(Codelist):
    ASIAN = "ASIAN", "ASIAN", T("Asian", "亚洲人")
    OTHER = "OTHER", "OTHER", T("Other", "其他")


class EthnicGroup(Codelist):
    HAN = "HAN", T("Han", "汉族")
    ZHUANG = "ZHUANG", T("Zhuang", "壮族")
    HUI = "HUI", T("Hui", "回族")
    MANCHU = "MANCHU", T("Manchu", "满族")
    UYGHUR = "UYGHUR", T("Uyghur", "维吾尔族")
    MIAO = "MIAO", T("Miao", "苗族")
    YI = "YI", T("Yi", "彝族")
    TUJIA = "TUJIA", T("Tujia", "土家族")
    TIBETAN = "TIBETAN", T("Tibetan", "藏族")
    MONGOL = "MONGOL", T("Mongol", "蒙古族")
    OTHER = "OTHER", T("Other", "其他")


class Country(Codelist):
    """ISO 3166."""

    CHINA = "CHN", "CHN", T("China", "中国")


class ChildbearingPotential(Codelist):
    YES = "Y", T("Yes", "是")
    POSTMENOPAUSAL = "N_POSTMENO", T("No - postmenopausal for at least 12 months", "否-绝经≥12个月")
    STERILE = "N_STERILE", T("No - surgically sterile", "否-手术绝育")


class BloodGroup(Codelist):
    A_POS = "A_POS", T("A positive", "A型 Rh阳性")
    A_NEG = "A_NEG", T("A negative", "A型 Rh阴性")
    B_POS = "B_POS", T("B positive", "B型 Rh阳性")
    B_NEG = "B_NEG", T("B negative", "B型 Rh阴性")
    AB_POS = "AB_POS", T("AB positive", "AB型 Rh阳性")
    AB_NEG = "AB_NEG", T("AB negative", "AB型 Rh阴性")
    O_POS = "O_POS", T("O positive", "O型 Rh阳性")
    O_NEG = "O_NEG", T("O negative", "O型 Rh阴性")


class Demographics(Crf):
    """Identity-free description of the patient."""

    title = T("Demographics", "人口统计学资料")
    order = 4
    origin = "standard: CDASHIG v2.2"
    repeats = Repeats.ONCE
    visits = required(SCR)
    date = "collection_date"
    exempt = {"collection_date": ("GEN-CONSENT", "GEN-DEATH")}

    main_section = Section(T("Demographics", "人口统计学"))
    collection_date = ask.Date(
        T("Date collected", "采集日期"), required_when=always, cdash="DMDAT", sdtm=("DM.DMDTC",)
    )
    birth_date = BirthDate(
        T("Date of birth", "出生日期"),
        hint=T("Year and month only; the day is not collected.", "仅填写年月，不收集具体日期。"),
        pii=True,
        required_when=always,
        cdash="BRTHDAT",
        sdtm=("DM.BRTHDTC",),
    )
    sex = ask.Choice(
        T("Sex at birth", "性别"), Sex, required_when=always, cdash="SEX", sdtm=("DM.SEX",)
    )
    age_at_consent = ask.Integer(
        T("Age at consent", "知情同意时年龄"),
        unit=Unit.YEARS,
        derived=age_when_consenting,
        hint=T(
            "Completed years from birth to the main consent; day 15 stands for an unknown day, 1 "
            "July for an unknown month.",
            "自出生至签署主知情同意书的周岁；日不详按15日、月不详按7月1日计算。",
        ),
        hard=(0, 120),
        expected=(18, 65),
        cdash="AGE",
        sdtm=("DM.AGE",),
    )
    race = ask.Choice(
        T("Race", "种族"), Race, required_when=always, cdash="RACE", sdtm=("DM.RACE",)
    )
    ethnic_group = ask.Choice(
        T("Ethnic group", "民族"),
        EthnicGroup,
        required_when=always,
        sdtm=("SUPPDM.QVAL where QNAM=ETHNGRP",),
    )
    country = ask.Choice(
        T("Country", "国家"), Country, required_when=always, cdash="COUNTRY", sdtm=("DM.COUNTRY",)
    )
    childbearing_potential = ask.Choice(
        T("Woman of childbearing potential", "是否有生育能力（女性）"),
        ChildbearingPotential,
        shown_when=is_a_woman,
        required_when=is_a_woman,
        cdash="CHILDPOT_RPORRES",
        sdtm=("RP.RPORRES where RPTESTCD=CHILDPOT",),
    )
    abo_rh = ask.Choice(
        T("Blood group", "血型"),
        BloodGroup,
        cdash="BLDGRP_SCORRES",
        sdtm=("SC.SCORRES where SCTESTCD=BLDGRP",),
    )
