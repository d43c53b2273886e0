"""The list that the CTCAE term of an adverse event is chosen from, and what is said beside it."""

from functools import cache

from edc.logic import Unknown
from edc.questions import Remark, Suggestion
from edc.text import T, both
from enrollment.ctcae_terms import term_meant, terms

NO_TERM = T(
    "Not a term of CTCAE v5.0: type a part of it, and choose from the list.",
    "不是CTCAE v5.0术语：请键入部分文字，再从列表中选择。",
)


def every_term():
    """The terms of CTCAE v5.0: stored in English, found in either language."""
    return _offered()


@cache
def _offered() -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(name, f"{both(term.wording)[1]} {name}") for name, term in terms().items()
    )


def beside_term(ctcae_term):
    """The system organ class of a term; of what is none, the term that was meant, if any."""
    if ctcae_term is Unknown:
        return Unknown
    term = term_meant(ctcae_term)
    if term is None:
        return Remark(NO_TERM, is_alert=True)
    if term.name != ctcae_term:
        meant = T(f"CTCAE v5.0 calls it: {term.name}", f"CTCAE v5.0术语：{term.name}")
        return Remark(meant, is_alert=True)
    english, chinese = both(term.organ_class)
    return Remark(T(english, f"{both(term.wording)[1]} · {chinese}"))
