"""Answers about one session: why it stands at its hour, why not at another, and what else is possible."""
