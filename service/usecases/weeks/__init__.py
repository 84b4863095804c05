"""Plans weeks from a request, calendars and log, and rebuilds planned weeks from stored plans."""
