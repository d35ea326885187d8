"""Pictures of a revision graph: ``text`` for terminals; ``svg``, ``dot``, ``mermaid`` and ``json`` for files."""
