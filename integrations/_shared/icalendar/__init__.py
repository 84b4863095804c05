"""Reads busy time from iCalendar data (RFC 5545) as real calendars write it, and writes our entries."""
