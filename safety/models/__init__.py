"""Adverse events and what was given and done beside the study treatment; mails about them."""

from safety.models.adverse_event import AdverseEvent
from safety.models.conmed import Conmed
from safety.models.notice import Level, Notice
from safety.models.protocol_deviation import ProtocolDeviation
from safety.models.sae import Sae
from safety.models.vod_sos import VodSos

__all__ = ["AdverseEvent", "Conmed", "Level", "Notice", "ProtocolDeviation", "Sae", "VodSos"]
