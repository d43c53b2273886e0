"""Codelists that forms along the whole path of a subject share."""

from edc.codelists import Codelist
from edc.text import T


class Transcript(Codelist):
    """BCR-ABL1 transcript type, by the consensus names of the breakpoints."""

    P190 = "P190", T("p190 (e1a2)", "p190（e1a2）")
    P210_E13A2 = "P210_E13A2", T("p210 (e13a2 / b2a2)", "p210（e13a2/b2a2）")
    P210_E14A2 = "P210_E14A2", T("p210 (e14a2 / b3a2)", "p210（e14a2/b3a2）")
    P210_NOS = "P210_NOS", T("p210, breakpoint not specified", "p210（断点未区分）")
    P230 = "P230", T("p230 (e19a2)", "p230（e19a2）")
    P190_P210 = "P190_P210", T("p190 and p210 together", "p190与p210共表达")
    ATYPICAL = "ATYPICAL", T("Other atypical transcript", "其他非典型转录本")
    UNKNOWN = "UNK", T("Unknown", "未知")


class NotDoneReason(Codelist):
    """Why something planned was not done."""

    PATIENT = "PATIENT", T("Patient refused", "受试者拒绝")
    CLINICAL = "CLINICAL", T("Clinical condition did not allow", "病情不允许")
    TECHNICAL = "TECHNICAL", T("Technical problem", "技术原因")
    OVERSIGHT = "OVERSIGHT", T("Oversight", "遗漏")
    NOT_REQUIRED = "NOTREQ", T("Not required by protocol", "方案未要求")
    DEATH = "DEATH", T("Died before", "此前已死亡")
    LOST = "LOST", T("Could not be contacted", "无法取得联系")
    OTHER = "OTHER", T("Other", "其他")


class ContactMode(Codelist):
    """How the subject was seen or heard of."""

    IN_PERSON = "INPERSON", "IN PERSON", T("In person", "现场访视")
    PHONE = "PHONE", "TELEPHONE CALL", T("Telephone", "电话")
    VIDEO = "VIDEO", "AUDIO-VIDEO CONFERENCE", T("Video", "视频")
    MESSAGE = "MESSAGE", T("Message (text, app)", "短信/微信等消息")
    RECORDS = "RECORDS", T("Medical record or registry search", "病历/登记系统查询")
    FAMILY = "FAMILY", T("Family member or caregiver", "家属或照护者")


