"""Liftrun decides here: what a week needs, where it fits, and what to tell the athlete."""
