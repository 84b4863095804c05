"""Reads a training log that the athlete keeps by hand in a CSV file."""
