"""RFC 5545 as calendars in the wild write it: busy time out of it, and our entries into it."""
