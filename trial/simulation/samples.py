"""The marrow of week 2, with the results of both laboratories as far as there are any."""

from datetime import timedelta
from random import Random

from trial.demonstration.patients import Sample

POSITIVE = {"no_remission", "relapse_before"}
DAYS = [11, 12, *[13] * 2, *[14] * 8, *[15] * 5, *[16] * 2, 17, 19, 20]
NEGATIVE_PCR = [
    {"pcr_result": "NOT_DETECTED", "pcr_lod": "0.002", "pcr_loq": "0.003", "abl1_copies": "50000"},
    {"pcr_result": "NOT_DETECTED", "pcr_lod": "0.001", "pcr_loq": "0.003", "abl1_copies": "100000"},
    {"pcr_result": "NOT_DETECTED", "pcr_lod": "0.005", "pcr_loq": "0.005", "abl1_copies": "20000"},
]
QUANTIFIED_PCR = {
    "pcr_result": "QUANTIFIED",
    "pcr_lod": "0.002",
    "pcr_loq": "0.003",
    "abl1_copies": "50000",
}
FLOW = {"flow_result": "QUANTIFIED", "flow_lod": "0.002", "flow_events": "600000"}
NO_PCR = dict.fromkeys(("pcr_result", "pcr_ratio", "pcr_lod", "pcr_loq", "abl1_copies"), "")
NO_FLOW = dict.fromkeys(("flow_result", "flow_percent", "flow_lod", "flow_events"), "")


def samples_of(course: dict, chance: Random) -> tuple[Sample, ...]:
    """None, one, or two where the first could not be judged."""
    if course["first_dose"] is None or chance.random() < 0.03:
        return ()
    collected = course["first_dose"] + timedelta(days=chance.choice(DAYS))
    if course["died"] is not None and collected >= course["died"]:
        return ()
    is_positive = course["way"] in POSITIVE or chance.random() < 0.15
    number = course["id"].partition("-")[2]
    first = sample(f"{number}-1", collected, is_positive, chance)
    if first.pcr_result and first.flow_result:
        return (first,)
    again = collected + timedelta(days=chance.randint(2, 5))
    if chance.random() < 0.5 or (course["died"] is not None and again >= course["died"]):
        return (first,)
    return first, sample(f"{number}-2", again, is_positive, chance)


def sample(identity: str, collected, is_positive: bool, chance: Random) -> Sample:
    return Sample(
        id=identity,
        collected=collected,
        specimen_type="PB" if chance.random() < 0.02 else "BM",
        quality="INADEQUATE" if chance.random() < 0.03 else "ADEQUATE",
        **(NO_PCR | (pcr(is_positive, chance) if chance.random() > 0.04 else {})),
        **(NO_FLOW | (flow(is_positive, chance) if chance.random() > 0.04 else {})),
    )


def pcr(is_positive: bool, chance: Random) -> dict[str, str]:
    if is_positive:
        return QUANTIFIED_PCR | {"pcr_ratio": f"{chance.randint(11, 900) / 1000:.3f}"}
    if chance.random() < 0.2:
        return QUANTIFIED_PCR | {"pcr_ratio": f"{chance.randint(3, 9) / 1000:.3f}"}
    return chance.choice(NEGATIVE_PCR)


def flow(is_positive: bool, chance: Random) -> dict[str, str]:
    highest, lowest = (800, 20) if is_positive and chance.random() < 0.7 else (90, 3)
    return FLOW | {"flow_percent": f"{chance.randint(lowest, highest) / 1000:.3f}"}
