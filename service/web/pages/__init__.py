"""The pages of an athlete: weeks, sessions, the history, and the actions on them."""
