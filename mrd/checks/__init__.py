"""Edit checks of the MRD forms."""

from mrd.checks import mrd_flow, mrd_pcr, mrd_specimen

__all__ = ["mrd_flow", "mrd_pcr", "mrd_specimen"]
