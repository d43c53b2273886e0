"""Datasets: SQL from the questions, passed through as PostgreSQL writes it."""

from edc.crf import crfs
from edc.datasets.computed import COMPUTED
from edc.datasets.forms import dataset_of
from edc.datasets.reading import Dataset, Reading
from edc.datasets.tables import TABLES

__all__ = ["Dataset", "Reading", "datasets"]


def datasets() -> dict[str, Dataset]:
    """Every dataset by name: the forms in their order, then the others."""
    listed = [*(dataset_of(crf) for crf in crfs()), *TABLES, *COMPUTED]
    return {dataset.name: dataset for dataset in listed}
