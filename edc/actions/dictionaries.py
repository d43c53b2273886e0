"""Dictionaries: loaded from licensed files, put in use from a day on, widened by synonyms."""

import re
from datetime import date
from pathlib import Path

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from edc import audit
from edc.access import Permission, role_for
from edc.coding import files, meddra, whodrug
from edc.coding.files import BrokenFile, Term
from edc.coding.folding import fold, is_chinese
from edc.coding.meanings import meanings
from edc.datasets.copying import TAKE_LONG
from edc.models import DictionaryChoice, DictionaryRelease, Synonym
from edc.models.coding import Dictionary, Language
from edc.questions import says_something

READERS = {Dictionary.MEDDRA: meddra, Dictionary.WHODRUG: whodrug}

VERSION = r"[0-9A-Za-z]([0-9A-Za-z. -]{0,28}[0-9A-Za-z])?"
COPY = (
    "COPY edc_dictionaryterm (release_id, code, name, folded, is_current, path)"
    " FROM STDIN WITH (FORMAT text)"
)


class AlreadyLoaded(Exception):
    """This version is there in this language; what is loaded stays as it is."""


class OddVersion(Exception):
    """A version is a short name of letters and digits, with points, hyphens or spaces inside."""


class NotLoaded(Exception):
    """No such version of the dictionary was loaded."""


class NotInDictionary(Exception):
    """The version in use has no such term, or it is no longer current."""


class AlreadyASynonym(Exception):
    """The wording stands for a term already."""


class NothingSaid(Exception):
    """A synonym needs a wording."""


def load(
    *, dictionary: Dictionary, version: str, language: Language, folder: Path, by
) -> DictionaryRelease:
    """Load one version in one language, whole or not at all.

    Raises BrokenFile, AlreadyLoaded, OddVersion.
    """
    role = role_for(by, Permission.CODE, None)
    if not re.fullmatch(VERSION, version):
        raise OddVersion(version)
    reader = READERS[dictionary]
    read = reader.files(folder)
    terms = reader.terms(folder, version, language)
    with audit.acting(by, role=role), connection.cursor() as cursor:
        cursor.execute(TAKE_LONG)
        release = _new_release(dictionary, version, language, files.fingerprint(read), by)
        with cursor.copy(COPY) as copy:
            for term in _once(terms, language):
                copy.write_row((release.pk, term.code, term.name, fold(term.name), *_rest(term)))
                release.term_count += 1
        if release.term_count == 0:
            raise BrokenFile(f"{read[0].name} is empty.")
        release.save(update_fields=["term_count"])
    return release


def _rest(term):
    return term.is_current, Jsonb(term.path)


def _new_release(dictionary, version, language, fingerprint, by) -> DictionaryRelease:
    same = DictionaryRelease.objects.filter(
        dictionary=dictionary, version=version, language=language
    )
    if same.exists():
        raise AlreadyLoaded(f"{dictionary} {version} {language}")
    return DictionaryRelease.objects.create(
        dictionary=dictionary,
        version=version,
        language=language,
        fingerprint=fingerprint,
        loaded_by=by,
        loaded_at=timezone.now(),
    )


def _once(terms, language):
    """Each term once, in the language that was said; the same code cannot mean two things."""
    names: dict[str, str] = {}
    chinese = 0
    for term in terms:
        _refuse_twice(term, names)
        if term.code in names:
            continue
        names[term.code] = term.name
        chinese += is_chinese(term.name)
        if chinese and language == Language.ENGLISH:
            raise BrokenFile(f"Term {term.code} is Chinese: is this the English dictionary?")
        yield term
    if names and not chinese and language == Language.CHINESE:
        raise BrokenFile("No term has a Chinese character: is this the Chinese dictionary?")


def _refuse_twice(term: Term, names):
    if names.get(term.code, term.name) != term.name:
        raise BrokenFile(f"Code {term.code} occurs twice: {names[term.code]} and {term.name}.")


def use(*, dictionary: Dictionary, version: str, starts_on: date, by) -> DictionaryChoice:
    """Use a version for coding from a day on; what was coded before keeps its version."""
    role = role_for(by, Permission.CODE, None)
    if not DictionaryRelease.objects.filter(dictionary=dictionary, version=version).exists():
        raise NotLoaded(f"{dictionary} {version}")
    with audit.acting(by, role=role):
        return DictionaryChoice.objects.create(
            dictionary=dictionary,
            version=version,
            starts_on=starts_on,
            chosen_by=by,
            chosen_at=timezone.now(),
        )


def in_use(dictionary: Dictionary, on: date | None = None) -> str:
    """The version in use on a day; empty while none is."""
    day = on or timezone.localdate()
    chosen = DictionaryChoice.objects.filter(dictionary=dictionary, starts_on__lte=day)
    return chosen.values_list("version", flat=True).first() or ""


def add_synonym(*, dictionary: Dictionary, text: str, code: str, by) -> Synonym:
    """Let a wording stand for a term of the version in use, wherever it is written."""
    role = role_for(by, Permission.CODE, None)
    if not says_something(text):
        raise NothingSaid
    meaning = meanings(dictionary, in_use(dictionary), [code]).get(code)
    if meaning is None or not meaning.is_current:
        raise NotInDictionary(code)
    try:
        with transaction.atomic(), audit.acting(by, role=role):
            return Synonym.objects.create(
                dictionary=dictionary,
                text=text,
                folded=fold(text),
                code=code,
                made_by=by,
                made_at=timezone.now(),
            )
    except IntegrityError as refusal:
        raise AlreadyASynonym(text) from refusal


def end_synonym(*, synonym: Synonym, by) -> None:
    """No longer code by this synonym; what was coded by it stays."""
    role = role_for(by, Permission.CODE, None)
    with audit.acting(by, role=role):
        still = Synonym.objects.filter(pk=synonym.pk, ended_at=None)
        still.update(ended_by=by, ended_at=timezone.now())
