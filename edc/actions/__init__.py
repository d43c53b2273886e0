"""Verbs: keyword-only, one transaction, the actor is ``by``."""
