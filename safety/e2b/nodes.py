"""Elements of HL7 version 3, as the implementation guide of ICH uses them."""

import re
from datetime import datetime
from xml.etree import ElementTree as ET

from edc.logic import filled

HL7, XSI = "urn:hl7-org:v3", "http://www.w3.org/2001/XMLSchema-instance"
ICH = "2.16.840.1.113883.3.989.2.1"
OBSERVATION, GROUP, MEDDRA = f"{ICH}.1.19", f"{ICH}.1.20", "2.16.840.1.113883.6.163"
COUNTRY = "1.0.3166.1.2.2"
EVENT = {"classCode": "OBS", "moodCode": "EVN"}
# Characters that no XML document holds.
FORBIDDEN = r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def node(tag: str, *content, text: str | None = None, xsi: str = "", **attributes):
    """An element with its children, of which None are left out. ``xsi``: its data type."""
    element = ET.Element(tag, {name: value for name, value in attributes.items() if value})
    if xsi:
        element.set("xsi:type", xsi)
    element.text = text and re.sub(FORBIDDEN, "", text)
    element.extend(child for child in content if child is not None)
    return element


def identifier(extension, root: str):
    """An identifier in its namespace; without one, that there is no information."""
    if extension:
        return node("id", extension=extension, root=root)
    return node("id", root=root, nullFlavor="NI")


def code(value: str, system: str, name: str = "", tag: str = "code"):
    return node(tag, code=value, codeSystem=system, displayName=name)


def moment(when) -> str:
    """CCYYMMDDhhmmss±ZZzz of an instant; as much of CCYYMMDD of a date as is known."""
    if isinstance(when, datetime):
        return when.strftime("%Y%m%d%H%M%S%z")
    return str(when).replace("-", "")


def time(tag: str, when):
    """A time that may not be known."""
    return node(tag, value=moment(when)) if filled(when) else None


def truth(value):
    """True or false of a yes or no."""
    return node("value", xsi="BL", value="true" if value == "Y" else "false")


def observed(number: str, name: str, value, *more, tag="observation"):
    """An observation of the guide's list with its value."""
    return node(tag, code(number, OBSERVATION, name), value, *more, **EVENT)
