"""Datasets: SQL from the questions, passed through as PostgreSQL writes it."""

from django.conf import settings
from django.utils.module_loading import import_string

from edc.crf import crfs
from edc.datasets import codings
from edc.datasets.computed import COMPUTED
from edc.datasets.forms import dataset_of
from edc.datasets.reading import Dataset, Reading
from edc.datasets.tables import TABLES

__all__ = ["Dataset", "Reading", "datasets"]


def datasets() -> dict[str, Dataset]:
    """Every dataset by name: the forms in their order, the others, then the trial's own."""
    trials = map(import_string, settings.EDC_DATASETS)
    forms = map(dataset_of, crfs())
    listed = [*forms, *TABLES, codings.DATASET, *COMPUTED, *trials]
    return {dataset.name: dataset for dataset in listed}
