"""Notices to an address of the athlete's own."""
