"""The `liftrun` command line: one file for each command, or for a few commands that belong together."""
