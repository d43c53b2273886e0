"""Units of measurement: UCUM codes in data, the spelling people use on screens."""

from enum import StrEnum

from edc.text import T


class Unit(StrEnum):
    """UCUM codes: the only spellings of a unit in the system."""

    CENTIMETRE = "cm"
    KILOGRAM = "kg"
    SQUARE_METRE = "m2"
    MILLIGRAM = "mg"
    MILLIGRAM_PER_SQUARE_METRE = "mg/m2"
    MILLIGRAM_PER_KILOGRAM = "mg/kg"
    MILLILITRE = "mL"
    PERCENT = "%"
    COPIES = "copies"
    GIGA_PER_LITRE = "10^9/L"
    MEGA_PER_MILLILITRE = "10^6/mL"
    HUNDRED_MILLION_PER_KILOGRAM = "10^8/kg"
    MILLION_PER_KILOGRAM = "10^6/kg"
    GRAY = "Gy"
    YEARS = "years"
    DAYS = "days"
    HOURS = "h"
    MINUTES = "min"

    @property
    def shown(self) -> str:
        """The unit as people write it."""
        return str(SPELLINGS.get(self, self.value))


SPELLINGS = {
    Unit.SQUARE_METRE: "m²",
    Unit.MILLIGRAM_PER_SQUARE_METRE: "mg/m²",
    Unit.GIGA_PER_LITRE: "×10⁹/L",
    Unit.MEGA_PER_MILLILITRE: "×10⁶/mL",
    Unit.HUNDRED_MILLION_PER_KILOGRAM: "×10⁸/kg",
    Unit.MILLION_PER_KILOGRAM: "×10⁶/kg",
    Unit.COPIES: T("copies", "拷贝"),
    Unit.YEARS: T("years", "岁"),
    Unit.DAYS: T("days", "天"),
    Unit.HOURS: T("h", "小时"),
    Unit.MINUTES: T("min", "分钟"),
}
