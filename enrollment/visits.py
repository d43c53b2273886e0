"""Stretches of the schedule at which the same examinations are made."""

from trial import protocol as at

AROUND_TREATMENT = (
    at.SCR,
    *(at.C1D1, at.C1D8, at.C1D15, at.C1D22),
    *(at.CXD1, at.CXD8, at.CXD15),
    at.EOT,
)
FROM_HSCT = (at.HSCT, at.HD14, at.HD28, at.HD60, at.HD100, at.HM6, at.HM9, at.HM12)
