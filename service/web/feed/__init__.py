"""Serves the feed to calendar apps, and shows the athlete its links."""
