"""Everything Liftrun stores between two runs, in one SQLite file or one PostgreSQL database."""
