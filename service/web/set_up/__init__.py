"""The first visit: a few questions, a week to look at, and a configuration."""
