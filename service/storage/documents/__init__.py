"""Domain values as JSON documents: values that a row holds whole, because no query uses their parts."""
