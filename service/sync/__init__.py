"""Compares a calendar with the plan, and decides what to write and what the athlete changed."""
