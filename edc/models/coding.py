"""Dictionaries of medical terms, and the terms that answers were coded with."""

from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import Q

from edc.access import SiteScoped
from edc.codelists import Codelist
from edc.models.account import User
from edc.models.record import Record
from edc.models.site import Site, Subject
from edc.text import T


class Dictionary(Codelist):
    """What a question can be coded with. Licensed: the sponsor loads its own copy."""

    MEDDRA = "MEDDRA", T("MedDRA", "MedDRA")
    WHODRUG = "WHODRUG", T("WHODrug", "WHODrug")


class Language(Codelist):
    """The languages in which a dictionary is published, with the codes that both share."""

    ENGLISH = "en", T("English", "英文")
    CHINESE = "zh", T("Chinese", "中文")


class Level(Codelist):
    """What stands above a term, from the nearest up."""

    PREFERRED = "PREFERRED", T("Preferred term", "首选术语")
    HLT = "HLT", T("High level term", "高位语")
    HLGT = "HLGT", T("High level group term", "高位组语")
    SOC = "SOC", T("System organ class", "系统器官分类")
    ATC = "ATC", T("ATC class", "ATC分类")


class How(Codelist):
    """How a term was found."""

    EXACT = "EXACT", T("exact match", "完全匹配")
    SYNONYM = "SYNONYM", T("synonym list", "同义词表")
    MANUAL = "MANUAL", T("by hand", "人工编码")
    CARRIED = "CARRIED", T("carried over from another version", "自其他版本转入")


class DictionaryRelease(models.Model):
    """One version of a dictionary in one language, loaded once. ``fingerprint``: of its files."""

    dictionary = models.CharField(max_length=10, choices=Dictionary.choices)
    version = models.CharField(max_length=30)
    language = models.CharField(max_length=2, choices=Language.choices)
    fingerprint = models.CharField(max_length=64)
    term_count = models.PositiveIntegerField(default=0)
    loaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dictionary", "version", "language"], name="release_loaded_once"
            )
        ]

    def __str__(self):
        return f"{self.dictionary} {self.version} {self.language}"


class DictionaryTerm(models.Model):
    """A term to code with: the lowest level of MedDRA, a drug name of WHODrug.

    ``folded`` is what equal spellings have in common. ``path`` has code and name of each Level
    above. Read from licensed files and never changed, so that the trail leaves these rows out.
    """

    release = models.ForeignKey(DictionaryRelease, on_delete=models.PROTECT, related_name="terms")
    code = models.CharField(max_length=20)
    name = models.TextField()
    folded = models.TextField()
    is_current = models.BooleanField()
    path = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "code"], name="term_code_once"),
        ]
        indexes = [HashIndex(fields=["folded"], name="term_folded")]

    def __str__(self):
        return f"{self.code} {self.name}"


class DictionaryChoice(models.Model):
    """From which day on a dictionary is used in which version. The newest choice counts."""

    dictionary = models.CharField(max_length=10, choices=Dictionary.choices)
    version = models.CharField(max_length=30)
    starts_on = models.DateField()
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        ordering = ["-starts_on", "-id"]

    def __str__(self):
        return f"{self.dictionary} {self.version} from {self.starts_on}"


class Synonym(models.Model):
    """A wording of the sites that stands for a term, in whatever version, until it is ended."""

    dictionary = models.CharField(max_length=10, choices=Dictionary.choices)
    text = models.TextField()
    folded = models.TextField()
    code = models.CharField(max_length=20)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dictionary", "folded"],
                condition=Q(ended_at=None),
                name="synonym_stands_for_one_term",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="synonym_is_ended_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.text} → {self.dictionary} {self.code}"


class Coding(models.Model):
    """The term that one answer was coded with. The answer itself is never touched.

    It counts while it has not ended and ``verbatim`` still is the answer; a changed answer waits
    to be coded again. Another term, or another version, is another row.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="codings")
    subject = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=60)
    verbatim = models.TextField()
    dictionary = models.CharField(max_length=10, choices=Dictionary.choices)
    version = models.CharField(max_length=30)
    code = models.CharField(max_length=20)
    name = models.TextField()
    how = models.CharField(max_length=10, choices=How.choices)
    coded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    coded_at = models.DateTimeField()
    role = models.CharField(max_length=20)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    site_path = "site"
    objects = SiteScoped.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "question"], condition=Q(ended_at=None), name="one_coding_at_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="coding_is_ended_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.record_id} {self.question}: {self.dictionary} {self.version} {self.code}"
