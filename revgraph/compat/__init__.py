"""Doors for projects that were made for other tools. Each is a room of its own; nothing else knows their names."""
