"""What is true on paper: spans, weeks, training and plans, with no computer in sight."""
