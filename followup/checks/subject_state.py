"""Checks of where a subject is in the trial."""

from edc.checks import SubjectCheck, register_subject_check
from edc.text import T
from followup.states import STATES


def named(codes: dict[str, str]) -> dict[str, str]:
    """States by their names in place of their codes."""
    names = {code: state.name for code, state in STATES.items()}
    return {name: names.get(code, code) for name, code in codes.items()}


STATE_MOVE = register_subject_check(
    SubjectCheck(
        "STATE-MOVE",
        T(
            "The state moved from “{before}” to “{after}”, which is not expected. Check what was "
            "entered or corrected.",
            "状态由“{before}”变为“{after}”，不在预期之内。请核实所录入或更正的内容。",
        ),
        shown=named,
    )
)
