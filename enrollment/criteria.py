"""Eligibility: what the data say about each criterion, and the records that say it.

The checks of eligibility and the page of evidence ask the same functions, so each rule stands here
once. Where the data can refute a criterion but not prove it, its verdict is not ``MET`` however
good they look: what no form records is left to the investigator.
"""

from edc.logic import (
    Unknown,
    all_of,
    any_of,
    coalesce,
    days,
    exists,
    negation,
    number,
    one_of,
)
from enrollment.evidence import Finding, found, latest, latest_times_uln, read, read_all

# Days in the half year and the year that exclusion criteria 10 and 13 look back.
HALF_A_YEAR, A_YEAR = 183, 365


def only_refuted_by(holds):
    """False when the data speak against a criterion; Unknown when all they say is in favour."""
    return all_of(holds, Unknown)


def only_proven_by(holds):
    """True when the data prove a criterion; Unknown when they do not."""
    return any_of(holds, Unknown)


def told(answer, *, yes, no):
    """Whether the answer is of the one kind or the other; Unknown when it is of neither."""
    return answer in yes if one_of(answer, *yes, *no) else Unknown


def age_is_within_limits(age, limits):
    return all_of(age >= limits.age_min_years, age <= limits.age_max_years)


def age(demographics, limits):
    """Inclusion 1."""
    years = read(demographics, "age_at_consent")
    return found("inc01", age_is_within_limits(years.value, limits), years)


def philadelphia_chromosome(disease_history):
    """Inclusion 2: one method shows the fusion."""
    karyotype = read(disease_history, "ph_by_karyotype")
    fish = read(disease_history, "ph_by_fish")
    transcript = read(disease_history, "transcript_type")
    is_shown = any_of(karyotype.value == "Y", fish.value == "Y", transcript.value != "UNK")
    return found("inc02", is_shown, karyotype, fish, transcript)


def blasts_are_few(blasts_percent, limits):
    return blasts_percent < limits.blasts_max_percent


def marrow_blasts(day, bm_morphologies):
    return latest(bm_morphologies, "bm_blasts_percent", day)


def remission(day, bm_morphologies, limits):
    """Inclusion 3: few blasts in the marrow, none in blood, no disease elsewhere."""
    blasts = marrow_blasts(day, bm_morphologies)
    in_blood = latest(bm_morphologies, "pb_blasts", day)
    elsewhere = latest(bm_morphologies, "extramedullary", day)
    holds = all_of(
        blasts_are_few(blasts.value, limits),
        told(in_blood.value, yes=("N",), no=("Y",)),
        told(elsewhere.value, yes=("NONE",), no=("CNS", "OTHER")),
    )
    return found("inc03", holds, blasts, in_blood, elsewhere)


def no_visible_disease(day, bm_morphologies, limits):
    """Exclusion 1 is inclusion 3 said the other way round."""
    return remission(day, bm_morphologies, limits)._replace(criterion="exc01")


def residual_disease_is_confirmed(disease_history):
    return coalesce(disease_history.persistent_mrd_met == "Y", False)


def residual_disease(day, disease_history, c1d1_date, param):
    """Inclusion 4: two positive marrows, the last of them recent at the first dose."""
    last_marrow = read(disease_history, "mrd2_date")
    results = [
        read(disease_history, f"mrd{marrow}_{method}_percent")
        for marrow in (1, 2)
        for method in ("pcr", "flow")
    ]
    age = days(last_marrow.value, coalesce(c1d1_date, day))
    persists = read(disease_history, "persistent_mrd_met")
    holds = all_of(persists.value == "Y", age <= param.mrd.screening_mrd_max_age_days)
    first_marrow = read(disease_history, "mrd1_date")
    return found("inc04", holds, first_marrow, last_marrow, *results, persists)


def earlier_tki(prior_therapies):
    """Inclusion 5: a therapy that is not listed may still have been given."""
    therapies = read_all([t for t in prior_therapies if t.therapy_class == "TKI"], "tki_name")
    return found("inc05", only_proven_by(bool(therapies.value)), therapies)


def cd22(day, cd22_expressions, limits):
    """Inclusion 6."""
    expressed = latest(cd22_expressions, "cd22_percent", day)
    return found("inc06", expressed.value >= limits.cd22_min_percent, expressed)


def performance(day, vital_signs_records, limits):
    """Inclusion 8."""
    ecog = latest(vital_signs_records, "ecog", day)
    return found("inc08", number(ecog.value) <= limits.ecog_max, ecog)


