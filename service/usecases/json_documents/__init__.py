"""The JSON documents that commands and the API give out, one file for each."""
