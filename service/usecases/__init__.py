"""What a person or a job may ask for: a room for each journey, a file for each use case."""
