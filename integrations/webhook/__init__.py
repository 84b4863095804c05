"""Sends notices by POST to a URL of the athlete."""
