"""Adverse events, and what was given and done beside the study treatment."""
