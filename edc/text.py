"""Wording that exists in both trial languages, written side by side."""

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language, override


def _in_active_language(english: str, chinese: str) -> str:
    return chinese if (get_language() or "").startswith("zh") else english


T = lazy(_in_active_language, str)


def in_every_language(text) -> dict[str, str]:
    """The wordings of a text, by language code."""
    wordings = {}
    for code, _ in settings.LANGUAGES:
        with override(code):
            wordings[code] = str(text)
    return wordings


def both(text) -> tuple[str, str]:
    """English and Chinese wording of a text."""
    english, chinese = in_every_language(text).values()
    return english, chinese
