"""The answers of the JSON API."""
