"""Tests of the ABL1 kinase domain: one record for each mutation found, or for a test without."""

from edc import questions as ask
from edc.codelists import Codelist, SpecimenType, YesNoUnknown
from edc.crf import Crf, Repeats, Section
from edc.schedule import always, required
from edc.text import T
from edc.units import Unit
from trial.protocol import REL, SCR


def mutation_was_found(result):
    return result == "MUT"


def mutation_is_not_listed(mutation):
    return mutation == "OTHER"


class MutationTimepoint(Codelist):
    BASELINE = "BASELINE", T("Before study treatment", "研究治疗前")
    ON_TREATMENT = "ONTREAT", T("During treatment", "治疗期间")
    AFTER_HSCT = "POSTHSCT", T("After HSCT", "移植后")
    RELAPSE = "RELAPSE", T("At relapse", "复发时")


class MutationMethod(Codelist):
    SANGER = "SANGER", T("Sanger sequencing", "Sanger测序")
    NGS = "NGS", T("Next-generation sequencing", "二代测序（NGS）")
    DIGITAL_PCR = "DPCR", T("Digital PCR", "数字PCR")
    ALLELE_SPECIFIC_PCR = "ASPCR", T("Allele-specific PCR", "等位基因特异性PCR")


class MutationResult(Codelist):
    NONE = "NONE", T("No mutation", "未检出突变")
    FOUND = "MUT", T("Mutation found", "检出突变")
    FAILED = "FAIL", T("Test failed", "检测失败")


class Mutation(Codelist):
    T315I = "T315I", T("T315I", "T315I突变")
    Y253H = "Y253H", T("Y253H", "Y253H突变")
    Y253F = "Y253F", T("Y253F", "Y253F突变")
    E255K = "E255K", T("E255K", "E255K突变")
    E255V = "E255V", T("E255V", "E255V突变")
    F317L = "F317L", T("F317L", "F317L突变")
    F317V = "F317V", T("F317V", "F317V突变")
    F317I = "F317I", T("F317I", "F317I突变")
    F317C = "F317C", T("F317C", "F317C突变")
    V299L = "V299L", T("V299L", "V299L突变")
    F359V = "F359V", T("F359V", "F359V突变")
    F359C = "F359C", T("F359C", "F359C突变")
    F359I = "F359I", T("F359I", "F359I突变")
    G250E = "G250E", T("G250E", "G250E突变")
    M244V = "M244V", T("M244V", "M244V突变")
    L248V = "L248V", T("L248V", "L248V突变")
    Q252H = "Q252H", T("Q252H", "Q252H突变")
    D276G = "D276G", T("D276G", "D276G突变")
    E279K = "E279K", T("E279K", "E279K突变")
    H396R = "H396R", T("H396R", "H396R突变")
    H396P = "H396P", T("H396P", "H396P突变")
    M351T = "M351T", T("M351T", "M351T突变")
    E355G = "E355G", T("E355G", "E355G突变")
    L384M = "L384M", T("L384M", "L384M突变")
    E453K = "E453K", T("E453K", "E453K突变")
    A337V = "A337V", T("A337V", "A337V突变")
    P465S = "P465S", T("P465S", "P465S突变")
    OTHER = "OTHER", T("Other", "其他")


class KdMutation(Crf):
    """One test, and one of the mutations that it found."""

    title = T("ABL1 kinase-domain mutation test", "ABL1激酶区突变检测")
    order = 8
    repeats = Repeats.LOG
    visits = required(SCR, REL)
    key = ("sample_date", "method", "mutation", "mutation_other")
    date = "sample_date"
    exempt = {"sample_date": ("GEN-CONSENT",)}

    test_section = Section(T("Test", "检测"))
    sample_date = ask.Date(
        T("Sample date", "采样日期"),
        hint=T(
            "When the current transcript level is too low to be sequenced, "
            "enter the latest earlier sample that could be tested.",
            "当前转录本水平过低、无法测序时，填写此前最近一次可检测的标本。",
        ),
        required_when=always,
        cdash="GFDAT",
        sdtm=("GF.GFDTC",),
    )
    timepoint = ask.Choice(T("Time point", "时间点"), MutationTimepoint, required_when=always)
    specimen = ask.Choice(
        T("Specimen", "标本"),
        SpecimenType,
        required_when=always,
        cdash="GFSPEC",
        sdtm=("GF.GFSPEC",),
    )
    method = ask.Choice(
        T("Method", "方法"),
        MutationMethod,
        required_when=always,
        cdash="GFMETHOD",
        sdtm=("GF.GFMETHOD",),
    )
    result = ask.Choice(
        T("Result", "结果"),
        MutationResult,
        required_when=always,
        cdash="ABL1KD_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=ABL1KD",),
    )
    mutation = ask.Choice(
        T("Mutation (amino acid)", "突变（氨基酸）"),
        Mutation,
        shown_when=mutation_was_found,
        required_when=mutation_was_found,
        cdash="ABL1MUT_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=ABL1MUT",),
    )
    mutation_other = ask.Text(
        T("Other mutation", "其他突变"),
        longest=40,
        pattern=r"[A-Z][0-9]{1,4}[A-Z*]|.*(del|ins|fs|DEL|INS|FS).*",
        shown_when=mutation_is_not_listed,
        required_when=mutation_is_not_listed,
    )
    vaf_percent = ask.Number(
        T("Variant allele fraction", "变异等位基因频率（VAF）"),
        unit=Unit.PERCENT,
        decimals=2,
        shown_when=mutation_was_found,
        hard=(0, 100),
        cdash="VAF_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=VAF",),
    )
    compound_mutation = ask.Choice(
        T("Compound mutation (same allele)", "复合突变（同一等位基因）"),
        YesNoUnknown,
        shown_when=mutation_was_found,
        cdash="CMPDMUT_GFORRES",
        sdtm=("GF.GFORRES where GFTESTCD=CMPDMUT",),
    )
