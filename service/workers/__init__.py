"""What the service does by itself: which duties there are, and what is done for each."""
