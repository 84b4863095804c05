"""What the service asks of the world, one protocol a file."""
