"""Domain values as JSON: what a row holds whole because nobody asks the database about its parts."""