class Criterion(Codelist):
    """Criteria of inclusion and exclusion."""

    INC01 = "INC01", T("Age within the limits of the trial (18 to 65 years)", "年龄18~65岁")
    INC02 = (
        "INC02",
        T(
            "Ph+ B-cell ALL: t(9;22) by karyotype or FISH and/or BCR-ABL1 fusion transcript by PCR",
            "Ph阳性（Ph+）急性B淋巴细胞白血病：染色体核型或FISH检出t(9;22)，和/或PCR检出BCR-ABL1"
            "融合基因",
        ),
    )
    INC03 = (
        "INC03",
        T(
            "Morphological CR or CRi: marrow blasts below 5 %, no circulating blasts, no "
            "extramedullary disease",
            "形态学CR或CRi：骨髓原始细胞<5%，外周血无原始细胞，无髓外病变",
        ),
    )
    INC04 = (
        "INC04",
        T(
            "Persistent MRD: BCR-ABL1 at or above 0.01 % and/or flow MRD at or above 0.01 %, on "
            "two marrow tests at least 14 days apart, the last within 28 days before the first "
            "dose",
            "可测量残留病（MRD）持续阳性：间隔≥14天的两次骨髓检测均为BCR-ABL1≥0.01%"
            "和/或流式MRD≥0.01%，且末次检测在首次给药前28天内",
        ),
    )
    INC05 = (
        "INC05",
        T(
            "At least one earlier treatment course containing a TKI",
            "既往至少接受过1个疗程含TKI的治疗",
        ),
    )
    INC06 = (
        "INC06",
        T(
            "CD22 expressed on at least 20 % of leukaemic cells (diagnosis or latest sample)",
            "白血病细胞CD22表达≥20%（初诊或最近一次标本）",
        ),
    )
    INC07 = (
        "INC07",
        T(
            "Fit and willing for allogeneic HSCT, with a donor identified or likely",
            "适合并愿意接受异基因造血干细胞移植，且已有或可能找到供者",
        ),
    )
    INC08 = "INC08", T("ECOG performance status 0 to 2", "ECOG评分0~2分")
    INC09 = (
        "INC09",
        T(
            "Total bilirubin at most 1.5 x ULN (unless Gilbert syndrome) and ALT and AST at most "
            "2.5 x ULN",
            "总胆红素≤1.5×ULN（Gilbert综合征除外），ALT及AST≤2.5×ULN",
        ),
    )
    INC10 = (
        "INC10",
        T(
            "Creatinine clearance at least 50 mL/min (Cockcroft-Gault)",
            "肌酐清除率≥50 mL/min（Cockcroft-Gault公式）",
        ),
    )
    INC11 = "INC11", T("Lipase and amylase at most 1.5 x ULN", "脂肪酶及淀粉酶≤1.5×ULN")
    INC12 = "INC12", T("LVEF at least 50 % and QTcF at most 480 ms", "LVEF≥50%且QTcF≤480 ms")
    INC13 = (
        "INC13",
        T(
            "Women of childbearing potential: negative pregnancy test within 7 days before the "
            "first dose; women and men accept effective contraception",
            "有生育能力女性首次给药前7天内妊娠试验阴性；男女均同意采取有效避孕措施",
        ),
    )
    INC14 = (
        "INC14",
        T(
            "Written informed consent given before any study procedure",
            "在任何研究程序前签署书面知情同意书",
        ),
    )
    EXC01 = (
        "EXC01",
        T(
            "Marrow blasts at or above 5 %, circulating blasts, or extramedullary leukaemia",
            "骨髓原始细胞≥5%、外周血可见原始细胞或存在髓外白血病",
        ),
    )
    EXC02 = "EXC02", T("Active CNS leukaemia", "活动性中枢神经系统白血病")
    EXC03 = (
        "EXC03",
        T("Chronic myeloid leukaemia in lymphoid blast phase", "慢性髓性白血病淋系急变期"),
    )
    EXC04 = (
        "EXC04",
        T(
            "Earlier inotuzumab ozogamicin or other anti-CD22 treatment",
            "既往接受过奥加伊妥珠单抗或其他抗CD22治疗",
        ),
    )
    EXC05 = (
        "EXC05",
        T(
            "Earlier olverembatinib with resistance or intolerance",
            "既往使用奥雷巴替尼且耐药或不耐受",
        ),
    )
    EXC06 = (
        "EXC06",
        T(
            "Confirmed severe or ongoing VOD/SOS, now or earlier",
            "既往确诊重度肝静脉闭塞病/肝窦阻塞综合征（VOD/SOS），或目前存在VOD/SOS",
        ),
    )
    EXC07 = (
        "EXC07",
        T(
            "Serious ongoing liver disease (cirrhosis, nodular regenerative hyperplasia, active "
            "hepatitis)",
            "现有严重肝病（如肝硬化、结节性再生性增生、活动性肝炎）",
        ),
    )
    EXC08 = (
        "EXC08",
        T(
            "Active hepatitis B (HBsAg positive with HBV DNA above the laboratory limit), "
            "hepatitis C RNA positive, or HIV infection",
            "活动性乙型肝炎（HBsAg阳性且HBV DNA高于检测下限）、HCV RNA阳性或HIV感染",
        ),
    )
    EXC09 = (
        "EXC09",
        T(
            "Earlier allogeneic HSCT within 4 months, or active GVHD",
            "4个月内接受过异基因造血干细胞移植，或存在活动性移植物抗宿主病（GVHD）",
        ),
    )
    EXC10 = (
        "EXC10",
        T(
            "Arterial or venous thrombosis, myocardial infarction, unstable angina or stroke "
            "within 6 months; heart failure NYHA III-IV",
            "6个月内动/静脉血栓、心肌梗死、不稳定型心绞痛或卒中；NYHA III~IV级心力衰竭",
        ),
    )
    EXC11 = (
        "EXC11",
        T(
            "Uncontrolled hypertension (at or above 160/100 mmHg on treatment)",
            "未控制的高血压（治疗后仍≥160/100 mmHg）",
        ),
    )
    EXC12 = (
        "EXC12",
        T(
            "QTcF above 480 ms, long QT syndrome, or history of torsades de pointes",
            "QTcF>480 ms、长QT综合征或尖端扭转型室速病史",
        ),
    )
    EXC13 = "EXC13", T("Acute or chronic pancreatitis within 12 months", "12个月内急性或慢性胰腺炎")
    EXC14 = "EXC14", T("Uncontrolled active infection", "未控制的活动性感染")
    EXC15 = (
        "EXC15",
        T(
            "Strong CYP3A4 inhibitor or inducer that cannot be stopped",
            "正在使用且无法停用强效CYP3A4抑制剂或诱导剂",
        ),
    )
    EXC16 = (
        "EXC16",
        T(
            "Another active malignancy within 3 years (except cured local tumours)",
            "3年内其他活动性恶性肿瘤（已治愈的局部肿瘤除外）",
        ),
    )
    EXC17 = "EXC17", T("Pregnant or breast-feeding", "妊娠或哺乳期")
    EXC18 = (
        "EXC18",
        T("Known allergy to either study drug or excipient", "已知对任一研究药物或辅料过敏"),
    )
    EXC19 = (
        "EXC19",
        T(
            "Other investigational treatment within 4 weeks or 5 half-lives, whichever is longer",
            "4周或5个半衰期内（以较长者为准）使用其他试验药物",
        ),
    )
    EXC20 = (
        "EXC20",
        T(
            "Any other condition that, in the investigator’s judgement, makes participation unsafe",
            "研究者认为会使参加研究不安全的其他任何情况",
        ),
    )


