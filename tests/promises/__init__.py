"""Promises kept by every form, page, check, role and migration, also those written next year."""
