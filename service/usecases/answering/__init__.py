"""Answers questions about one session: why it has its hour, why not another, and which hours are possible."""
