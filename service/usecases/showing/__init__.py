"""What a page shows: a week, the status of its sessions, and a preview of changes."""
