"""From conditioning to a donor's blood: medicines, engraftment, chimerism, what came with it."""

from collections.abc import Iterator
from datetime import date

from trial.demonstration.course import after
from trial.demonstration.events import events
from trial.demonstration.paper import Occasion, Paper, at
from trial.demonstration.patients import Patient
from trial.demonstration.traits import cmv
from trial.protocol import HD28, HD60, HD100, HM6, HM12, HSCT

CHIMERISM = {planned.code for planned in (HD28, HD60, HD100, HM6, HM12)}
# Medicine, total dose, its unit, first and last day counted from the start of conditioning.
CONDITIONING = (
    ("ARAC", "4", "GM2", 0, 1),
    ("BU", "9.6", "MGKG", 2, 4),
    ("FLU", "150", "MGM2", 1, 5),
)


def conditioning(patient: Patient) -> Iterator[Paper]:
    for line, (drug, dose, unit, first, last) in enumerate(CONDITIONING, start=1):
        answers = {
            "drug": drug,
            "total_dose": dose,
            "dose_unit": unit,
            "start_date": after(patient.conditioning, first),
            "end_date": after(patient.conditioning, last),
        }
        yield Paper(patient.transplanted, "conditioning_drug", answers, at(HSCT), line)


def papers(patient: Patient, visit: Occasion) -> Iterator[Paper]:
    """Engraftment on day 28, and from then on whose cells they are, until a relapse."""
    if visit.code == HD28.code:
        yield Paper(visit.on, "engraftment", engraftment(patient), visit.place)
    is_over = patient.relapsed and patient.relapsed <= visit.on
    if visit.code in CHIMERISM and not is_over:
        yield Paper(visit.on, "chimerism", chimerism(patient, visit.on), visit.place)


def engraftment(patient: Patient) -> dict:
    chance = patient.chance("engraftment")
    return {
        "anc_status": "ENGRAFTED",
        "anc_date": after(patient.transplanted, chance.randint(11, 16)),
        "plt_status": "ENGRAFTED",
        "plt_date": after(patient.transplanted, chance.randint(12, 21)),
        "graft_failure": "NONE",
    }


def chimerism(patient: Patient, on: date) -> dict:
    chance = patient.chance(f"chimerism on {on}")
    return {
        "sample_date": on,
        "specimen": "BM",
        "cell_fraction": "WHOLE",
        "method": "STR",
        "donor_percent": f"{chance.randint(9700, 10000) / 100:.2f}",
    }


def complications(patient: Patient) -> Iterator[Paper]:
    """Infections and therapy after transplantation."""
    for line, answers in enumerate(infections(patient), start=1):
        yield Paper(answers["onset_date"], "infection", answers, None, line)
    for line, answers in enumerate(therapies(patient), start=1):
        yield Paper(answers["start_date"], "post_hsct_therapy", answers, None, line)


def infections(patient: Patient) -> Iterator[dict]:
    chance = patient.chance("infections")
    onset = after(patient.transplanted, chance.randint(28, 55))
    if cmv(patient) == "POS" and chance.random() < 0.5 and after(onset, 25) <= patient.last_seen:
        yield {
            "infection_type": "CMV",
            "organism": "Cytomegalovirus 巨细胞病毒",
            "onset_date": onset,
            "site_of_infection": "BLOOD",
            "viral_load_max": chance.randint(8, 220) * 100,
            "disease_not_reactivation": "N",
            "grade": "2",
            "treatment": "GANCICLOVIR",
            "outcome": "RECOVERED",
            "end_date": after(onset, chance.randint(14, 24)),
        }
    yield from severe(patient)


def severe(patient: Patient) -> Iterator[dict]:
    """Those that are adverse events as well, on the same days."""
    for event in events(patient):
        if event.kind.aesi == "INFECTION" and event.start >= patient.transplanted:
            yield {
                "infection_type": "BACTERIAL",
                "organism": "Klebsiella pneumoniae 肺炎克雷伯菌",
                "onset_date": event.start,
                "site_of_infection": "BLOOD,LUNG",
                "grade": event.grade,
                "treatment": "ANTIBIOTIC",
                "outcome": "FATAL" if event.is_fatal else "RECOVERED",
                **({} if event.is_fatal else {"end_date": event.end}),
            }


def therapies(patient: Patient) -> Iterator[dict]:
    """Maintenance for some; when the disease came back, what the relapse form says."""
    chance = patient.chance("maintenance")
    start = after(patient.transplanted, chance.randint(45, 80))
    returned = patient.relapsed and patient.relapsed >= patient.transplanted
    until = min(patient.last_seen, patient.relapsed) if returned else patient.last_seen
    if chance.random() < 0.45 and after(start, 30) < until:
        yield {**kinase_inhibitor(chance), "intent": "PROPHYLACTIC", "start_date": start,
               **stopped(patient, start, until, returned)}  # fmt: skip
    if returned and patient.relapse_type == "MOLECULAR":
        yield {
            "therapy": "DLI",
            "intent": "PREEMPTIVE",
            "dli_cd3_dose": "1.000",
            "start_date": patient.relapsed,
            "ongoing": "N",
            "stop_date": patient.relapsed,
            "stop_reason": "PLANNED",
        }
    elif returned and patient.relapsed < patient.last_seen:
        tki = kinase_inhibitor(chance) | {"ongoing": "Y"}
        yield {**tki, "intent": "RELAPSE", "start_date": after(patient.relapsed, 1)}


def kinase_inhibitor(chance) -> dict:
    name, dose, frequency = chance.choice(
        [("OLVEREMBATINIB", "40", "QOD"), ("DASATINIB", "50", "QD"), ("IMATINIB", "400", "QD")]
    )
    return {"therapy": "TKI", "tki_name": name, "dose": dose, "frequency": frequency}


def stopped(patient: Patient, start: date, until: date, returned) -> dict:
    """Until the relapse; as planned after some months; or still taken."""
    if returned:
        return {"ongoing": "N", "stop_date": until, "stop_reason": "RELAPSE"}
    planned = after(start, 240)
    if planned > patient.last_seen:
        return {"ongoing": "Y"}
    return {"ongoing": "N", "stop_date": planned, "stop_reason": "PLANNED"}
