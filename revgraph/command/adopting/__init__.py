"""What ``adopt`` is made of: configuration files, imports, accounts of a project, the version table, replays."""
