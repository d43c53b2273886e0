"""The kernel's tables."""

from edc.models.account import ApiToken, Appointment, User
from edc.models.assessment import Assessment, Definition, Result, Standing
from edc.models.coding import (
    Coding,
    DictionaryChoice,
    DictionaryRelease,
    DictionaryTerm,
    Synonym,
)
from edc.models.query import Query, QueryStep
from edc.models.record import Record
from edc.models.site import Site, Subject, Visit
from edc.models.trail import AccessEntry, Event, Position, TrailLine

__all__ = [
    "AccessEntry",
    "ApiToken",
    "Appointment",
    "Assessment",
    "Coding",
    "Definition",
    "DictionaryChoice",
    "DictionaryRelease",
    "DictionaryTerm",
    "Event",
    "Position",
    "Query",
    "QueryStep",
    "Record",
    "Result",
    "Site",
    "Standing",
    "Subject",
    "Synonym",
    "TrailLine",
    "User",
    "Visit",
]
