"""Edit checks of the safety forms."""

from safety.checks import adverse_event, conmed, protocol_deviation, sae, vod_sos

__all__ = ["adverse_event", "conmed", "protocol_deviation", "sae", "vod_sos"]
