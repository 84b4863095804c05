"""The interfaces through which the service reaches calendars, stores and clocks; one protocol a file."""
