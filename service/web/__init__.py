"""The service over HTTP: its pages, the feed and the JSON API."""
