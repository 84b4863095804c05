"""From free time, sessions and rules to a plan, and its reasons."""
