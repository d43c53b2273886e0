"""What came before the trial: the patient, the leukaemia and its treatment, other illness."""

from collections.abc import Iterator
from datetime import date

from trial.demonstration.course import after, consented_on, screened_on
from trial.demonstration.paper import Paper, at
from trial.demonstration.patients import Patient
from trial.demonstration.traits import (
    born,
    carries_hepatitis_b,
    childbearing,
    diagnosed_on,
    remission,
    sex,
    transcript,
)
from trial.protocol import SCR

MONTH = 30
MUTATIONS = ("T315I", "Y253H", "E255K", "F317L", "E279K")
ILLNESSES = (
    ("Hypertension 高血压", "HYPERTENSION", "2"),
    ("Type 2 diabetes 2型糖尿病", "DIABETES", "2"),
    ("Hyperlipidaemia 高脂血症", "LIPID", "1"),
    ("Gallstones without symptoms 无症状胆囊结石", "LIVER", "1"),
    ("Allergy to penicillin 青霉素过敏", "ALLERGY", "1"),
    ("Chronic gastritis 慢性胃炎", "OTHER", "1"),
)
CARRIER = ("Hepatitis B carrier, on prophylaxis 乙型肝炎病毒携带，预防治疗中", "INFECTION", "1")


def papers(patient: Patient) -> Iterator[Paper]:
    """Demographics of everybody; the rest of who was not turned away."""
    yield Paper(consented_on(patient), "demographics", demographics(patient), at(SCR))
    if not patient.enrolled:
        return
    on = screened_on(patient)
    yield Paper(on, "disease_history", leukaemia(patient), at(SCR))
    yield Paper(on, "kd_mutation", mutation(patient, on, "BASELINE"), at(SCR))
    for line, therapy in enumerate(therapies(patient), start=1):
        yield Paper(on, "prior_therapy", therapy, None, line)
    for line, illness in enumerate(illnesses(patient), start=1):
        yield Paper(on, "medical_history", illness, None, line)


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def demographics(patient: Patient) -> dict:
    chance = patient.chance("demographics")
    of_a_woman = {"childbearing_potential": childbearing(patient)}
    return {
        "collection_date": consented_on(patient),
        "birth_date": born(patient),
        "sex": sex(patient),
        "race": "ASIAN",
        "ethnic_group": chance.choices(["HAN", "HUI", "ZHUANG", "MANCHU"], [20, 1, 1, 1])[0],
        "country": "CHN",
        **(of_a_woman if sex(patient) == "F" else {}),
        "abo_rh": chance.choice(["A_POS", "B_POS", "O_POS", "O_POS", "AB_POS"]),
    }


def first_remission(patient: Patient) -> date:
    return after(diagnosed_on(patient), 45)


def relapsed_before(patient: Patient) -> date:
    """When a patient in second remission had relapsed."""
    return after(consented_on(patient), -7 * MONTH)


def current_remission(patient: Patient) -> date:
    if remission(patient) == "CR1":
        return first_remission(patient)
    return after(relapsed_before(patient), 50)


def leukaemia(patient: Patient) -> dict:
    chance = patient.chance("leukaemia")
    deletion = chance.choice(["Y", "N", "N"])
    return {
        "collection_date": screened_on(patient),
        "diagnosis_date": month_of(diagnosed_on(patient)),
        "wbc_at_diagnosis": f"{chance.randint(300, 18000) / 100:.2f}",
        "bm_blasts_at_diagnosis": f"{chance.randint(550, 960) / 10:.1f}",
        "ph_by_karyotype": chance.choice(["Y", "Y", "Y", "U"]),
        "ph_by_fish": "Y",
        "transcript_type": transcript(patient),
        "additional_abnormalities": chance.choice(["NONE", "NONE", "MINUS7", "DER22", "ABN9P"]),
        "ikzf1_deletion": deletion,
        **({"ikzf1_plus": chance.choice("YN")} if deletion == "Y" else {}),
        "cns_at_diagnosis": "CNS1",
        "intrathecal_doses": chance.randint(2, 10),
        "extramedullary_at_diagnosis": "N",
        **remissions(patient),
        **residual_disease(patient),
        "prior_hsct": "NONE",
        "prior_vod": "N",
        "gilbert": "N",
    }


