"""Cycles, olverembatinib and inotuzumab ozogamicin."""

from dosing.models.dosing_cycle import DosingCycle
from dosing.models.ino_infusion import InoInfusion
from dosing.models.olverembatinib_period import OlverembatinibPeriod

__all__ = ["DosingCycle", "InoInfusion", "OlverembatinibPeriod"]
