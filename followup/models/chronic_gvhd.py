"""Chronic GVHD: whether there was any, its NIH organ scores, its severity and its treatment."""

from edc import questions as ask
from edc.codelists import Codelist
from edc.crf import Crf, Repeats, Section
from edc.schedule import always, required
from edc.text import T
from edc.units import Unit
from followup.codelists import GvhdCourse, NihScore
from followup.gvhd import global_severity, is_present
from trial.protocol import HD100, HM6, HM9, HM12


def is_treated_systemically(systemic_treatment):
    return systemic_treatment == "Y"


class ChronicGvhdOnset(Codelist):
    PROGRESSIVE = (
        "PROGRESSIVE",
        T("Progressive (from active acute GVHD)", "进展型（由活动性急性GVHD演变而来）"),
    )
    QUIESCENT = (
        "QUIESCENT",
        T("Quiescent (after resolved acute GVHD)", "静止型（急性GVHD缓解后发生）"),
    )
    DE_NOVO = "DENOVO", T("De novo", "新发型（既往无急性GVHD）")


class GlobalSeverity(Codelist):
    NONE = "NONE", T("None", "无")
    MILD = "MILD", T("Mild", "轻度")
    MODERATE = "MODERATE", T("Moderate", "中度")
    SEVERE = "SEVERE", T("Severe", "重度")


