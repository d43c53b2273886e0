"""Vital signs, performance status, body size, and the liver as far as VOD surveillance needs it."""

from decimal import Decimal

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.logic import coalesce, one_of
from edc.schedule import optional, required
from edc.series import last_before
from edc.text import T
from edc.units import Unit, celsius
from enrollment.codelists import EcogStatus
from enrollment.gates import done, reason_not_done, was_performed
from enrollment.rules import body_surface_area, percent_change
from enrollment.visits import AROUND_TREATMENT, FROM_HSCT
from trial.protocol import C1D1, PRE_HSCT, SCR, UNS


def is_screened_or_starts_treatment(visit):
    return one_of(visit.code, SCR.code, C1D1.code)


def body_surface(height_cm, weight_kg, assessment_date, vital_signs_records):
    """Mosteller; the height is carried forward from the latest assessment that measured it."""
    earlier_height = last_before(vital_signs_records, "height_cm", assessment_date)
    return body_surface_area(coalesce(height_cm, earlier_height), weight_kg)


def weight_change(
    weight_kg, assessment_date, baseline_weight, hsct_baseline_weight, conditioning_start
):
    """From the weight before conditioning once it began, else from that before the first dose."""
    is_conditioned = assessment_date >= conditioning_start
    before_conditioning = coalesce(hsct_baseline_weight, baseline_weight)
    baseline = before_conditioning if is_conditioned is True else baseline_weight
    return percent_change(weight_kg, baseline)


class Hepatomegaly(Codelist):
    NONE = "NONE", T("No", "无")
    PAINLESS = "PAINLESS", T("Yes, painless", "有，无痛")
    PAINFUL = "PAINFUL", T("Yes, painful", "有，伴疼痛")
    NOT_EXAMINED = "NE", T("Not examined", "未检查")


class Ascites(Codelist):
    NONE = "NONE", T("No", "无")
    CLINICAL = "CLIN", T("Clinical", "临床体检发现")
    IMAGING = "IMAG", T("On imaging only", "仅影像发现")
    NOT_EXAMINED = "NE", T("Not examined", "未检查")


