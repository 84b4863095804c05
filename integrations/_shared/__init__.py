"""What every calendar on a network needs."""
