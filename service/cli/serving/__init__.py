"""What `liftrun serve` needs before it starts: its socket, and a warning about who can reach it."""
