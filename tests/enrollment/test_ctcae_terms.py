"""The terms of CTCAE v5.0: as many as NCI publishes, each found in English and in Chinese."""

import re
from collections import Counter

import pytest

from edc.text import both
from enrollment.ctcae_terms import folded, term_meant, terms, wording_of

# How many terms stand under each class: NCI's table of version 5.0, 27 November 2017.
SIZES = {
    "Blood and lymphatic system disorders": 12,
    "Cardiac disorders": 34,
    "Congenital, familial and genetic disorders": 1,
    "Ear and labyrinth disorders": 8,
    "Endocrine disorders": 14,
    "Eye disorders": 26,
    "Gastrointestinal disorders": 122,
    "General disorders and administration site conditions": 25,
    "Hepatobiliary disorders": 18,
    "Immune system disorders": 6,
    "Infections and infestations": 88,
    "Injury, poisoning and procedural complications": 79,
    "Investigations": 42,
    "Metabolism and nutrition disorders": 26,
    "Musculoskeletal and connective tissue disorders": 44,
    "Neoplasms benign, malignant and unspecified (incl cysts and polyps)": 7,
    "Nervous system disorders": 68,
    "Pregnancy, puerperium and perinatal conditions": 4,
    "Psychiatric disorders": 21,
    "Renal and urinary disorders": 23,
    "Reproductive system and breast disorders": 49,
    "Respiratory, thoracic and mediastinal disorders": 62,
    "Skin and subcutaneous tissue disorders": 39,
    "Social circumstances": 1,
    "Surgical and medical procedures": 1,
    "Vascular disorders": 17,
}
EVERY_TERM = list(terms().values())


def test_there_are_837_terms_in_26_classes():
    sizes = Counter(both(term.organ_class)[0] for term in EVERY_TERM)

    assert len(EVERY_TERM) == 837
    assert sizes == SIZES


def test_each_class_has_a_term_for_what_is_not_listed():
    others = [term for term in EVERY_TERM if term.name.endswith(" - Other, specify")]

    assert {term.organ_class for term in others} == {term.organ_class for term in EVERY_TERM}
    assert all(both(term.wording)[1].endswith("-其他，请注明") for term in others)


def test_no_two_terms_are_alike_in_either_language():
    for wordings in zip(*(both(term.wording) for term in EVERY_TERM), strict=True):
        alike = [wording for wording, times in Counter(wordings).items() if times > 1]

        assert alike == []


def test_no_two_terms_differ_by_spelling_alone():
    assert len({folded(name) for name in terms()}) == len(EVERY_TERM)


def test_every_term_and_class_is_chinese_in_chinese():
    wordings = {both(text)[1] for term in EVERY_TERM for text in (term.wording, term.organ_class)}

    assert [words for words in wordings if not re.search(r"[\u4e00-\u9fff]", words)] == []
    assert [words for words in wordings if re.search(r"[,;:?!()]|\s", words)] == []


@pytest.mark.parametrize(
    ("name", "chinese", "organ_class"),
    [
        ("Sinusoidal obstruction syndrome", "肝窦阻塞综合征", "Hepatobiliary disorders"),
        ("Cytokine release syndrome", "细胞因子释放综合征", "Immune system disorders"),
        ("Neutrophil count decreased", "中性粒细胞计数降低", "Investigations"),
        ("Febrile neutropenia", "发热性中性粒细胞减少", "Blood and lymphatic system disorders"),
        ("Tumor lysis syndrome", "肿瘤溶解综合征", "Metabolism and nutrition disorders"),
        ("Arterial thromboembolism", "动脉血栓栓塞", "Vascular disorders"),
        ("Proteinuria", "蛋白尿", "Renal and urinary disorders"),
    ],
)
def test_a_term_has_its_chinese_and_its_class(name, chinese, organ_class):
    term = terms()[name]

    assert both(term.wording) == (name, chinese)
    assert both(term.organ_class)[0] == organ_class


def test_a_term_that_is_none_has_no_wording():
    with pytest.raises(KeyError, match="Anaemia"):
        wording_of("Anaemia")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anemia", "Anemia"),
        (" anemia ", "Anemia"),
        ("贫血", "Anemia"),
        ("hot FLASHES", "Hot flashes"),
        ("Anaemia", "Anemia"),
        ("Diarrhoea", "Diarrhea"),
        ("Tumour lysis syndrome", "Tumor lysis syndrome"),
        ("Gastro-oesophageal reflux", None),
        ("Anaemic", None),
        ("贫", None),
        ("", None),
    ],
)
def test_a_term_is_meant_in_either_language_however_it_is_spelt(text, name):
    term = term_meant(text)

    assert (term and term.name) == name
