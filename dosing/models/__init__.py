"""Cycles, olverembatinib and inotuzumab ozogamicin."""

from dosing.models.dosing_cycle import DosingCycle
from dosing.models.end_of_treatment import EndOfTreatment
from dosing.models.ino_infusion import InoInfusion
from dosing.models.olverembatinib_period import OlverembatinibPeriod

__all__ = ["DosingCycle", "EndOfTreatment", "InoInfusion", "OlverembatinibPeriod"]
