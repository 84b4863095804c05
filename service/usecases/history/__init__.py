"""The versions of the plan: what each changed, and where sessions stood."""
