"""Patients on every path through the protocol, each entered paper by paper."""
