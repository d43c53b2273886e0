"""Units of measurement: UCUM codes in data, the spelling people use on screens."""

from decimal import Decimal
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
    CELSIUS = "Cel"
    FAHRENHEIT = "[degF]"
    JIN = "jin"
    MILLIMETRE_OF_MERCURY = "mmHg"
    KILOPASCAL = "kPa"
    BEATS_PER_MINUTE = "beats/min"
    BREATHS_PER_MINUTE = "breaths/min"
    MILLISECOND = "ms"
    SECOND = "s"
    GRAM_PER_LITRE = "g/L"
    GRAM_PER_DECILITRE = "g/dL"
    MILLIGRAM_PER_DECILITRE = "mg/dL"
    MILLIGRAM_PER_DECILITRE_OF_UREA_NITROGEN = "mg/dL BUN"
    MICROMOLE_PER_LITRE = "umol/L"
    MILLIMOLE_PER_LITRE = "mmol/L"
    MICROGRAM_PER_LITRE = "ug/L"
    NANOGRAM_PER_MILLILITRE = "ng/mL"
    MILLIGRAM_PER_LITRE_FEU = "mg/L FEU"
    MICROGRAM_PER_LITRE_FEU = "ug/L FEU"
    NANOGRAM_PER_MILLILITRE_FEU = "ng/mL FEU"
    MICROGRAM_PER_MILLILITRE_FEU = "ug/mL FEU"
    UNIT_PER_LITRE = "U/L"
    MICROKATAL_PER_LITRE = "ukat/L"
    MILLILITRE_PER_MINUTE = "mL/min"
    MILLILITRE_PER_DAY = "mL/day"
    THOUSAND_PER_MICROLITRE = "10^3/uL"
    TEN_MILLION_PER_KILOGRAM = "10^7/kg"
    INTERNATIONAL_UNIT_PER_MILLILITRE = "IU/mL"
    COPIES_PER_MILLILITRE = "copies/mL"
    MILLIGRAM_PER_KILOGRAM_PER_DAY = "mg/kg/day"
    PERCENT_OF_BODY_SURFACE = "% of body surface"
    TIMES_UPPER_LIMIT = "x ULN"
    YEARS = "years"
    DAYS = "days"
    HOURS = "h"
    MINUTES = "min"

    @property
    def wording(self):
        """The unit as people write it, in every language."""
        return SPELLINGS.get(self, self.value)

    @property
    def shown(self) -> str:
        """The unit as people write it."""
        return str(self.wording)


SPELLINGS = {
    Unit.SQUARE_METRE: "m²",
    Unit.MILLIGRAM_PER_SQUARE_METRE: "mg/m²",
    Unit.GIGA_PER_LITRE: "×10⁹/L",
    Unit.MEGA_PER_MILLILITRE: "×10⁶/mL",
    Unit.HUNDRED_MILLION_PER_KILOGRAM: "×10⁸/kg",
    Unit.MILLION_PER_KILOGRAM: "×10⁶/kg",
    Unit.COPIES: T("copies", "拷贝"),
    Unit.CELSIUS: "℃",
    Unit.FAHRENHEIT: "℉",
    Unit.JIN: T("jin (500 g)", "斤"),
    Unit.BEATS_PER_MINUTE: T("beats/min", "次/分"),
    Unit.BREATHS_PER_MINUTE: T("breaths/min", "次/分钟"),
    Unit.MILLIGRAM_PER_DECILITRE_OF_UREA_NITROGEN: T("mg/dL (as BUN)", "mg/dL（以BUN计）"),
    Unit.MICROMOLE_PER_LITRE: "μmol/L",
    Unit.MICROGRAM_PER_LITRE: "μg/L",
    Unit.MICROGRAM_PER_LITRE_FEU: "μg/L FEU",
    Unit.MICROGRAM_PER_MILLILITRE_FEU: "μg/mL FEU",
    Unit.MICROKATAL_PER_LITRE: "μkat/L",
    Unit.THOUSAND_PER_MICROLITRE: "×10³/μL",
    Unit.TEN_MILLION_PER_KILOGRAM: "×10⁷/kg",
    Unit.COPIES_PER_MILLILITRE: T("copies/mL", "拷贝/mL"),
    Unit.MILLILITRE_PER_DAY: T("mL/day", "mL/天"),
    Unit.MILLIGRAM_PER_KILOGRAM_PER_DAY: T("mg/kg/day", "mg/kg/天"),
    Unit.PERCENT_OF_BODY_SURFACE: T("% of body surface", "%体表面积"),
    Unit.TIMES_UPPER_LIMIT: T("× ULN", "×正常值上限"),
    Unit.YEARS: T("years", "岁"),
    Unit.DAYS: T("days", "天"),
    Unit.HOURS: T("h", "小时"),
    Unit.MINUTES: T("min", "分钟"),
}


def celsius(fahrenheit: Decimal) -> Decimal:
    """Degrees Celsius of degrees Fahrenheit."""
    return (fahrenheit - 32) / Decimal("1.8")
