"""Edit checks of the MRD forms."""

from mrd.checks import bm_morphology, cd22_expression, mrd_flow, mrd_pcr, mrd_specimen

__all__ = ["bm_morphology", "cd22_expression", "mrd_flow", "mrd_pcr", "mrd_specimen"]
