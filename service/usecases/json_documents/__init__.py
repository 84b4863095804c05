"""The JSON documents that commands print and the API returns, one file for each."""
