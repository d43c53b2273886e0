"""How it went on: contacts, relapse, death, the end of the study."""

from datetime import date

from tests.paths.paper import Paper

AFTER_HSCT = {"on_immunosuppression": "Y", "gvhd_now": "NONE"}


def contact(on: date, *, status="REMISSION_MRDNEG", **instead):
    """Alive and spoken to in person."""
    in_remission = {"disease_assessment_date": on} if status.startswith("REMISSION") else {}
    return Paper(
        "survival_followup",
        {
            "contact_date": on,
            "contact_mode": "INPERSON",
            "information_source": "PATIENT",
            "survival_status": "ALIVE",
            "last_known_alive_date": on,
            "disease_status": status,
            **in_remission,
            "new_therapy": "N",
            **instead,
        },
    )


def not_reached(on: date, last_alive: date):
    return Paper(
        "survival_followup",
        {
            "contact_date": on,
            "contact_mode": "PHONE",
            "information_source": "FAMILY",
            "survival_status": "UNKNOWN",
            "last_known_alive_date": last_alive,
            "attempts": "3",
            "attempt_detail": "Three calls on different days, a letter 三次电话、一封信",
        },
    )


def relapse(on: date, percent="42.0"):
    """Of the marrow."""
    return Paper(
        "relapse",
        {
            "relapse_date": on,
            "relapse_type": ["MORPHOLOGICAL"],
            "methods": ["MORPHOLOGY", "FLOW", "PCR"],
            "bm_blasts_percent": percent,
            "bcr_abl_percent": "31.0",
            "donor_chimerism": "61.00",
            "cd22_at_relapse": "POS",
            "mutation_tested": "Y",
            "treatment_started": ["TKI", "CHEMO"],
        },
    )


def death(on: date, cause: str, text: str, **instead):
    return Paper(
        "death",
        {
            "death_date": on,
            "date_certain": "Y",
            "primary_cause": cause,
            "cause_text": text,
            "related_to_study_drug": "NO",
            "autopsy": "N",
            "source": "HOSPITAL",
            **instead,
        },
    )


def end_of_study(on: date, outcome: str, *, last_contact: date, **instead):
    alive = {} if outcome == "DEATH" else {"last_alive_confirmed": last_contact}
    return Paper(
        "end_of_study",
        {
            "eos_date": on,
            "outcome": outcome,
            "last_contact_date": last_contact,
            **alive,
            "pi_sign_off": "Y",
            "pi_sign_date": on,
            **instead,
        },
        "EOS",
    )
