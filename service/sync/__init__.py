"""What differs between the calendar and the plan."""
