"""What the athlete has decided, as the service understands it."""
