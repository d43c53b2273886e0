"""Forms about the specimens taken for MRD and their results; the files that bring results."""

from mrd.models.bm_morphology import BmMorphology
from mrd.models.cd22_expression import Cd22Expression
from mrd.models.mrd_flow import MrdFlow
from mrd.models.mrd_pcr import MrdPcr
from mrd.models.mrd_specimen import MrdSpecimen
from mrd.models.upload import Upload, UploadRow, UploadVerdict

__all__ = [
    "BmMorphology",
    "Cd22Expression",
    "MrdFlow",
    "MrdPcr",
    "MrdSpecimen",
    "Upload",
    "UploadRow",
    "UploadVerdict",
]
