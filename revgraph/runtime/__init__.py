"""Running migrations: options, transactions, the lock, the version table, the run itself, env.py's environment."""
