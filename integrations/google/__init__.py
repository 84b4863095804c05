"""Google Calendar, as its API documents it."""
