"""Brings the configuration, storage and calendars of athletes together, for the command line and the web."""
