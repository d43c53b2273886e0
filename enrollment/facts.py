"""What the path of every subject is counted from: consent, enrolment, visits, the baselines."""

from edc.facts import fact
from edc.logic import Unknown, coalesce, earliest
from edc.series import last, last_before
from enrollment import criteria
from enrollment.ranges import ReferenceRanges
from enrollment.results import baselines_until, results_of


@fact
def consent_date(informed_consents):
    """Date of the main consent."""
    return earliest(
        consent.consent_date for consent in informed_consents if consent.consent_type == "MAIN"
    )


@fact
def birth_date(demographics):
    """Month or year of birth: a full date is never collected."""
    return demographics.birth_date


@fact
def enrol_date(enrolment):
    """Date of enrolment, of a subject who was enrolled."""
    return enrolment.enrolment_date if enrolment.decision == "ENROLLED" else Unknown


@fact
def withdrawal_date(informed_consents):
    """Full withdrawal: the first of all further participation; later events do not count."""
    return earliest(
        consent.withdrawal_date
        for consent in informed_consents
        if consent.withdrawal_scope == "ALL"
    )


@fact
def anchor_dates(
    c1d1_date, week2_anchor_date, last_dose_date, conditioning_start, hsct_d0, first_relapse_date
):
    """Day 0 of planned visits, by the name of the fact that the schedule counts from."""
    return {
        "c1d1_date": c1d1_date,
        "week2_anchor_date": week2_anchor_date,
        "last_dose_date": last_dose_date,
        "conditioning_start": conditioning_start,
        "hsct_d0": hsct_d0,
        "first_relapse_date": first_relapse_date,
    }


@fact
def visit_dates(visit_records):
    """Days on which visits took place, by code and sequence."""
    return {
        (visit.visit_code, visit.visit_sequence): visit.visit_date
        for visit in visit_records
        if visit.visit_date is not Unknown
    }


@fact
def reference_ranges(lab_reference_ranges, demographics):
    """What the laboratories of the site call normal for the subject."""
    return ReferenceRanges(lab_reference_ranges, demographics)


@fact
def baseline_weight(vital_signs_records, c1d1_date):
    """Last weight before the first dose, in kilograms; the day itself is before it."""
    return last_before(vital_signs_records, "weight_kg", c1d1_date)


@fact
def hsct_baseline_weight(vital_signs_records, conditioning_start, hsct_d0):
    """Last weight before conditioning, in kilograms; before day 0 where none was given."""
    return last_before(vital_signs_records, "weight_kg", coalesce(conditioning_start, hsct_d0))


@fact
def laboratory_baselines(lab_hematologies, lab_chemistries, lab_coagulations, c1d1_date):
    """What laboratories measured last before the first dose; the day itself is before it."""
    return baselines_until(c1d1_date, lab_hematologies, lab_chemistries, lab_coagulations)


@fact
def laboratory_results(
    lab_hematologies, lab_chemistries, lab_coagulations, reference_ranges, laboratory_baselines
):
    """Every laboratory result, judged by its range and graded by CTCAE v5.0."""
    return [
        result
        for record in (*lab_hematologies, *lab_chemistries, *lab_coagulations)
        for result in results_of(record, reference_ranges, laboratory_baselines)
    ]


@fact
def hsct_baseline_creatinine(lab_chemistries, conditioning_start, hsct_d0):
    """Last creatinine before conditioning, in µmol/L; before day 0 where none was given."""
    return last_before(lab_chemistries, "creatinine", coalesce(conditioning_start, hsct_d0))


@fact
def qtcf_baseline(ecgs, c1d1_date):
    """Last QTcF before the first dose, in milliseconds."""
    return last_before(ecgs, "qtcf_ms", c1d1_date)


@fact
def baseline_lvef(echocardiographies, c1d1_date):
    """Last ejection fraction of the left ventricle before the first dose, in percent."""
    return last_before(echocardiographies, "lvef_percent", c1d1_date)


@fact
def eligibility_day(eligibilities, today):
    """The day of the latest assessment of the criteria; today while there is none."""
    return coalesce(last(eligibilities, "assessment_date"), today)


@fact
def eligibility_by_history(
    eligibility_day,
    c1d1_date,
    consent_date,
    informed_consents,
    demographics,
    disease_history,
    prior_therapies,
    medical_histories,
    param,
):
    """What consent and history say about the criteria of eligibility."""
    day = eligibility_day
    return [
        criteria.age(demographics, param.screening),
        criteria.philadelphia_chromosome(disease_history),
        criteria.residual_disease(day, disease_history, c1d1_date, param),
        criteria.earlier_tki(prior_therapies),
        criteria.consent(day, informed_consents, consent_date),
        criteria.anti_cd22(prior_therapies),
        criteria.olverembatinib(prior_therapies),
        criteria.liver_veins(disease_history),
        criteria.earlier_transplant(disease_history),
        criteria.vessels(medical_histories, consent_date),
        criteria.pancreatitis(medical_histories, consent_date),
        *criteria.judged_by_history(medical_histories),
    ]


@fact
def eligibility_by_laboratory(
    eligibility_day,
    demographics,
    disease_history,
    lab_chemistries,
    lab_infections,
    lab_pregnancies,
    reference_ranges,
    param,
):
    """What the laboratory says about the criteria of eligibility."""
    day, limits = eligibility_day, param.screening
    return [
        criteria.liver(day, lab_chemistries, disease_history, reference_ranges, limits),
        criteria.kidneys(day, lab_chemistries, limits),
        criteria.pancreas(day, lab_chemistries, reference_ranges, limits),
        criteria.contraception(day, demographics, lab_pregnancies),
        criteria.viruses(day, lab_infections),
        criteria.pregnancy(day, demographics, lab_pregnancies),
    ]


@fact
def eligibility_by_examination(
    eligibility_day,
    bm_morphologies,
    cd22_expressions,
    vital_signs_records,
    echocardiographies,
    ecgs,
    param,
):
    """What marrow, heart and performance say about the criteria of eligibility."""
    day, limits = eligibility_day, param.screening
    return [
        criteria.remission(day, bm_morphologies, limits),
        criteria.cd22(day, cd22_expressions, limits),
        criteria.performance(day, vital_signs_records, limits),
        criteria.heart(day, echocardiographies, ecgs, limits),
        criteria.no_visible_disease(day, bm_morphologies, limits),
        criteria.central_nervous_system(day, bm_morphologies),
        criteria.qt_interval(day, ecgs, limits),
    ]


@fact
def eligibility_evidence(
    eligibility_by_history, eligibility_by_laboratory, eligibility_by_examination
):
    """Each criterion that data bear on, with its verdict and the answers it rests on."""
    return criteria.in_order(
        [*eligibility_by_history, *eligibility_by_laboratory, *eligibility_by_examination]
    )
