"""The papers of whole visits, as the schedule asks for them."""

from collections.abc import Iterable
from datetime import date

from tests.paths import aftermath, bedside, marrow, screening, transplant, treatment
from tests.paths.paper import Calendar, Paper

BEFORE, WEEK_2 = -10, 14
# From the first dose to day 0 of the transplant; last tablet, last visit and conditioning before.
HSCT_DAY, PRE_HSCT_DAY, LAST_TABLET, EOT_DAY = 63, 47, 53, 54


def hung(papers: Iterable[Paper], visit: str, sequence: int = 1) -> list[Paper]:
    return [paper.at(visit, sequence) for paper in papers]


def bed(on: date, **counts) -> list[Paper]:
    """What is recorded at nearly every visit."""
    return [
        bedside.visited(on),
        bedside.vital_signs(on),
        bedside.haematology(on, **counts),
        bedside.chemistry(on),
    ]


def at_screening(calendar: Calendar, *, sex="M", percent="92.0") -> list[Paper]:
    """Everything before the decision."""
    on = calendar.day(BEFORE)
    pregnancy = [bedside.pregnancy_test(on)] if sex == "F" else []
    examined = [
        *bed(on),
        bedside.coagulation(on),
        bedside.virology(on),
        *pregnancy,
        bedside.ecg(on),
        bedside.echocardiogram(on),
        *marrow.positive(on, "BM-SCR"),
        marrow.morphology(on),
        marrow.cd22(on, percent=percent),
    ]
    return [
        screening.demographics(calendar.day(-12), sex=sex),
        screening.disease_history(on),
        screening.prior_therapy(on),
        screening.medical_history(on),
        screening.kd_mutation(on),
        *hung(examined, "SCR"),
    ]


def decided(on: date, *, regimen="LABEL_INDUCTION") -> list[Paper]:
    return [screening.eligibility(on), screening.enrolment(on, regimen=regimen)]


def first_day(on: date, *, regimen="LABEL_INDUCTION", dose="0.8", sex="M") -> list[Paper]:
    """Cycle 1, day 1: both drugs are begun."""
    pregnancy = [bedside.pregnancy_test(on)] if sex == "F" else []
    papers = [
        *bed(on),
        *pregnancy,
        bedside.ecg(on),
        treatment.cycle(1, on, regimen),
        treatment.olverembatinib(on),
        treatment.infusion(1, "D1", on, dose),
    ]
    return hung(papers, "C1D1")


def day_8(on: date, *, dose="0.5") -> list[Paper]:
    return hung([*bed(on), treatment.infusion(1, "D8", on, dose)], "C1D8")


def week_2(on: date, marrows: list[Paper]) -> list[Paper]:
    """Cycle 1, day 15, without the infusion and before the reports are back."""
    papers = [
        *bed(on),
        bedside.coagulation(on),
        bedside.ecg(on),
        marrow.morphology(on),
        *marrows,
    ]
    return hung(papers, "C1D15")


def day_15_infusion(on: date) -> Paper:
    return treatment.infusion(1, "D15", on, "0.5").at("C1D15")


def end_of_cycle(on: date) -> list[Paper]:
    return hung(bed(on), "C1D22")


def second_cycle_day_1(on: date) -> list[Paper]:
    papers = [
        *bed(on),
        bedside.ecg(on),
        treatment.cycle(2, on, "LABEL_CR"),
        treatment.infusion(2, "D1", on, "0.5"),
    ]
    return hung(papers, "CXD1", 2)


def second_cycle_day_8(on: date) -> list[Paper]:
    return hung([*bed(on), treatment.infusion(2, "D8", on, "0.5")], "CXD8", 2)


def second_cycle_day_15(on: date, marrows: list[Paper]) -> list[Paper]:
    papers = [*bed(on), marrow.morphology(on), *marrows, treatment.infusion(2, "D15", on, "0.5")]
    return hung(papers, "CXD15", 2)


def last_of_treatment(on: date, form: Paper) -> list[Paper]:
    return [form, *hung([*bed(on), bedside.ecg(on)], "EOT")]


def before_hsct(on: date, decision: Paper, marrows: list[Paper], sequence=1) -> list[Paper]:
    papers = [
        *bed(on),
        bedside.coagulation(on),
        bedside.virology(on),
        bedside.ecg(on),
        bedside.echocardiogram(on),
        marrow.morphology(on),
        *marrows,
        decision,
    ]
    return hung(papers, "PRE_HSCT", sequence)


def hsct(on: date) -> list[Paper]:
    papers = [*bed(on, **bedside.APLASIA), transplant.graft(on), *transplant.conditioning(on)]
    return hung(papers, "HSCT")


def day_14_after(on: date) -> list[Paper]:
    counts = bedside.APLASIA | {"wbc": "0.90", "anc": "0.60", "gcsf_7d": "Y"}
    papers = [*bed(on, **counts), bedside.coagulation(on), transplant.no_acute_gvhd(on)]
    return hung(papers, "HD14")


def after_hsct(visit: str, on: date, *more: Paper, number: str, **told) -> list[Paper]:
    """A visit with marrow: in remission, all donor."""
    papers = [
        *bed(on),
        *marrow.negative(on, number),
        marrow.morphology(on),
        transplant.chimerism(on),
        aftermath.contact(on, **aftermath.AFTER_HSCT | told),
        *more,
    ]
    return hung(papers, visit)
