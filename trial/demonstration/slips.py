"""What goes wrong in the demonstration, on purpose: what checks ask about and what is answered."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from edc.schedule import PlannedVisit
from trial.demonstration.course import after
from trial.demonstration.paper import Paper
from trial.demonstration.patients import Patient
from trial.protocol import C1D15, C1D22, HD60, HD100, HM6, REL

# Days by which a visit was put off, far enough to lie after its window.
LATE = {("01-008", HM6): 22, ("04-010", HD60): 9}
TOO_LATE = "The patient could not come earlier 受试者无法提前到院"
# Patient, form, visit if any, line: the answers that differ; None where nothing was written.
WRONG: dict[tuple[str, str, PlannedVisit | None, int], dict] = {
    ("02-005", "vital_signs", HD100, 1): {"temperature_c": "39.4"},
    ("03-005", "lab_chemistry", HM6, 1): {"ferritin": "6200.00"},
    ("05-004", "lab_hematology", C1D22, 1): {"platelets": 41},
    ("05-005", "mrd_specimen", HD100, 1): {"first_pull": "N"},
    ("02-002", "vital_signs", C1D15, 1): {"systolic_mmhg": 166, "diastolic_mmhg": 98},
    ("03-002", "chimerism", REL, 1): {"donor_percent": "88.40"},
    ("06-005", "lab_hematology", REL, 1): {"pb_blasts_percent": "12"},
    ("02-001", "death", None, 1): {"date_certain": "N"},
    ("06-004", "ecg", C1D15, 1): {"performed": "N", "not_done_reason": "TECHNICAL"},
}
ONLY_THESE = {("06-004", "ecg")}
VORICONAZOLE = {
    "medication": "Voriconazole 伏立康唑",
    "category": "ANTIFUNGAL",
    "indication": "Suspected mould 疑似曲霉感染",
    "cyp3a4_effect": "STRONG_INHIBITOR",
    "route": "PO",
}
MICAFUNGIN = {
    "medication": "Micafungin 米卡芬净",
    "category": "ANTIFUNGAL",
    "indication": "Prophylaxis 预防",
    "cyp3a4_effect": "NONE",
    "route": "IV",
}
# Medicines that were written down last: patient, medicine, first and last day on treatment.
MORE = {"04-006": (VORICONAZOLE, 18, 25), "03-006": (MICAFUNGIN, 20, 27)}
LAST_LINE = 9


class Reply(NamedTuple):
    """What the site answered to a check, and whether the monitor was content."""

    answer: str
    is_enough: bool = True


REPLIES = {
    "HSC-007": Reply("Decided by the transplant conference 经移植多学科讨论决定", is_enough=False),
    "PRE-001": Reply("Discussed with the principal investigator 已与主要研究者讨论"),
    "SV-001": Reply("The date is right 日期无误"),
    "SPC-006": Reply("The patient refused another puncture 受试者拒绝再次穿刺", is_enough=False),
    "C22-001": Reply("Right; a screen failure for that reason 结果无误，因此筛选失败"),
    "CM-004": Reply("Micafungin does not act on CYP3A4 米卡芬净不影响CYP3A4"),
    "GEN-RANGE-SOFT": Reply("As in the report 与原始报告一致"),
    "SAE-002": Reply("The ward told us late 病房通知较晚", is_enough=False),
    "HEM-003": Reply("Seen by two readers 两名检验者均确认"),
}


def with_slips(patient: Patient, papers: list[Paper]) -> Iterator[Paper]:
    """The papers as they were written, with what is wrong in them and what was forgotten."""
    wrong = {
        (form, (visit.code, 1) if visit else None, line): answers
        for (who, form, visit, line), answers in WRONG.items()
        if who == patient.id
    }
    late = {(visit.code, 1): days for (who, visit), days in LATE.items() if who == patient.id}
    for paper in papers:
        answers = wrong.get((paper.form, paper.visit, paper.line))
        if paper.visit in late:
            yield put_off(paper, late[paper.visit])
        elif answers is None:
            yield paper
        else:
            kept = {} if (patient.id, paper.form) in ONLY_THESE else paper.answers
            yield paper._replace(answers=kept | answers)
    yield from more(patient)


def put_off(paper: Paper, days: int) -> Paper:
    """The same so many days later; what lay before the visit stays where it was."""
    answers = {name: later(answer, paper.on, days) for name, answer in paper.answers.items()}
    if paper.form == "visit_record":
        answers["out_of_window_reason"] = TOO_LATE
    return paper._replace(on=after(paper.on, days), answers=answers)


def later(answer, since: date, days: int):
    if isinstance(answer, date):
        return after(answer, days) if answer >= since else answer
    if isinstance(answer, str):
        return answer.replace(f"{since}", f"{after(since, days)}")
    return answer


def more(patient: Patient) -> Iterator[Paper]:
    """Medicines that interact with olverembatinib, or seem to."""
    if patient.id in MORE:
        medicine, first, last = MORE[patient.id]
        start, end = after(patient.first_dose, first), after(patient.first_dose, last)
        answers = {**medicine, "start_date": start, "ongoing": "N", "end_date": end}
        yield Paper(start, "conmed", answers, None, LAST_LINE)
