"""Adapters for calendars on CalDAV servers (RFC 4791)."""