class VitalSigns(Crf):
    """One assessment of a subject at a visit."""

    title = T("Vital signs, ECOG and body size", "生命体征、ECOG与体格")
    order = 12
    repeats = Repeats.PER_VISIT
    visits = required(*AROUND_TREATMENT, PRE_HSCT, *FROM_HSCT) + optional(UNS)
    key = ("visit", "assessment_time")
    date = "assessment_date"

    head_section = Section(T("Assessment", "评估"))
    performed = done()
    not_done_reason = reason_not_done()
    assessment_date = ask.Date(
        T("Date", "日期"),
        shown_when=was_performed,
        required_when=was_performed,
        cdash="VSDAT",
        sdtm=("VS.VSDTC",),
    )
    assessment_time = ask.DateTime(
        T("Date and time", "日期时间"), shown_when=was_performed, cdash="VSTIM", sdtm=("VS.VSDTC",)
    )

    signs_section = Section(T("Vital signs", "生命体征"), shown_when=was_performed)
    temperature_c = ask.Number(
        T("Temperature", "体温"),
        unit=Unit.CELSIUS,
        other_units={Unit.FAHRENHEIT: celsius},
        decimals=1,
        required_when=was_performed,
        hard=(30, 45),
        expected=(35, 39),
        cdash="TEMP_VSORRES",
        sdtm=("VS.VSORRES where VSTESTCD=TEMP",),
    )
    systolic_mmhg = ask.Integer(
        T("Systolic blood pressure", "收缩压"),
        unit=Unit.MILLIMETRE_OF_MERCURY,
        required_when=was_performed,
        hard=(30, 300),
        expected=(90, 160),
        cdash="SYSBP_VSORRES",
        sdtm=("VS.VSORRES where VSTESTCD=SYSBP",),
    )
    diastolic_mmhg = ask.Integer(
        T("Diastolic blood pressure", "舒张压"),
        unit=Unit.MILLIMETRE_OF_MERCURY,
        required_when=was_performed,
        hard=(20, 200),
        expected=(50, 100),
        cdash="DIABP_VSORRES",
        sdtm=("VS.VSORRES where VSTESTCD=DIABP",),
    )
    pulse_bpm = ask.Integer(
        T("Pulse", "脉搏"),
        unit=Unit.BEATS_PER_MINUTE,
        required_when=was_performed,
        hard=(20, 250),
        expected=(50, 120),
        cdash="PULSE_VSORRES",
        sdtm=("VS.VSORRES where VSTESTCD=PULSE",),
    )
    respiration = ask.Integer(
        T("Respiration", "呼吸"),
        unit=Unit.BREATHS_PER_MINUTE,
        hard=(4, 80),
        expected=(10, 30),
        cdash="RESP_VSORRES",
        sdtm=("VS.VSORRES where VSTESTCD=RESP",),
    )
    spo2_percent = ask.Integer(
        T("Oxygen saturation", "血氧饱和度"),
        unit=Unit.PERCENT,
        hard=(40, 100),
        expected=(92, 100),
        cdash="OXYSAT_VSORRES",
        sdtm=("VS.VSORRES where VSTESTCD=OXYSAT",),
    )

    body_section = Section(T("Body size", "身高与体重"), shown_when=was_performed)
    height_cm = ask.Number(
        T("Height", "身高"),
        hint=T(
            "Carried forward to later visits; re-measure when needed.", "后续访视沿用，必要时重测。"
        ),
        unit=Unit.CENTIMETRE,
        decimals=1,
        required_when=is_screened_or_starts_treatment,
        hard=(100, 230),
        expected=(140, 200),
        cdash="HEIGHT_VSORRES",
        sdtm=("VS.VSORRES where VSTESTCD=HEIGHT",),
    )
    weight_kg = ask.Number(
        T("Weight", "体重"),
        unit=Unit.KILOGRAM,
        other_units={Unit.JIN: Decimal("0.5")},
        decimals=1,
        required_when=was_performed,
        hard=(25, 250),
        expected=(40, 130),
        cdash="WEIGHT_VSORRES",
        sdtm=("VS.VSORRES where VSTESTCD=WEIGHT",),
    )
    bsa_m2 = ask.Number(
        T("Body surface area", "体表面积"),
        unit=Unit.SQUARE_METRE,
        decimals=2,
        derived=body_surface,
        hint=T(
            "√(height in cm × weight in kg / 3600) (Mosteller 1987); the last height is used "
            "when none is entered.",
            "√（身高cm×体重kg/3600）（Mosteller 1987）；未填身高时取最近一次身高。",
        ),
        hard=("0.7", "4.1"),
        expected=("1.2", "2.4"),
        cdash="BSA_VSORRES",
        sdtm=("VS.VSORRES where VSTESTCD=BSA",),
    )
    weight_change_percent = ask.Number(
        T("Weight change from baseline", "体重较基线变化"),
        unit=Unit.PERCENT,
        decimals=1,
        derived=weight_change,
        hint=T(
            "Change from the weight before the first dose, from conditioning on from the weight "
            "before conditioning.",
            "与首次给药前体重比较；预处理开始后与预处理前体重比较。",
        ),
        hard=(-70, 100),
        expected=(-25, 15),
    )

    status_section = Section(T("Performance status", "体能状态"), shown_when=was_performed)
    ecog = ask.Choice(
        T("ECOG performance status", "ECOG评分"),
        EcogStatus,
        required_when=was_performed,
        cdash="ECOG101_RSORRES",
        sdtm=("RS.RSORRES where RSTESTCD=ECOG101",),
    )

    liver_section = Section(
        T("Liver examination (VOD surveillance)", "肝脏体格检查（VOD监测）"),
        shown_when=was_performed,
    )
    hepatomegaly = ask.Choice(
        T("Liver enlarged", "肝大"),
        Hepatomegaly,
        required_when=was_performed,
        cdash="HEPATMEG_PEORRES",
        sdtm=("PE.PEORRES where PETESTCD=HEPATMEG",),
    )
    ascites = ask.Choice(
        T("Ascites", "腹水"),
        Ascites,
        required_when=was_performed,
        cdash="ASCITES_PEORRES",
        sdtm=("PE.PEORRES where PETESTCD=ASCITES",),
    )
    ruq_pain = ask.YesNo(
        T("Right upper quadrant pain", "右上腹痛"),
        required_when=was_performed,
        cdash="RUQPAIN_PEORRES",
        sdtm=("PE.PEORRES where PETESTCD=RUQPAIN",),
    )
    oedema = ask.YesNo(
        T("Oedema", "水肿"),
        required_when=was_performed,
        cdash="OEDEMA_PEORRES",
        sdtm=("PE.PEORRES where PETESTCD=OEDEMA",),
    )
    abdominal_girth_cm = ask.Number(
        T("Abdominal girth", "腹围"),
        unit=Unit.CENTIMETRE,
        decimals=1,
        hard=(40, 200),
        expected=(55, 130),
        cdash="ABDGIRTH_VSORRES",
        sdtm=("VS.VSORRES where VSTESTCD=ABDGIRTH",),
    )
