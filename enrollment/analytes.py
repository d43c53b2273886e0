"""What laboratories measure: the names that results and reference ranges share."""

from edc.codelists import Codelist
from edc.text import T


class Analyte(Codelist):
    """field names of the laboratory forms"""

    WBC = "wbc", T("White blood cells", "白细胞计数")
    ANC = "anc", T("Neutrophils, absolute", "中性粒细胞绝对值")
    LYMPHOCYTES = "lymphocytes", T("Lymphocytes, absolute", "淋巴细胞绝对值")
    HAEMOGLOBIN = "haemoglobin", T("Haemoglobin", "血红蛋白")
    PLATELETS = "platelets", T("Platelets", "血小板计数")
    ALT = "alt", T("ALT", "丙氨酸氨基转移酶")
    AST = "ast", T("AST", "天门冬氨酸氨基转移酶")
    ALP = "alp", T("ALP", "碱性磷酸酶")
    GGT = "ggt", T("GGT", "γ-谷氨酰转移酶")
    BILIRUBIN_TOTAL = "bilirubin_total", T("Total bilirubin", "总胆红素")
    BILIRUBIN_DIRECT = "bilirubin_direct", T("Direct bilirubin", "直接胆红素")
    ALBUMIN = "albumin", T("Albumin", "白蛋白")
    LDH = "ldh", T("LDH", "乳酸脱氢酶")
    CREATININE = "creatinine", T("Creatinine", "肌酐")
    UREA = "urea", T("Urea", "尿素")
    URATE = "urate", T("Urate", "尿酸")
    SODIUM = "sodium", T("Sodium", "血钠")
    POTASSIUM = "potassium", T("Potassium", "血钾")
    CALCIUM = "calcium", T("Calcium", "血钙")
    MAGNESIUM = "magnesium", T("Magnesium", "血镁")
    PHOSPHATE = "phosphate", T("Phosphate", "血磷")
    GLUCOSE = "glucose", T("Glucose", "葡萄糖")
    LIPASE = "lipase", T("Lipase", "脂肪酶")
    AMYLASE = "amylase", T("Amylase", "淀粉酶")
    CHOLESTEROL = "cholesterol", T("Total cholesterol", "总胆固醇")
    TRIGLYCERIDES = "triglycerides", T("Triglycerides", "甘油三酯")
    HDL = "hdl", T("HDL cholesterol", "高密度脂蛋白胆固醇")
    LDL = "ldl", T("LDL cholesterol", "低密度脂蛋白胆固醇")
    CREATINE_KINASE = "creatine_kinase", T("Creatine kinase", "肌酸激酶")
    FERRITIN = "ferritin", T("Ferritin", "铁蛋白")
    PT = "pt", T("Prothrombin time", "凝血酶原时间")
    INR = "inr", T("INR", "国际标准化比值")
    APTT = "aptt", T("APTT", "活化部分凝血活酶时间")
    FIBRINOGEN = "fibrinogen", T("Fibrinogen", "纤维蛋白原")
    D_DIMER = "d_dimer", T("D-dimer", "D-二聚体")
    ANTITHROMBIN = "antithrombin", T("Antithrombin", "抗凝血酶")
