"""A training log kept by hand: one file of comma-separated lines."""
