"""iCalendar feeds and files (RFC 5545): busy time read, training written."""
