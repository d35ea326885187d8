"""The graph as JSON, for programs. Only ASCII, so it survives every encoding on its way.

The schema, version 1; ``docs/commands.rst`` has it for users. Knows nothing of the other formats.
"""

from __future__ import annotations

import json
from typing import Any

from revgraph.drawing.picture import Picture
from revgraph.graph.revision import Revision

VERSION = 1


def draw_json(picture: Picture) -> str:
    """Return the text of a JSON file."""
    content = {
        "version": VERSION,
        "nodes": [_node(revision, picture.message(revision)) for revision in picture.revisions],
        "edges": [{"parent": edge.parent, "child": edge.child, "kind": edge.kind} for edge in picture.edges()],
    }
    return json.dumps(content, indent=2) + "\n"


def _node(revision: Revision, message: str) -> dict[str, Any]:
    return {
        "id": revision.revision,
        "parents": list(revision.parents),
        "depends_on": list(revision.depends_on),
        "labels": list(revision.own_labels or ()),
        "message": message,
        "path": revision.source,
        "is_head": revision.is_head,
        "is_effective_head": revision.is_effective_head,
        "is_base": revision.is_base,
        "is_branch_point": revision.is_branch_point,
        "is_merge_point": revision.is_merge_point,
    }
