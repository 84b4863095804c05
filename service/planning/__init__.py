"""Plans one week from its brief and the rules, and explains the plan."""
