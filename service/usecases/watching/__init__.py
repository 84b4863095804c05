"""What the service does by itself: runs due jobs, checks the current plan, composes notices."""
