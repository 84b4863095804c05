"""The values the service reasons with: spans, weeks, sessions and plans; pure, without input or output."""
