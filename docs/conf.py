"""Sphinx settings: ``sphinx-build -W docs build/docs``."""

project = "revgraph"
extensions = ["sphinx.ext.autodoc"]
exclude_patterns = ["LICENSE"]
html_theme = "alabaster"
