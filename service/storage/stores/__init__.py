"""The adapters that store something in the database, one file for each port, named like the port."""
