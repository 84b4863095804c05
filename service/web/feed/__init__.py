"""The feed: its address, its bytes, and the links to it."""
