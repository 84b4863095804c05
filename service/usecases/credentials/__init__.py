"""Secrets that give access: sign-in links, sign-in sessions and feed links."""
