"""Auditing a calendar that anybody wrote: the training in it, held against the rules."""
