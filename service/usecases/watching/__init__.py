"""Runs due jobs, checks whether the current plan is still valid, and composes notices."""
