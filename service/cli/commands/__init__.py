"""The subcommands of `liftrun`, a file for each command or group of commands."""
