"""Sends notices by e-mail."""