def liver(day, lab_chemistries, disease_history, reference_ranges, limits):
    """Inclusion 9: Gilbert syndrome excuses bilirubin only."""
    bilirubin, alt, ast = (
        latest_times_uln(lab_chemistries, analyte, day, reference_ranges)
        for analyte in ("bilirubin_total", "alt", "ast")
    )
    gilbert = read(disease_history, "gilbert")
    holds = all_of(
        any_of(bilirubin.value <= limits.bilirubin_max_xuln, coalesce(gilbert.value, "N") == "Y"),
        alt.value <= limits.transaminase_max_xuln,
        ast.value <= limits.transaminase_max_xuln,
    )
    return found("inc09", holds, bilirubin, alt, ast, gilbert)


def kidneys(day, lab_chemistries, limits):
    """Inclusion 10."""
    clearance = latest(lab_chemistries, "creatinine_clearance", day)
    return found("inc10", clearance.value >= limits.crcl_min_ml_min, clearance)


def pancreas(day, lab_chemistries, reference_ranges, limits):
    """Inclusion 11."""
    lipase, amylase = (
        latest_times_uln(lab_chemistries, analyte, day, reference_ranges)
        for analyte in ("lipase", "amylase")
    )
    holds = all_of(
        lipase.value <= limits.pancreatic_enzyme_max_xuln,
        amylase.value <= limits.pancreatic_enzyme_max_xuln,
    )
    return found("inc11", holds, lipase, amylase)


def qtcf_is_short_enough(qtcf_ms, limits):
    return qtcf_ms <= limits.qtcf_max_ms


def heart(day, echocardiographies, ecgs, limits):
    """Inclusion 12."""
    lvef = latest(echocardiographies, "lvef_percent", day)
    qtcf = latest(ecgs, "qtcf_ms", day)
    holds = all_of(lvef.value >= limits.lvef_min_percent, qtcf_is_short_enough(qtcf.value, limits))
    return found("inc12", holds, lvef, qtcf)


def qt_interval(day, ecgs, limits):
    """Exclusion 12: the interval; syndromes and earlier arrhythmias are told by no form."""
    qtcf = latest(ecgs, "qtcf_ms", day)
    holds = only_refuted_by(qtcf_is_short_enough(qtcf.value, limits))
    return found("exc12", holds, qtcf)


def pregnancy_test(day, lab_pregnancies):
    return latest(lab_pregnancies, "result", day)


def is_certainly_negative(result):
    """Whether a test is recorded and negative; never Unknown."""
    return coalesce(result == "NEG", False)


def needs_no_pregnancy_test(demographics):
    """Unknown for men, who are not asked."""
    return demographics.childbearing_potential != "Y"


def contraception(day, demographics, lab_pregnancies):
    """Inclusion 13: a test that is not negative refutes; consent to contraception is not told."""
    potential = read(demographics, "childbearing_potential")
    test = pregnancy_test(day, lab_pregnancies)
    is_negative = told(test.value, yes=("NEG",), no=("POS", "IND"))
    holds = only_refuted_by(any_of(needs_no_pregnancy_test(demographics), is_negative))
    return found("inc13", holds, potential, test)


def pregnancy(day, demographics, lab_pregnancies):
    """Exclusion 17: a man is not pregnant; of breast-feeding no form tells."""
    sex = read(demographics, "sex")
    test = pregnancy_test(day, lab_pregnancies)
    holds = any_of(sex.value == "M", only_refuted_by(test.value != "POS"))
    return found("exc17", holds, sex, test)


def consent_precedes(day, consent_date):
    return consent_date <= day


def consent(day, informed_consents, consent_date):
    """Inclusion 14: whether any procedure came earlier, the dates of all forms tell."""
    signed = read_all([c for c in informed_consents if c.consent_type == "MAIN"], "consent_date")
    return found("inc14", only_refuted_by(consent_precedes(day, consent_date)), signed)


def central_nervous_system(day, bm_morphologies):
    """Exclusion 2."""
    elsewhere = latest(bm_morphologies, "extramedullary", day)
    cns = latest(bm_morphologies, "cns_status", day)
    return found("exc02", only_refuted_by(elsewhere.value != "CNS"), elsewhere, cns)


def was_against_cd22(therapy):
    return therapy.therapy_class == "ANTI_CD22"


def anti_cd22(prior_therapies):
    """Exclusion 4."""
    therapies = read_all(prior_therapies, "therapy_class")
    return found("exc04", none_listed(prior_therapies, was_against_cd22), therapies)


def olverembatinib_failed(therapy):
    """Whether it was stopped for resistance or intolerance; other reasons leave it open."""
    return all_of(
        therapy.therapy_class == "TKI",
        therapy.tki_name == "OLVEREMBATINIB",
        told(therapy.stop_reason, yes=("RESISTANCE", "INTOLERANCE"), no=("COMPLETED",)),
    )


