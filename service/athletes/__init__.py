"""One athlete or all of them: configuration, storage and calendars, for each face to start with."""