def remissions(patient: Patient) -> dict:
    chance, is_second = patient.chance("courses"), remission(patient) == "CR2"
    return {
        "first_cr_date": month_of(first_remission(patient)),
        "remission_number": remission(patient),
        "number_of_relapses": 1 if is_second else 0,
        **({"last_relapse_date": month_of(relapsed_before(patient))} if is_second else {}),
        "current_cr_date": month_of(current_remission(patient)),
        "remission_type": chance.choice(["CR", "CR", "CRH"]),
        "prior_courses": chance.randint(2, 4) + 3 * is_second,
    }


def residual_at_screening(patient: Patient) -> tuple[str, str]:
    """BCR-ABL1 ratio and share of abnormal cells in percent, in the marrow of screening."""
    chance = patient.chance("residual disease")
    return f"{chance.randint(3, 95) / 100:.2f}", f"{chance.randint(12, 90) / 1000:.3f}"


def residual_disease(patient: Patient) -> dict:
    """Two positive marrows, weeks apart; the second is that of screening."""
    chance, second = patient.chance("earlier marrow"), screened_on(patient)
    ratio, cells = residual_at_screening(patient)
    return {
        "mrd1_date": after(second, -chance.randint(21, 45)),
        "mrd1_pcr_percent": f"{chance.randint(3, 120) / 100:.2f}",
        "mrd1_flow_percent": f"{chance.randint(12, 110) / 1000:.3f}",
        "mrd2_date": second,
        "mrd2_pcr_percent": ratio,
        "mrd2_flow_percent": cells,
    }


def mutation(patient: Patient, on: date, timepoint: str) -> dict:
    chance = patient.chance(f"mutation {timepoint}")
    is_found = chance.random() < (0.2 if timepoint == "BASELINE" else 0.4)
    found = {"mutation": chance.choice(MUTATIONS), "vaf_percent": f"{chance.randint(12, 80)}"}
    return {
        "sample_date": on,
        "timepoint": timepoint,
        "specimen": "BM",
        "method": "NGS",
        "result": "MUT" if is_found else "NONE",
        **(found | {"compound_mutation": "N"} if is_found else {}),
    }


def therapies(patient: Patient) -> Iterator[dict]:
    """Chemotherapy with a kinase inhibitor, and blinatumomab for who relapsed; all stopped."""
    chance, began = patient.chance("therapies"), after(diagnosed_on(patient), 5)
    is_second, stopped = remission(patient) == "CR2", after(screened_on(patient), -3)
    until = after(relapsed_before(patient), -MONTH) if is_second else stopped
    tki = chance.choice(["IMATINIB", "DASATINIB", "FLUMATINIB"])
    ended = {"ongoing": "N", "best_response": "CR_MRDPOS"}
    yield {
        "line_number": 1,
        "phase": "INDUCTION",
        "therapy_class": "TKI",
        "tki_name": tki,
        "daily_dose_mg": {"IMATINIB": "600", "DASATINIB": "100", "FLUMATINIB": "600"}[tki],
        "start_date": began,
        "stop_date": until,
        "stop_reason": "RELAPSE" if is_second else "RESISTANCE",
        **ended,
    }
    yield {
        "line_number": 1,
        "phase": "INDUCTION",
        "therapy_class": "CHEMO",
        "regimen_name": "VP 长春新碱+泼尼松",
        "courses": 1,
        "start_date": began,
        "stop_date": after(began, 28),
        "stop_reason": "COMPLETED",
        **ended,
    }
    if is_second:
        yield {
            "line_number": 2,
            "phase": "SALVAGE",
            "therapy_class": "BLINA",
            "regimen_name": "Blinatumomab 贝林妥欧单抗",
            "courses": 2,
            "start_date": month_of(after(relapsed_before(patient), 8)),
            "stop_date": month_of(after(relapsed_before(patient), 75)),
            "stop_reason": "COMPLETED",
            **ended,
        }


def illnesses(patient: Patient) -> Iterator[dict]:
    chance = patient.chance("illnesses")
    known = chance.sample(ILLNESSES, chance.choice([0, 0, 1, 1, 2]))
    for term, category, grade in [*known, *([CARRIER] * carries_hepatitis_b(patient))]:
        yield {
            "term": term,
            "category": category,
            "start_date": f"{consented_on(patient).year - chance.randint(2, 12)}",
            "ongoing": "Y",
            "grade": grade,
            "on_treatment": "Y" if category in {"HYPERTENSION", "DIABETES", "INFECTION"} else "N",
        }
