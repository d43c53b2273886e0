"""Forms about the specimens taken for MRD and what the laboratories found in them."""

from mrd.models.mrd_flow import MrdFlow
from mrd.models.mrd_pcr import MrdPcr
from mrd.models.mrd_specimen import MrdSpecimen

__all__ = ["MrdFlow", "MrdPcr", "MrdSpecimen"]