def olverembatinib(prior_therapies):
    """Exclusion 5."""
    taken = [t for t in prior_therapies if t.tki_name == "OLVEREMBATINIB"]
    names, reasons = read_all(prior_therapies, "tki_name"), read_all(taken, "stop_reason")
    return found("exc05", none_listed(prior_therapies, olverembatinib_failed), names, reasons)


def none_listed(therapies, holds):
    """Whether no therapy is of the kind; Unknown while none at all is listed."""
    return negation(exists(therapies, holds)) if therapies else Unknown


def liver_veins(disease_history):
    """Exclusion 6: how severe an earlier VOD/SOS was, no form tells."""
    earlier = read(disease_history, "prior_vod")
    return found("exc06", only_proven_by(earlier.value == "N"), earlier)


def viruses(day, lab_infections):
    """Exclusion 8."""
    hbsag, hbv_dna, anti_hcv, hcv_rna, hiv = (
        latest(lab_infections, question, day)
        for question in ("hbsag", "hbv_dna_result", "anti_hcv", "hcv_rna_result", "hiv")
    )
    has_hepatitis_b = all_of(is_positive(hbsag.value), is_quantified(hbv_dna.value))
    has_hepatitis_c = coalesce(
        is_quantified(hcv_rna.value), only_refuted_by(is_positive(anti_hcv.value))
    )
    holds = negation(any_of(has_hepatitis_b, has_hepatitis_c, is_positive(hiv.value)))
    return found("exc08", holds, hbsag, hbv_dna, anti_hcv, hcv_rna, hiv)


def is_positive(result):
    return told(result, yes=("POS",), no=("NEG",))


def is_quantified(result):
    return told(result, yes=("QUANT",), no=("NOT", "BLQ"))


def earlier_transplant(disease_history):
    """Exclusion 9: without an allogeneic transplant there is no GVHD either."""
    transplant = read(disease_history, "prior_hsct")
    when = read(disease_history, "prior_hsct_date")
    is_no_allograft = one_of(transplant.value, "NONE", "AUTO")
    return found("exc09", only_proven_by(is_no_allograft), transplant, when)


def vessels_are_stable(condition, consent_date):
    """No arterial or venous disease began within half a year before consent."""
    return any_of(
        negation(one_of(condition.category, "ARTERIAL", "VENOUS")),
        days(condition.start_date, consent_date) >= HALF_A_YEAR,
    )


def vessels(medical_histories, consent_date):
    """Exclusion 10: venous thrombosis refutes; which arterial disease it was, is judged."""
    conditions = of_category(medical_histories, "VENOUS", "ARTERIAL", "CARDIAC")
    thromboses = of_category(medical_histories, "VENOUS")
    holds = all_of(*(vessels_are_stable(condition, consent_date) for condition in thromboses))
    return found("exc10", only_refuted_by(holds), read_all(conditions, "term"))


def pancreatitis_is_past(condition, consent_date):
    """No pancreatitis lasted into the year before consent."""
    lasts = condition.ongoing == "Y"
    last_day = coalesce(condition.end_date, condition.start_date)
    return any_of(
        condition.category != "PANCREAS",
        all_of(negation(lasts), days(last_day, consent_date) >= A_YEAR),
    )


def pancreatitis(medical_histories, consent_date):
    """Exclusion 13."""
    conditions = of_category(medical_histories, "PANCREAS")
    holds = all_of(*(pancreatitis_is_past(condition, consent_date) for condition in conditions))
    return found("exc13", only_refuted_by(holds), read_all(conditions, "term"))


def of_category(medical_histories, *categories):
    return [c for c in medical_histories if one_of(c.category, *categories)]


# Criteria on which the medical history bears, though how much is the investigator's judgement.
JUDGED_BY_HISTORY = {
    "exc07": "LIVER",
    "exc11": "HYPERTENSION",
    "exc14": "INFECTION",
    "exc16": "MALIGNANCY",
    "exc18": "ALLERGY",
}


def judged_by_history(medical_histories):
    """The conditions to consider for criteria that the data do not decide."""
    return [
        found(criterion, Unknown, read_all(of_category(medical_histories, category), "term"))
        for criterion, category in JUDGED_BY_HISTORY.items()
    ]


def in_order(findings) -> tuple[Finding, ...]:
    """Inclusion before exclusion, as the form asks them."""
    return tuple(sorted(findings, key=lambda f: (f.criterion.startswith("exc"), f.criterion)))
