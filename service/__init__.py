"""The service: decides what a week needs, plans it, writes it to calendars, and informs the athlete."""