class EcogStatus(Codelist):
    """Performance status of ECOG (Oken 1982)."""

    FULLY_ACTIVE = "0", T("0 - fully active", "0分-活动完全正常")
    RESTRICTED = (
        "1",
        T("1 - restricted in strenuous activity", "1分-剧烈活动受限，可从事轻体力活动"),
    )
    SELF_CARING = (
        "2",
        T(
            "2 - ambulatory, self-caring, unable to work, up > 50 % of the day",
            "2分-能自理但不能工作，卧床时间<50%",
        ),
    )
    LIMITED_SELF_CARE = (
        "3",
        T(
            "3 - limited self-care, in bed or chair > 50 % of the day",
            "3分-仅部分自理，卧床时间>50%",
        ),
    )
    DISABLED = "4", T("4 - completely disabled", "4分-完全卧床，生活不能自理")
    DEAD = "5", T("5 - dead", "5分-死亡")


class CnsStatus(Codelist):
    """Leukaemia in the cerebrospinal fluid, as COG and NCCN class it."""

    CNS1 = "CNS1", T("CNS1 - no blasts in CSF", "CNS1-脑脊液未见原始细胞")
    CNS2 = "CNS2", T("CNS2 - WBC < 5/uL with blasts", "CNS2-脑脊液白细胞<5/μL且可见原始细胞")
    CNS3 = (
        "CNS3",
        T(
            "CNS3 - WBC >= 5/uL with blasts, or clinical CNS signs",
            "CNS3-脑脊液白细胞≥5/μL且可见原始细胞，或有中枢神经系统受累的临床表现",
        ),
    )
    NOT_ASSESSED = "ND", T("Not assessed", "未评估")
    UNKNOWN = "UNK", T("Unknown", "未知")


class Tki(Codelist):
    """WHO INN"""

    IMATINIB = "IMATINIB", T("Imatinib", "伊马替尼")
    DASATINIB = "DASATINIB", T("Dasatinib", "达沙替尼")
    NILOTINIB = "NILOTINIB", T("Nilotinib", "尼洛替尼")
    FLUMATINIB = "FLUMATINIB", T("Flumatinib", "氟马替尼")
    BOSUTINIB = "BOSUTINIB", T("Bosutinib", "博舒替尼")
    PONATINIB = "PONATINIB", T("Ponatinib", "普纳替尼（泊那替尼）")
    OLVEREMBATINIB = "OLVEREMBATINIB", T("Olverembatinib", "奥雷巴替尼")
    ASCIMINIB = "ASCIMINIB", T("Asciminib", "阿思尼布")
    OTHER = "OTHER", T("Other", "其他")


class Response(Codelist):
    """Gokbuget 2024 (ELN) / NCCN ALL"""

    CR = "CR", "CR", T("Complete remission (CR)", "完全缓解（CR）")
    CRH = (
        "CRH",
        T("CR with partial haematological recovery (CRh)", "完全缓解伴血液学部分恢复（CRh）"),
    )
    CRI = (
        "CRI",
        "CRi",
        T("CR with incomplete haematological recovery (CRi)", "完全缓解伴血液学不完全恢复（CRi）"),
    )
    MLFS = "MLFS", T("Morphological leukaemia-free state (MLFS)", "形态学无白血病状态（MLFS）")
    PR = "PR", "PR", T("Partial remission (PR)", "部分缓解（PR）")
    NR = "NR", T("No response / refractory", "未缓解/难治")
    PD = "PD", "PD", T("Progressive disease", "疾病进展")
    RELAPSE = "RELAPSE", T("Morphological relapse from CR/CRi", "形态学复发（CR/CRi后）")
    NE = "NE", "NE", T("Not evaluable", "不可评价")


class BestResponse(Codelist):
    """as RESPONSE, past therapy"""

    CR_MRDNEG = "CR_MRDNEG", T("CR/CRi, MRD negative", "CR/CRi，MRD阴性")
    CR_MRDPOS = "CR_MRDPOS", T("CR/CRi, MRD positive", "CR/CRi，MRD阳性")
    CR_MRDUNK = "CR_MRDUNK", T("CR/CRi, MRD unknown", "CR/CRi，MRD未知")
    PR = "PR", T("Partial remission", "部分缓解")
    NR = "NR", T("No response", "未缓解")
    RELAPSE = "RELAPSE", T("Relapsed on this line", "本线治疗中复发")
    UNK = "UNK", T("Unknown", "未知")


class UrineProtein(Codelist):
    """Reading of the test strip."""

    NEGATIVE = "NEG", T("Negative", "阴性")
    TRACE = "TRACE", T("Trace", "微量（±）")
    ONE_PLUS = "1", T("1+", "1+")
    TWO_PLUS = "2", T("2+", "2+")
    THREE_PLUS = "3", T("3+", "3+")
    FOUR_PLUS = "4", T("4+", "4+")
