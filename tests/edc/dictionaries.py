"""Small made-up dictionaries, written as their publishers write the real ones.

No term, code or class here is taken from a licensed dictionary.
"""

from edc.actions import dictionaries
from edc.models.coding import Dictionary, Language

# Code, name, preferred term, whether it is current.
TERMS = {
    Language.ENGLISH: [
        ("90000001", "Queasy feeling", "90000001", "Y"),
        ("90000002", "Upset tummy", "90000001", "Y"),
        ("90000003", "Wobbly tummy", "90000001", "N"),
        ("90000011", "Hot head", "90000011", "Y"),
    ],
    Language.CHINESE: [
        ("90000001", "反胃感", "90000001", "Y"),
        ("90000002", "肚子不适", "90000001", "Y"),
        ("90000003", "肚子翻腾", "90000001", "N"),
        ("90000011", "头热", "90000011", "Y"),
    ],
}
# Codes upwards from the preferred term, their names, whether this way is the primary one.
HIERARCHY = {
    Language.ENGLISH: [
        (
            ("90000001", "91000001", "92000001", "93000001"),
            ("Queasy feeling", "Tummy signs", "Tummy matters", "Belly disorders"),
            "Y",
        ),
        (
            ("90000001", "91000002", "92000002", "93000002"),
            ("Queasy feeling", "General signs", "General matters", "Whole body disorders"),
            "N",
        ),
        (
            ("90000011", "91000002", "92000002", "93000002"),
            ("Hot head", "General signs", "General matters", "Whole body disorders"),
            "Y",
        ),
    ],
    Language.CHINESE: [
        (
            ("90000001", "91000001", "92000001", "93000001"),
            ("反胃感", "肚子体征", "肚子问题", "腹部疾病"),
            "Y",
        ),
        (
            ("90000011", "91000002", "92000002", "93000002"),
            ("头热", "全身体征", "全身问题", "全身性疾病"),
            "Y",
        ),
    ],
}
DRUGS = [
    ("90000101001", "ZORBALINE"),
    ("90000101002", "Zorba forte"),
    ("90000201001", "QUILLIMAB"),
]
CLASSES = {"X01": "Imaginary pain killers", "X02": "Imaginary fever remedies"}
CLASSES_OF_DRUGS = [("90000101001", "X01"), ("90000101001", "X02"), ("90000201001", "X02")]


def llt(terms):
    return [f"{code}${name}${preferred}$$$$$$${now}$$" for code, name, preferred, now in terms]


def mdhier(ways):
    return [
        "$".join([*codes, *names, "Abbr", "", codes[3], primary]) + "$"
        for codes, names, primary in ways
    ]


def write(file, lines, encoding="utf-8"):
    file.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))


def write_meddra(folder, language=Language.ENGLISH, *, terms=None, ways=None, encoding="utf-8"):
    """The files of a made-up MedDRA; the folder."""
    folder.mkdir(exist_ok=True)
    write(folder / "llt.asc", llt(terms or TERMS[language]), encoding)
    write(folder / "mdhier.asc", mdhier(ways or HIERARCHY[language]), encoding)
    return folder


def write_whodrug(folder, *, drugs=DRUGS):
    """The text files of a made-up WHODrug; the folder."""
    folder.mkdir(exist_ok=True)
    write(folder / "DD.txt", [f"{code}{'':19}{name}" for code, name in drugs])
    write(folder / "DDA.txt", [f"{code}0{atc:7}201Y" for code, atc in CLASSES_OF_DRUGS])
    write(folder / "INA.txt", [f"{code:7}2{name}" for code, name in CLASSES.items()])
    return folder


def write_whodrug_csv(folder, *, drugs=DRUGS):
    """The same as CSV."""
    folder.mkdir(exist_ok=True)
    split = [(code[:6], code[6:8], code[8:], name) for code, name in drugs]
    dd = [f'{r},{a},{b},0,,,,,,,,"{name}"' for r, a, b, name in split]
    dda = [f"{c[:6]},{c[6:8]},{c[8:]},0,{atc},201,Y" for c, atc in CLASSES_OF_DRUGS]
    write(folder / "DD.csv", dd)
    write(folder / "DDA.csv", dda)
    write(folder / "INA.csv", [f"{code},2,{name}" for code, name in CLASSES.items()])
    return folder


def load(folder, by, *, dictionary=Dictionary.MEDDRA, version="1.0", language=Language.ENGLISH):
    return dictionaries.load(
        dictionary=dictionary, version=version, language=language, folder=folder, by=by
    )


def use(by, version="1.0", *, dictionary=Dictionary.MEDDRA, starts_on):
    return dictionaries.use(dictionary=dictionary, version=version, starts_on=starts_on, by=by)
