"""Who is asking, what they may see, and what every answer bears."""
