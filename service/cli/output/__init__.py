"""What commands print for people: weeks, audits, pending changes."""
