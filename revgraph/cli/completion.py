"""Shell completion through argcomplete: commands, options and revision ids; in bash, zsh and fish.

Loaded only when a shell asks. A project that can't be read completes no ids, and says nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from revgraph.config import Config
from revgraph.errors import RevgraphError

REVISIONS = frozenset({"revision", "revisions", "rev", "head", "depends_on", "onto"})
"""Arguments that are revisions, by the name they are stored under."""
WORDS = {"head": "the newest revision", "heads": "all newest revisions", "base": "before the first revision"}


def complete(parser: argparse.ArgumentParser, make_config: Callable[[argparse.Namespace], Config]) -> None:
    """Answer the shell and end the process, if it is a shell that asks.

    :param parser: the whole parser.
    :param make_config: returns the configuration that parsed options name.
    """
    import argcomplete

    def revisions(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> dict[str, str]:
        with suppress(RevgraphError, OSError):
            return {
                name: told for name, told in _revisions(make_config(parsed_args)).items() if name.startswith(prefix)
            }
        return {}

    def databases(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> list[str]:
        with suppress(RevgraphError, OSError):
            return [name for name in make_config(parsed_args).database_names() if name.startswith(prefix)]
        return []

    for action in _actions(parser):
        if action.dest in REVISIONS and not action.choices:
            vars(action)["completer"] = revisions
        elif action.dest == "db":
            vars(action)["completer"] = databases
    argcomplete.autocomplete(parser, always_complete_options="long")


def _revisions(config: Config) -> dict[str, str]:
    from revgraph.script.base import ScriptDirectory

    graph = ScriptDirectory.from_config(config).revision_map
    labels = {label: f"branch of {name}" for label, name in graph.branch_labels.items()}
    return {**WORDS, **labels, **{script.revision: script.doc.partition("\n")[0] for script in graph}}


def _actions(parser: Any) -> list[argparse.Action]:
    found: list[argparse.Action] = []
    for action in vars(parser)["_actions"]:
        found.append(action)
        if isinstance(action.choices, dict):
            found += [inner for sub in action.choices.values() for inner in _actions(sub)]
    return found
