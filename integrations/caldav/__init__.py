"""CalDAV (RFC 4791), as servers speak it."""
