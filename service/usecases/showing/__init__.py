"""Prepares what pages show: a week, the status of its sessions, and a preview of changes."""
