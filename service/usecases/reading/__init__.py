"""Reads the athlete's calendars, stores each reading, and gathers all of them."""
