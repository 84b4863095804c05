"""Adapters to the world outside: one folder per kind of calendar, log or notifier; none imports another."""
