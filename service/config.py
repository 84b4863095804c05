"""The settings an athlete writes down."""