class ChronicGvhd(Crf):
    """One assessment of chronic GVHD since the one before."""

    title = T("Chronic GVHD", "慢性移植物抗宿主病")
    order = 36
    origin = "literature: Jagasia 2015 (NIH 2014)"
    repeats = Repeats.PER_VISIT
    visits = required(HD100, HM6, HM9, HM12)
    key = ("visit", "assessment_date")
    date = "assessment_date"

    present_section = Section(T("Presence", "是否存在"))
    assessment_date = ask.Date(
        T("Date", "评估日期"), required_when=always, cdash="FADAT", sdtm=("FA.FADTC",)
    )
    present = ask.YesNo(
        T("Chronic GVHD since the last assessment", "自上次评估以来是否有慢性GVHD"),
        required_when=always,
        sdtm=("CE.CEOCCUR where CETERM=CHRONIC GVHD",),
    )
    onset_date = ask.Date(
        T("Date of onset", "发病日期"),
        shown_when=is_present,
        required_when=is_present,
        cdash="CESTDAT",
        sdtm=("CE.CESTDTC where CETERM=CHRONIC GVHD",),
    )
    onset_type = ask.Choice(
        T("Type of onset", "起病方式"),
        ChronicGvhdOnset,
        shown_when=is_present,
        required_when=is_present,
    )
    overlap = ask.YesNo(
        T("Overlap syndrome", "是否重叠综合征"),
        shown_when=is_present,
        required_when=is_present,
    )

    scores_section = Section(T("Organ scores", "器官评分"))
    skin_score = ask.Choice(
        T("Skin (body surface)", "皮肤（体表面积）"),
        NihScore,
        hint=T(
            "Score 0: none; 1: 1-18 %; 2: 19-50 %; 3: above 50 %",
            "0分：无；1分：1%~18%；2分：19%~50%；3分：>50%",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="CGSKIN_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CGSKIN and FAOBJ=CHRONIC GVHD",),
    )
    skin_feature_score = ask.Choice(
        T("Skin features", "皮肤特征"),
        NihScore,
        hint=T(
            "Score 0: no sclerosis; 2: superficial sclerosis; 3: deep sclerosis, "
            "impaired mobility or ulcer",
            "0分：无硬化；2分：浅表硬化；3分：深部硬化、活动受限或溃疡",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="CGSKINF_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CGSKINF and FAOBJ=CHRONIC GVHD",),
    )
    mouth_score = ask.Choice(
        T("Mouth", "口腔"),
        NihScore,
        hint=T(
            "Score 0: none; 1: mild; 2: moderate, some limitation of intake; 3: severe, "
            "major limitation",
            "0分：无；1分：轻度；2分：中度，进食部分受限；3分：重度，进食明显受限",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="CGMOUTH_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CGMOUTH and FAOBJ=CHRONIC GVHD",),
    )
    eye_score = ask.Choice(
        T("Eyes", "眼"),
        NihScore,
        hint=T(
            "Score 0: none; 1: mild dry eye (drops at most 3 times a day); "
            "2: moderate (more than 3 times) without vision loss; 3: severe or vision loss",
            "0分：无；1分：轻度干眼（滴眼≤3次/日）；2分：中度（滴眼>3次/日），无视力下降；"
            "3分：重度或视力下降",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="CGEYE_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CGEYE and FAOBJ=CHRONIC GVHD",),
    )
    gi_score = ask.Choice(
        T("Gut", "胃肠道"),
        NihScore,
        hint=T(
            "Score 0: none; 1: symptoms without weight loss above 5 %; "
            "2: with weight loss 5-15 %; 3: weight loss above 15 % or severe diarrhoea",
            "0分：无；1分：有症状但体重下降≤5%；2分：有症状且体重下降5%~15%；"
            "3分：体重下降>15%或严重腹泻",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="CGGI_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CGGI and FAOBJ=CHRONIC GVHD",),
    )
    liver_score = ask.Choice(
        T("Liver", "肝脏"),
        NihScore,
        hint=T(
            "Score 0: normal or ALT and ALP below 3 x ULN; "
            "1: bilirubin normal with ALT 3-5 x ULN or ALP at least 3 x ULN; "
            "2: bilirubin raised up to 51.3 umol/L or ALT above 5 x ULN; "
            "3: bilirubin above 51.3 umol/L",
            "0分：胆红素正常且ALT、ALP<3×ULN；1分：胆红素正常且ALT 3~5×ULN或ALP≥3×ULN；"
            "2分：胆红素升高但≤51.3 μmol/L，或ALT>5×ULN；3分：胆红素>51.3 μmol/L",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="CGLIVER_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CGLIVER and FAOBJ=CHRONIC GVHD",),
    )
    lung_score = ask.Choice(
        T("Lungs", "肺"),
        NihScore,
        hint=T(
            "FEV1. Score 0: at least 80 %; 1: 60-79 %; 2: 40-59 %; 3: 39 % or less, or oxygen",
            "按FEV1占预计值：0分：≥80%；1分：60%~79%；2分：40%~59%；3分：≤39%或需吸氧",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="CGLUNG_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CGLUNG and FAOBJ=CHRONIC GVHD",),
    )
    joint_score = ask.Choice(
        T("Joints and fascia", "关节与筋膜"),
        NihScore,
        hint=T(
            "Score 0: none; 1: mild tightness, normal range; 2: moderate limitation; "
            "3: contractures",
            "0分：无；1分：轻度紧绷，活动度正常；2分：活动中度受限；3分：挛缩",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="CGJOINT_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CGJOINT and FAOBJ=CHRONIC GVHD",),
    )
    genital_score = ask.Choice(
        T("Genital tract", "生殖道"),
        NihScore,
        hint=T(
            "Score 0: none; 1: mild; 2: moderate; 3: severe",
            "0分：无；1分：轻度；2分：中度；3分：重度",
        ),
        shown_when=is_present,
        required_when=is_present,
        cdash="CGGENIT_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CGGENIT and FAOBJ=CHRONIC GVHD",),
    )
    fev1_percent = ask.Number(
        T("FEV1, % predicted", "FEV1占预计值百分比"),
        unit=Unit.PERCENT,
        decimals=1,
        shown_when=is_present,
        hard=(5, 200),
        cdash="CGFEV1_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CGFEV1 and FAOBJ=CHRONIC GVHD",),
    )

    severity_section = Section(T("Severity and treatment", "严重程度与治疗"))
    global_severity = ask.Choice(
        T("Global severity (calculated)", "总体严重程度（系统计算）"),
        GlobalSeverity,
        derived=global_severity,
        hint=T(
            "From the organ scores (NIH 2014: Jagasia 2015); not examined counts as 0.",
            "依据各器官评分（NIH 2014：Jagasia 2015）；未检查按0计。",
        ),
        cdash="CGSEV_FAORRES",
        sdtm=("FA.FAORRES where FATESTCD=CGSEV and FAOBJ=CHRONIC GVHD",),
    )
    systemic_treatment = ask.YesNo(
        T("Systemic immunosuppression needed for chronic GVHD", "慢性GVHD是否需要全身免疫抑制治疗"),
        shown_when=is_present,
        required_when=is_present,
        sdtm=("CM.CMOCCUR where CMCAT=GVHD TREATMENT",),
    )
    systemic_start_date = ask.Date(
        T("Start of systemic treatment", "全身治疗开始日期"),
        hint=T(
            "Treatment for chronic GVHD; when treatment begun for acute GVHD goes on, "
            "the day it was first needed for chronic GVHD.",
            "针对慢性GVHD的治疗；如由急性GVHD治疗延续而来，填写因慢性GVHD开始需要该治疗的日期。",
        ),
        shown_when=is_treated_systemically,
        required_when=is_treated_systemically,
    )
    outcome = ask.Choice(
        T("Status now", "目前状态"),
        GvhdCourse,
        shown_when=is_present,
        required_when=is_present,
    )
