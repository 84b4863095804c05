"""Syncing: reads the target calendars, plans, writes the difference, and keeps the version."""
