"""Checks of cycles, olverembatinib and inotuzumab ozogamicin."""

from dosing.checks import dosing_cycle, ino_infusion, olverembatinib_period

__all__ = ["dosing_cycle", "ino_infusion", "olverembatinib_period"]
