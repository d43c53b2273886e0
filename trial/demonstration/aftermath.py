"""Follow-up contacts, relapse and death."""

from collections.abc import Iterator
from datetime import date

from trial.demonstration import gvhd
from trial.demonstration.course import after, contacts_without_transplant, last_intake
from trial.demonstration.grafting import chimerism
from trial.demonstration.history import mutation
from trial.demonstration.morphology import MOLECULAR, blasts_at_relapse
from trial.demonstration.paper import Paper, at, visited
from trial.demonstration.patients import Patient
from trial.protocol import FU, HD14, HD28, HD60, HD100, HM6, HM9, HM12, REL

AFTER_TRANSPLANT = (HD14, HD28, HD60, HD100, HM6, HM9, HM12)
DAYS_LATE = {HD14: 2, HD28: 3, HD60: 5, HD100: 7, HM6: 10, HM9: 10, HM12: 12}

CAUSES = {
    "CARDIAC": "Acute heart failure 急性心力衰竭",
    "GVHD": "Severe graft-versus-host disease of the gut 重度肠道移植物抗宿主病",
    "INFECTION": "Septic shock 感染性休克",
    "RELAPSE": "Leukaemia 白血病",
    "UNKNOWN": "Died at home, cause not found out 在家中死亡，死因不明",
    "VOD": "Liver failure with veno-occlusive disease 肝静脉闭塞病伴肝功能衰竭",
}
HOW_FOUND = {
    "MORPHOLOGICAL": {"methods": "MORPHOLOGY,FLOW", "treatment_started": "TKI,CHEMO"},
    "EXTRAMEDULLARY": {
        "methods": "BIOPSY,IMAGING",
        "extramedullary_site": "Testis or soft tissue 睾丸或软组织",
        "treatment_started": "TKI,RT",
    },
    "CNS": {"methods": "CSF", "treatment_started": "TKI,IT"},
    "MOLECULAR": {"methods": "PCR", "confirmed_mrd": "Y", "treatment_started": "TKI,DLI"},
}
DIED_MEANWHILE = {
    "contact_mode": "FAMILY",
    "information_source": "FAMILY",
    "survival_status": "DEAD",
}

TREATED_ANEW = {"new_therapy": "Y", "new_therapy_detail": "As on the relapse form 见复发表"}


def papers(patient: Patient) -> Iterator[Paper]:
    if patient.relapsed:
        yield from relapse(patient)
    if patient.transplanted:
        yield from after_transplant(patient)
    elif patient.first_dose and not patient.died:
        yield from without_transplant(patient)
    if patient.died:
        yield death(patient)


def after_transplant(patient: Patient) -> Iterator[Paper]:
    """The visits of the schedule; the last contact at its own visit, or beside the last one."""
    met: dict = {}
    for planned in AFTER_TRANSPLANT:
        day = visit_day(patient, planned)
        if day is not None:
            met[planned] = day
            yield visited(planned, day)
    contacts = {planned: day for planned, day in met.items() if planned is not HD14}
    for planned, day in contacts.items():
        yield contact(patient, day, at(planned))
    if contacts and is_one_more_contact(patient, max(contacts.values())):
        yield contact(patient, patient.last_contact, at(list(contacts)[-1]), line=2)


def visit_day(patient: Patient, planned) -> date | None:
    """A few days late, as people come; on the last contact where that lies in the window."""
    first, last = planned.window(patient.transplanted)
    if patient.died is None and first <= patient.last_contact <= last:
        return patient.last_contact
    chance = patient.chance(f"visit {planned.code}")
    day = after(patient.transplanted, planned.target + chance.randint(0, DAYS_LATE[planned]))
    return day if day <= patient.last_seen else None


def is_one_more_contact(patient: Patient, latest: date) -> bool:
    """Whether the last contact is another one than the latest visit and not simply the death."""
    return patient.last_contact > latest and patient.last_contact != patient.died


def without_transplant(patient: Patient) -> Iterator[Paper]:
    """At every interval of follow-up after the last dose, the last one on the last contact."""
    for number in range(1, contacts_without_transplant(patient) + 1):
        on = after(last_intake(patient), FU.every_days * number)
        yield visited(FU, on, sequence=number, mode="PHONE")
        yield contact(patient, on, at(FU, number))


def contact(patient: Patient, on: date, visit, line: int = 1) -> Paper:
    if patient.died and on > patient.died:
        answers = {"contact_date": on, **DIED_MEANWHILE}
        return Paper(on, "survival_followup", answers, visit, line)
    is_phone = line > 1 or visit[0] == FU.code
    answers = {
        "contact_date": on,
        "contact_mode": "PHONE" if is_phone else "INPERSON",
        "information_source": "PATIENT",
        "survival_status": "ALIVE",
        "last_known_alive_date": on,
        **disease(patient, on),
        **(grafted(patient, on) if patient.transplanted else {}),
    }
    return Paper(on, "survival_followup", answers, visit, line)


def disease(patient: Patient, on: date) -> dict:
    """In remission until a relapse after transplantation that is more than residual disease."""
    origin = patient.transplanted or patient.first_dose
    if not patient.relapsed or not origin <= patient.relapsed <= on:
        return in_remission(on, "REMISSION_MRDNEG" if patient.transplanted else "REMISSION_MRDUNK")
    if patient.relapse_type == MOLECULAR:
        return in_remission(on, "REMISSION_MRDPOS") | TREATED_ANEW
    return {"disease_status": "RELAPSED", **TREATED_ANEW}


def in_remission(on: date, status: str) -> dict:
    return {"disease_status": status, "disease_assessment_date": on, "new_therapy": "N"}


def grafted(patient: Patient, on: date) -> dict:
    months = (on - patient.transplanted).days // 30
    return {
        "on_immunosuppression": "Y" if months < 9 else "N",
        "gvhd_now": gvhd.is_active(patient, on),
    }


def relapse(patient: Patient) -> Iterator[Paper]:
    chance = patient.chance("relapse")
    blasts = {"bm_blasts_percent": blasts_at_relapse(patient)}
    answers = {
        "relapse_date": patient.relapsed,
        "relapse_type": patient.relapse_type,
        **HOW_FOUND[patient.relapse_type],
        **(blasts if patient.relapse_type == "MORPHOLOGICAL" else {}),
        "cd22_at_relapse": chance.choice(["POS", "NEG", "ND"]),
        "mutation_tested": "Y",
    }
    yield visited(REL, patient.relapsed)
    yield Paper(patient.relapsed, "relapse", answers, at(REL))
    yield Paper(
        patient.relapsed, "kd_mutation", mutation(patient, patient.relapsed, "RELAPSE"), at(REL)
    )
    if patient.transplanted and patient.relapsed >= patient.transplanted:
        yield Paper(patient.relapsed, "chimerism", chimerism(patient, patient.relapsed), at(REL))


def death(patient: Patient) -> Paper:
    answers = {
        "death_date": patient.died,
        "date_certain": "Y",
        "primary_cause": patient.cause_of_death,
        "cause_text": CAUSES[patient.cause_of_death],
        "related_to_study_drug": {"VOD": "INO", "UNKNOWN": "UNK"}.get(patient.cause_of_death, "NO"),
        "autopsy": "N",
        "source": "FAMILY" if patient.cause_of_death == "UNKNOWN" else "HOSPITAL",
    }
    return Paper(patient.died, "death", answers)
