"""Checks of cycles, olverembatinib and inotuzumab ozogamicin."""

from dosing.checks import (
    dosing_cycle,
    end_of_treatment,
    ino_infusion,
    olverembatinib_period,
    watch,
)

__all__ = ["dosing_cycle", "end_of_treatment", "ino_infusion", "olverembatinib_period", "watch"]
