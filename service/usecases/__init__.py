"""One thing a person or a timer may ask for, a file each."""
