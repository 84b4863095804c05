"""Syncs: reads the target calendars, plans, writes the difference, and stores the new version."""
