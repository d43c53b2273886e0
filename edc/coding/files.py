"""The files of a dictionary: found, decoded, and refused with the line where they break."""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from edc.models.coding import Language

ENCODINGS = {Language.ENGLISH: ("utf-8-sig",), Language.CHINESE: ("utf-8-sig", "gb18030")}
NAMED = {"utf-8-sig": "UTF-8", "gb18030": "GB18030"}


class BrokenFile(Exception):
    """A file is not as its publisher writes it; the message says which, in which line, and why."""


class Term(NamedTuple):
    """A term as a dictionary has it. ``path``: code and name by Level."""

    code: str
    name: str
    is_current: bool
    path: dict[str, list[str]]


class Line(NamedTuple):
    """One line of a file, and where it stands."""

    file: Path
    number: int
    text: str

    def broken(self, why: str) -> BrokenFile:
        """The refusal of this line."""
        return BrokenFile(f"{self.file.name}, line {self.number}: {why}")


def find(folder: Path, name: str) -> Path | None:
    """The file of this name, however it is capitalised."""
    if not folder.is_dir():
        raise BrokenFile(f"{folder} is not a folder.")
    return next((file for file in sorted(folder.iterdir()) if file.name.lower() == name), None)


def require(folder: Path, name: str) -> Path:
    """The file of this name. Raises BrokenFile."""
    if (file := find(folder, name)) is None:
        raise BrokenFile(f"{name} is missing from {folder}.")
    return file


def lines(file: Path, language: Language) -> Iterator[Line]:
    """The lines of a file that are not blank."""
    with file.open(encoding=_encoding_of(file, language), newline="") as text:
        for number, line in enumerate(text, start=1):
            if line.strip():
                yield Line(file, number, line.rstrip("\r\n"))


def cells(line: Line) -> list[str]:
    """The cells of a line of CSV."""
    return next(csv.reader([line.text]))


def _encoding_of(file, language) -> str:
    """The first of the language's encodings in which the whole file can be read."""
    for encoding in ENCODINGS[language]:
        try:
            with file.open(encoding=encoding) as text:
                if any("\0" in line for line in text):
                    break
        except UnicodeDecodeError:
            continue
        return encoding
    possible = " or ".join(NAMED[encoding] for encoding in ENCODINGS[language])
    raise BrokenFile(f"{file.name} is not written in {possible}.")


def fingerprint(files: Iterable[Path]) -> str:
    """A hash that tells whether it is the same distribution."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.lower().encode())
        with file.open("rb") as content:
            digest.update(hashlib.file_digest(content, "sha256").digest())
    return digest.hexdigest()
