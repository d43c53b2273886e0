"""What two spellings of one term have in common."""

import re
import unicodedata

INVISIBLE = "[\u200b-\u200d\u2060\ufeff]"
CHINESE = "\u3400-\u4dbf\u4e00-\u9fff"


def fold(text: str) -> str:
    """Text without case, width and needless spaces: equal spellings of a term fold to the same."""
    narrow = unicodedata.normalize("NFKC", re.sub(INVISIBLE, "", text)).casefold()
    spaced = " ".join(narrow.split())
    return re.sub(f"(?<=[{CHINESE}]) | (?=[{CHINESE}])", "", spaced)


def is_chinese(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return re.search(f"[{CHINESE}]", text) is not None
