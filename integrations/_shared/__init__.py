"""The parts that several integrations share: HTTP, iCalendar, calendar settings, clock and time zone."""
