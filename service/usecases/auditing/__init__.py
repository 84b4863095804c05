"""Audits any calendar: recognises the training in it, and checks it against the rules."""
