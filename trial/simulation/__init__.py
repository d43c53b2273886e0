"""Plausible trials of any size, made up from a seed: for measurements and for trying things out."""
