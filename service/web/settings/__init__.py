"""The page that shows the athlete's configuration."""
