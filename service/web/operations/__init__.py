"""What the operator of a service looks at: health, metrics and the request log."""
