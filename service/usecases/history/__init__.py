"""Describes the stored versions of the plan: what each changed, and when sessions were planned."""
