"""What a command works on, by its flags: configuration, database, previous plan, athletes."""
