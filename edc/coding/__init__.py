"""Coding: reading licensed dictionaries, and finding the term that an answer means."""
