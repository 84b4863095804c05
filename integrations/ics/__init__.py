"""Reads busy time from iCalendar feeds and files (RFC 5545), and writes training to iCalendar files."""
