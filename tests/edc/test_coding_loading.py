"""A licensed dictionary is loaded whole or not at all, and stays as it was loaded."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from edc.actions.dictionaries import AlreadyLoaded
from edc.coding.files import BrokenFile
from edc.coding.meanings import meanings
from edc.models import DictionaryRelease, DictionaryTerm, Event
from edc.models.coding import Dictionary, Language
from tests.edc.dictionaries import (
    DRUGS,
    HIERARCHY,
    TERMS,
    load,
    mdhier,
    write,
    write_meddra,
    write_whodrug,
    write_whodrug_csv,
)

ENGLISH, CHINESE = Language.ENGLISH, Language.CHINESE


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "MedAscii"


def test_a_term_is_loaded_with_its_primary_way_up(dana, folder):
    load(write_meddra(folder), dana)

    term = DictionaryTerm.objects.get(code="90000002")
    assert (term.name, term.folded, term.is_current) == ("Upset tummy", "upset tummy", True)
    assert term.path == {
        "PREFERRED": ["90000001", "Queasy feeling"],
        "HLT": ["91000001", "Tummy signs"],
        "HLGT": ["92000001", "Tummy matters"],
        "SOC": ["93000001", "Belly disorders"],
    }
    assert not DictionaryTerm.objects.get(code="90000003").is_current


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_is_read_in_each_of_its_encodings(dana, folder, encoding):
    load(write_meddra(folder, CHINESE, encoding=encoding), dana, language=CHINESE)

    assert DictionaryTerm.objects.get(code="90000002").name == "肚子不适"


def test_versions_and_languages_stand_side_by_side(dana, tmp_path):
    load(write_meddra(tmp_path / "en"), dana, version="1.0")
    load(write_meddra(tmp_path / "en"), dana, version="1.1")
    load(write_meddra(tmp_path / "zh", CHINESE), dana, version="1.1", language=CHINESE)

    found = meanings(Dictionary.MEDDRA, "1.1", ["90000011"])["90000011"]
    assert found.names == {"en": "Hot head", "zh": "头热"}
    assert meanings(Dictionary.MEDDRA, "1.0", ["90000011"])["90000011"].names == {"en": "Hot head"}


def test_the_same_version_is_not_loaded_again(dana, folder):
    load(write_meddra(folder), dana)

    with pytest.raises(AlreadyLoaded):
        load(write_meddra(folder), dana)


def test_loading_is_in_the_trail_and_the_terms_are_not(dana, folder):
    load(write_meddra(folder), dana)

    event = Event.objects.filter(table_name="edc_dictionaryrelease").last()
    assert (event.actor, event.role, event.row_after["term_count"]) == (dana, "DATA_MANAGER", 4)
    assert not Event.objects.filter(table_name="edc_dictionaryterm").exists()


@pytest.mark.parametrize(
    "statement", ["UPDATE edc_dictionaryterm SET name = 'x'", "DELETE FROM edc_dictionaryterm"]
)
def test_a_loaded_term_stays_as_it_is(dana, folder, statement):
    load(write_meddra(folder), dana)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("who", ["lin", "mona", "ivy", "stan"])
def test_only_a_data_manager_loads(request, folder, who):
    with pytest.raises(PermissionDenied):
        load(write_meddra(folder), request.getfixturevalue(who))


def test_the_release_file_has_to_agree(dana, folder):
    write(write_meddra(folder) / "meddra_release.asc", ["1.1$English$$$$"])

    with pytest.raises(BrokenFile, match=r"this is MedDRA 1\.1 English, not 1\.0 English"):
        load(folder, dana, version="1.0")
    assert load(folder, dana, version="1.1").term_count == 4


# Broken files


def lines_of(file):
    return file.read_text().splitlines()


def with_commas(folder):
    file = folder / "llt.asc"
    write(file, [line.replace("$", ",") for line in lines_of(file)])


def cut_off(folder):
    file = folder / "llt.asc"
    file.write_bytes(file.read_bytes()[:-20])


def cut_off_within_a_character(folder):
    file = folder / "llt.asc"
    file.write_bytes(file.read_bytes() + "反".encode()[:2])


def in_utf_16(folder):
    write(folder / "llt.asc", lines_of(folder / "llt.asc"), "utf-16")


def without_hierarchy(folder):
    (folder / "mdhier.asc").unlink()


def without_lines(folder):
    (folder / "llt.asc").write_bytes(b"")


def without_primary_way(folder):
    write(folder / "mdhier.asc", mdhier(HIERARCHY[ENGLISH][1:]))


def without_any_way(folder):
    write(folder / "mdhier.asc", mdhier(way for way in HIERARCHY[ENGLISH] if way[2] == "N"))


def cut_off_between_lines(folder):
    write_meddra(folder, terms=TERMS[ENGLISH][:3])


def with_two_primary_ways(folder):
    ways = [(codes, names, "Y") for codes, names, _ in HIERARCHY[ENGLISH]]
    write(folder / "mdhier.asc", mdhier(ways))


def with_a_short_code(folder):
    write_meddra(folder, terms=[("9000001", "Queasy feeling", "90000001", "Y")])


def without_a_name(folder):
    write_meddra(folder, terms=[("90000001", "", "90000001", "Y")])


def with_another_flag(folder):
    write_meddra(folder, terms=[("90000001", "Queasy feeling", "90000001", "1")])


def with_a_code_twice(folder):
    write_meddra(folder, terms=[*TERMS[ENGLISH], ("90000001", "Hot feet", "90000001", "Y")])


def in_chinese(folder):
    write_meddra(folder, CHINESE)


@pytest.mark.parametrize(
    ("breaking", "why"),
    [
        (with_commas, r"llt\.asc, line 1: 1 fields where 11 are expected, separated by \$"),
        (cut_off, r"llt\.asc, line 4: \d fields where 11"),
        (cut_off_within_a_character, r"llt\.asc is not written in UTF-8"),
        (in_utf_16, r"llt\.asc is not written in UTF-8"),
        (without_hierarchy, r"mdhier\.asc is missing from"),
        (without_lines, r"llt\.asc ends without preferred term 90000001"),
        (cut_off_between_lines, r"llt\.asc ends without preferred term 90000011"),
        (without_any_way, r"mdhier\.asc has no primary way up"),
        (without_primary_way, "line 1: preferred term 90000001 has no primary way up"),
        (with_two_primary_ways, "line 2: preferred term 90000001 has two primary ways up"),
        (with_a_short_code, "line 1: '9000001' is not a code of eight digits"),
        (without_a_name, "line 1: the name of the term is missing"),
        (with_another_flag, "line 1: '1' stands where Y or N is expected"),
        (with_a_code_twice, "Code 90000001 occurs twice: Queasy feeling and Hot feet"),
        (in_chinese, "is this the English dictionary?"),
    ],
)
def test_a_broken_file_is_refused_whole(dana, folder, breaking, why):
    breaking(write_meddra(folder))

    with pytest.raises(BrokenFile, match=why):
        load(folder, dana)

    assert not DictionaryTerm.objects.exists()
    assert not DictionaryRelease.objects.exists()


def test_english_files_are_not_loaded_as_chinese(dana, folder):
    with pytest.raises(BrokenFile, match="is this the Chinese dictionary"):
        load(write_meddra(folder), dana, language=CHINESE)


def test_a_folder_that_is_none_is_refused(dana, folder):
    with pytest.raises(BrokenFile, match="is not a folder"):
        load(folder, dana)


# WHODrug


@pytest.mark.parametrize("writing", [write_whodrug, write_whodrug_csv])
def test_a_drug_is_loaded_with_its_preferred_name_and_classes(dana, folder, writing):
    load(writing(folder), dana, dictionary=Dictionary.WHODRUG)

    drug = DictionaryTerm.objects.get(name="Zorba forte")
    assert drug.code == "90000101002"
    assert drug.path == {
        "PREFERRED": ["90000101001", "ZORBALINE"],
        "ATC": ["X01; X02", "Imaginary pain killers; Imaginary fever remedies"],
    }


@pytest.mark.parametrize("writing", [write_whodrug, write_whodrug_csv])
def test_a_drug_without_a_preferred_name_is_refused(dana, folder, writing):
    with pytest.raises(BrokenFile, match="line 4: record 900009 has no preferred name"):
        load(
            writing(folder, drugs=[*DRUGS, ("90000901002", "LOST")]),
            dana,
            dictionary=Dictionary.WHODRUG,
        )


@pytest.mark.parametrize(
    ("name", "line", "why"),
    [
        ("DD.txt", "90000301001", "DD.txt, line 1: the name of the drug is missing"),
        ("DD.txt", "ZORBALINE", "is not a record number with two sequence numbers"),
        ("DDA.txt", "900001010010X99    201Y", "ATC class X99 has no name in INA"),
        ("DDA.txt", "ZORBALINE", "is not a record number"),
        ("DDA.txt", "900001010010", "'' is not an ATC code"),
        ("INA.txt", "X01    2", "the name of the ATC class is missing"),
    ],
)
def test_a_broken_line_of_whodrug_is_refused(dana, folder, name, line, why):
    write(write_whodrug(folder) / name, [line])

    with pytest.raises(BrokenFile, match=why):
        load(folder, dana, dictionary=Dictionary.WHODRUG)
    assert not DictionaryTerm.objects.exists()


# The command


def command(folder, *, by="dana", version="1.0"):
    call_command("load_dictionary", "meddra", version, folder, language="en", by=by)


def test_the_command_says_what_it_loaded(dana, folder, capsys):
    command(write_meddra(folder))

    assert capsys.readouterr().out == "MEDDRA 1.0 en: 4 terms.\n"
    assert Event.objects.filter(table_name="edc_dictionaryrelease").last().channel == "IMPORT"


def test_the_command_says_why_it_loads_nothing(dana, lin, folder):
    with_commas(write_meddra(folder))
    with pytest.raises(CommandError, match=r"Nothing is loaded\. llt\.asc, line 1"):
        command(folder)
    with pytest.raises(CommandError, match="lin may not load dictionaries"):
        command(write_meddra(folder), by="lin")
    with pytest.raises(CommandError, match="nobody may not load dictionaries"):
        command(write_meddra(folder), by="nobody")

    with pytest.raises(CommandError, match=r"'27\.1 ' is no name of a version"):
        command(folder, version="27.1 ")

    command(folder)
    with pytest.raises(CommandError, match="is loaded already"):
        command(folder)
