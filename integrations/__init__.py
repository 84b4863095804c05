"""Liftrun translates here: one folder per kind of calendar, none knows another."""
