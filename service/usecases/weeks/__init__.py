"""Planning weeks: from a request and what is known to placements, and back from a kept plan."""
