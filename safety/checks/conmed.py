"""Checks of concomitant medication: its dates, and what it does to the study treatment."""

from edc.checks import Severity, check
from edc.logic import all_of, any_of, blank, coalesce, exists, negation, one_of
from edc.text import T
from safety.models import Conmed

HARD, SOFT = Severity.HARD, Severity.SOFT


@check("CM-001", Conmed, HARD, T("Stop date before start date.", "结束日期早于开始日期。"))
def medicine_stops_after_it_starts(start_date, end_date):
    return end_date >= start_date


@check(
    "CM-002",
    Conmed,
    SOFT,
    T(
        "Strong CYP3A4 inhibitor or inducer together with olverembatinib.",
        "强效CYP3A4抑制剂/诱导剂与奥雷巴替尼合用。",
    ),
    beside="cyp3a4_effect",
    origin="label: olverembatinib (China)",
)
def strong_cyp3a4_medicine_keeps_apart_from_olverembatinib(
    cyp3a4_effect, start_date, end_date, olverembatinib_periods, today
):
    def is_taken_meanwhile(period):
        return all_of(
            period.period_status == "TAKEN",
            period.start_date <= coalesce(end_date, today),
            coalesce(period.end_date, today) >= start_date,
        )

    is_strong = one_of(cyp3a4_effect, "STRONG_INHIBITOR", "STRONG_INDUCER")
    return negation(all_of(is_strong, exists(olverembatinib_periods, is_taken_meanwhile)))


@check(
    "CM-003",
    Conmed,
    SOFT,
    T(
        "Other anti-leukaemia therapy during study treatment: when given before the week-2 marrow, "
        "the patient counts as not in MRD remission.",
        "研究治疗期间使用其他抗白血病治疗：若早于第2周骨髓，主要终点按未获MRD缓解处理。",
    ),
    beside="category",
    origin="registry",
)
def leukaemia_is_treated_by_the_study_alone(
    category, start_date, route, c1d1_date, conditioning_start
):
    is_during_treatment = all_of(
        start_date >= c1d1_date,
        any_of(blank(conditioning_start), start_date < conditioning_start),
    )
    is_intrathecal = coalesce(route, "OTHER") == "IT"
    return any_of(category != "LEUKAEMIA", negation(is_during_treatment), is_intrathecal)


@check(
    "CM-004",
    Conmed,
    SOFT,
    T(
        "Azole antifungals inhibit CYP3A4 (echinocandins and amphotericin B do not). Please check.",
        "唑类抗真菌药可抑制CYP3A4（棘白菌素类和两性霉素B除外），请核实。",
    ),
)
def antifungal_has_its_cyp3a4_effect(category, cyp3a4_effect):
    return any_of(category != "ANTIFUNGAL", cyp3a4_effect != "NONE")


@check(
    "CM-005",
    Conmed,
    SOFT,
    T(
        "VOD prophylaxis usually starts before or with InO.",
        "VOD预防通常应早于InO或与InO同时开始。",
    ),
    origin="literature: Kebriaei 2018",
)
def vod_prophylaxis_starts_by_the_first_ino(category, start_date, first_ino_date):
    return any_of(category != "VOD_PROPHYLAXIS", start_date <= first_ino_date)


@check(
    "CM-006",
    Conmed,
    HARD,
    T("Start date after death.", "开始日期晚于死亡日期。"),
    instead_of="GEN-DEATH",
)
def medicine_starts_in_life(start_date, death_date):
    return start_date <= death_date
