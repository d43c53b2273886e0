"""The rules of the protocol that call for a change of dose, in both languages, with their numbers.

One entry for each row of the tables of changes for toxicity (schedule, sections 4 and 5) that the
records can decide.
"""

from django.utils.text import format_lazy

from edc.text import T
from trial.protocol import PARAMETERS

DOSING = vars(PARAMETERS.dosing) | {
    "ino_reduction_percent": f"{PARAMETERS.dosing.ino_reduction * 100:.0f}"
}

OLVEREMBATINIB = T(
    "Olverembatinib was taken although the protocol asks for a change. Rule: {rule} "
    "Record the interruption, reduction or stop, or explain.",
    "按方案应调整奥雷巴替尼，但仍有不符合规则的服药记录。规则：{rule}"
    "请补录暂停、减量或停药，或说明原因。",
)
INO = T(
    "InO was given although the protocol asks for a change. Rule: {rule} "
    "Record the change, or explain.",
    "按方案应调整InO，但仍有不符合规则的输注记录。规则：{rule}请补录相应调整，或说明原因。",
)

ROWS = {
    "DOSE-OLV-01": T(
        "neutrophils below {olv_hold_anc} or platelets below {olv_hold_plt} (10^9/L): interrupt "
        "until neutrophils are at least {olv_resume_anc} and platelets at least {olv_resume_plt}; "
        "resume the first time at the same dose, the second time one level lower, the third time "
        "at {olv_level_minus2_mg} mg.",
        "中性粒细胞<{olv_hold_anc}或血小板<{olv_hold_plt}（×10⁹/L）：暂停给药，直至中性粒细胞"
        "≥{olv_resume_anc}且血小板≥{olv_resume_plt}；第1次按原剂量恢复，第2次降低一个剂量水平，"
        "第3次以{olv_level_minus2_mg} mg恢复。",
    ),
    "DOSE-OLV-02": T(
        "related non-haematological event of grade {olv_hold_grade}: interrupt until grade 1 or "
        "less; resume one level lower.",
        "相关的{olv_hold_grade}级非血液学不良事件：暂停给药至≤1级；恢复时降低一个剂量水平。",
    ),
    "DOSE-OLV-03": T(
        "related non-haematological event of grade {olv_stop_grade}: stop.",
        "相关的{olv_stop_grade}级非血液学不良事件：停药。",
    ),
    "DOSE-OLV-04": T(
        "ALT or AST above {olv_hold_transaminase_xuln} x ULN with bilirubin below "
        "{olv_stop_bilirubin_xuln} x ULN: interrupt until both are at most "
        "{olv_resume_transaminase_xuln} x ULN; resume one level lower.",
        "ALT或AST>{olv_hold_transaminase_xuln}×ULN（胆红素<{olv_stop_bilirubin_xuln}×ULN）：暂停"
        "给药至二者均≤{olv_resume_transaminase_xuln}×ULN；恢复时降低一个剂量水平。",
    ),
    "DOSE-OLV-05": T(
        "ALT or AST at least {olv_hold_transaminase_xuln} x ULN with bilirubin at least "
        "{olv_stop_bilirubin_xuln} x ULN and no other cause: stop; report as serious.",
        "ALT或AST≥{olv_hold_transaminase_xuln}×ULN且胆红素≥{olv_stop_bilirubin_xuln}×ULN，无其他"
        "原因：停药，并按严重不良事件报告。",
    ),
    "DOSE-OLV-06": T(
        "symptomatic pancreatitis of grade {olv_pancreatitis_hold_grade} or 3: interrupt until "
        "resolved, resume one level lower; of grade {olv_pancreatitis_stop_grade}: stop.",
        "症状性胰腺炎{olv_pancreatitis_hold_grade}~3级：暂停给药至缓解，恢复时降低一个剂量水平；"
        "{olv_pancreatitis_stop_grade}级：停药。",
    ),
    "DOSE-OLV-07": T(
        "arterial occlusion (heart, brain, limb) of grade {olv_arterial_stop_grade} or more: stop.",
        "≥{olv_arterial_stop_grade}级动脉闭塞（心、脑、肢体）：停药。",
    ),
    "DOSE-OLV-08": T(
        "QTcF at least {olv_hold_qtcf_ms} ms: interrupt until below {olv_resume_qtcf_ms} ms, "
        "correct potassium and magnesium; resume one level lower.",
        "QTcF≥{olv_hold_qtcf_ms} ms：暂停给药至<{olv_resume_qtcf_ms} ms，纠正血钾、血镁；恢复时"
        "降低一个剂量水平。",
    ),
    "DOSE-OLV-09": T(
        "blood pressure at least {olv_hold_systolic_mmhg}/{olv_hold_diastolic_mmhg} mmHg on "
        "treatment: treat; interrupt when not controlled in {olv_pressure_control_days} days.",
        "治疗中血压≥{olv_hold_systolic_mmhg}/{olv_hold_diastolic_mmhg} mmHg：降压治疗；"
        "{olv_pressure_control_days}天内未控制则暂停给药。",
    ),
    "DOSE-OLV-10": T(
        "proteinuria of grade {olv_proteinuria_hold_grade}, or triglycerides above "
        "{olv_hold_triglycerides} mmol/L: interrupt, treat, resume one level lower.",
        "{olv_proteinuria_hold_grade}级蛋白尿，或甘油三酯>{olv_hold_triglycerides} mmol/L：暂停"
        "给药并治疗，恢复时降低一个剂量水平。",
    ),
    "DOSE-INO-01": T(
        "InO that was stopped for good is not given again.",
        "InO永久停用后不得再次给药。",
    ),
    "DOSE-INO-02": T(
        "severe liver toxicity (related, grade {ino_severe_liver_grade} or more): stop InO for "
        "good.",
        "严重肝毒性（相关，≥{ino_severe_liver_grade}级）：永久停用InO。",
    ),
    "DOSE-INO-03": T(
        "related non-haematological event of grade {ino_hold_grade} or more: hold until grade 1 "
        "or the level before treatment, before each dose.",
        "相关的≥{ino_hold_grade}级非血液学不良事件：每次给药前须暂缓，直至恢复至1级或治疗前水平。",
    ),
    "DOSE-INO-04": T(
        "a dose held for toxicity for {ino_leave_out_delay_days} days or more within a cycle is "
        "left out.",
        "周期内因毒性暂缓≥{ino_leave_out_delay_days}天：取消该次给药。",
    ),
    "DOSE-INO-05": T(
        "held for toxicity for {ino_reduce_delay_days} days or more: after recovery the dose of "
        "the next cycle is {ino_reduction_percent} % lower; if needed again, "
        "{ino_doses_when_reduced_again} doses per cycle; not tolerated: stop.",
        "因毒性暂缓≥{ino_reduce_delay_days}天：恢复后下一周期剂量降低{ino_reduction_percent}%；再次"
        "需要时每周期{ino_doses_when_reduced_again}次给药；仍不耐受则停用。",
    ),
    "DOSE-INO-06": T(
        "held for toxicity for more than {ino_withdraw_delay_days} days: consider stopping for "
        "good.",
        "因毒性暂缓超过{ino_withdraw_delay_days}天：考虑永久停用。",
    ),
    "DOSE-INO-07": T(
        "neutrophils below {ino_cycle_start_anc} or platelets below {ino_cycle_start_plt} "
        "(10^9/L) for more than {ino_low_counts_max_days} days, thought due to InO: stop.",
        "中性粒细胞<{ino_cycle_start_anc}或血小板<{ino_cycle_start_plt}（×10⁹/L）持续超过"
        "{ino_low_counts_max_days}天，考虑与InO有关：停用。",
    ),
    "DOSE-INO-08": T(
        "a dose reduced for toxicity is never raised again.",
        "因毒性减量后不得再增加剂量。",
    ),
    "DOSE-INO-09": T(
        "{ino_max_cycles_before_hsct} cycles before HSCT; a third only when CR/CRi with MRD "
        "negativity was not reached after two.",
        "移植前限{ino_max_cycles_before_hsct}个周期；仅在2个周期后未达MRD阴性的CR/CRi时方可给予"
        "第3周期。",
    ),
}


def rule_text(rule):
    """A rule in the words of the protocol."""
    return format_lazy(ROWS[rule], **DOSING)


def message_of(rule):
    """What a query about the rule says."""
    asked = OLVEREMBATINIB if rule.startswith("DOSE-OLV") else INO
    return format_lazy(asked, rule=rule_text(rule))
