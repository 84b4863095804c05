"""The set-up of a new service: a few questions, a preview of the week, and the configuration."""
