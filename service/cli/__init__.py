"""The `liftrun` command, one file a command group."""
