"""Access control: who sends a request, what they may do, and the headers of every answer."""
