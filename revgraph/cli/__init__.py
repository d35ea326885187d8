"""The command line: arguments in, exit code out; the only room that knows a terminal."""
