"""The tables of `config.toml`, a file for each."""
