"""What Alembic says where revgraph says it otherwise: scripts and people look for its sentences.

Pairs of a pattern on revgraph's text and the sentence in its place; the first that fits counts.
"""

from __future__ import annotations

import re

WORDINGS: tuple[tuple[str, str], ...] = (
    (r"^no revision or branch is called '(?P<name>[^']*)' \(in '(?P=name)@", r"No such branch: '\g<name>'"),
    (
        r"^no revision or branch is called '(?P<name>.{1,3})' \(in '.*@.*'\)",
        r"No such revision or branch '\g<name>'; please ensure at least four characters are present for partial "
        r"revision identifier matches",
    ),
    (r"^no revision or branch is called '(?P<name>[^']*)' \(in ", r"No such revision or branch '\g<name>'"),
    (r"^no revision or branch is called '(?P<name>[^']*)'", r"Can't locate revision identified by '\g<name>'"),
    (r"^\d+ revisions start with '(?P<name>[^']*)'", r"Can't locate revision identified by '\g<name>'"),
    (
        r"^there are \d+ heads for 'head'",
        "Multiple head revisions are present for given argument 'head'; please specify a specific target revision, "
        "'<branchname>@head' to narrow to a specific head, or 'heads' for all heads. "
        "Multiple heads are present; please specify the head revision on which the new revision should be based, or "
        "perform a merge.",
    ),
    (
        r"^there are \d+ heads for '(?P<name>[^']*)'",
        r"Multiple heads are present for given argument '\g<name>'; please specify a specific target revision, "
        r"'<branchname>@\g<name>' to narrow to a specific head, or 'heads' for all heads",
    ),
    (
        r"^there are \d+ heads: ",
        "The script directory has multiple heads (due to branching). Please use get_heads(), or merge the branches "
        "using alembic merge.",
    ),
    (
        r"^the database is at \d+ revisions: .*; use get_current_heads",
        "Version table 'alembic_version' has more than one head present; please use get_current_heads()",
    ),
    (
        r"(?s)^(?:.*failed.*?:\s+)?(?P<doing>(?:updating|deleting) .*) in (?P<table>\S+) should have met one row and "
        r"met (?P<count>\d+);.*",
        r"Online migration expected to match one row when \g<doing> in '\g<table>'; \g<count> found",
    ),
    (
        r"^models can only be compared with a live database",
        "autogenerate can't use as_sql=True as it prevents querying the database for schema information",
    ),
    (
        r"^there are no models to compare",
        "Can't proceed with --autogenerate option; environment script env.py does not provide a MetaData object or "
        "sequence of objects to the context.",
    ),
    (
        r"^revision: --sql needs 'revision_environment",
        "Using --sql with the revision command when revision_environment is not configured does not make any sense",
    ),
    (r"^revision: --sql can't be used with --autogenerate", "Using --sql with --autogenerate does not make any sense"),
    (
        r"^stamp with --sql requires all targets to have the same start",
        "Stamp operation with --sql only supports a single starting revision at a time",
    ),
    (r"^stamp: --purge can't be used with --sql", "Can't use --purge with --sql mode"),
    (
        r"^'(?P<branch>[^'@]*)@(?P<name>[^']*)': revision '(?P<found>[^']*)' is not on that branch",
        r"Revision \g<found> is not a member of branch '\g<branch>'",
    ),
    (
        r"^'[^']*?-(?P<count>\d+)'(?:: nothing is applied that could be undone| goes below the base)",
        r"Relative revision -\g<count> didn't produce \g<count> migrations",
    ),
    (
        r"^'[^']*?\+(?P<count>\d+)' goes beyond the end",
        r"Relative revision +\g<count> didn't produce \g<count> migrations",
    ),
    (
        r"^'[^']*?(?P<sign>[+-])(?P<count>\d+)' goes (?:up|down);",
        r"Relative revision \g<sign>\g<count> didn't produce \g<count> migrations",
    ),
    (r"^there is no template '(?P<name>[^']*)'", r"No such template '\g<name>'"),
    (r"^directory (?P<path>.*) already exists and is not empty", r"Directory \g<path> already exists and is not empty"),
    (
        r"post write hook '(?P<hook>[^']*)' failed: Key (?P<key>\S+) is required for post write hook",
        r"Key \g<key> is required for post write hook '\g<hook>'",
    ),
    (
        r"^revision '(?P<one>[^']*)': the branch label '(?P<label>[^']*)' is also declared by revision "
        r"'(?P<other>[^']*)'",
        r"Branch name '\g<label>' in revision \g<one> already used by revision \g<other>",
    ),
    (
        r"^'connection' must be a SQLAlchemy Connection",
        "'connection' argument to configure() is expected to be a sqlalchemy.engine.Connection instance, got Engine",
    ),
    (
        r"^the (?:revision id|branch label) '(?P<name>[^']*-[^']*)' can't be used",
        r"Character(s) '-' not allowed in revision identifier '\g<name>'",
    ),
    (
        r"^the (?:revision id|branch label) '(?P<name>[^']*@[^']*)' can't be used",
        r"Character(s) '@' not allowed in revision identifier '\g<name>'",
    ),
    (
        r"^the (?:revision id|branch label) '(?P<name>[^']*:[^']*)' can't be used",
        r"Character(s) ':' not allowed in revision identifier '\g<name>'",
    ),
    (
        r"^the (?:revision id|branch label) '(?P<name>[^']*\+[^']*)' can't be used",
        r"Character(s) '+' not allowed in revision identifier '\g<name>'",
    ),
    (
        r"^'(?P<name>[^']*)' is not a valid value for (?P<key>\S+); expected one of",
        r"'\g<name>' is not a valid value for \g<key>; expected 'space', 'newline', 'os', ':', ';'",
    ),
    (r"^no starting revision argument is available", "No starting revision argument is available."),
    (
        r"^can't downgrade to '(?P<name>[^']*)'",
        r"Destination \g<name> is not a valid downgrade target from current head(s)",
    ),
    (
        r"^range (?P<low>[^:]*):(?P<up>\S*) does not join",
        r"Requested range \g<low>:\g<up> does not refer to ancestor/descendant revisions along the same branch. "
        r"Revision \g<low> is not an ancestor of revision \g<up>",
    ),
    (r"^'[^']*' is ambiguous: above", "Ambiguous walk; Ambiguous upgrade from multiple current revisions"),
    (
        r"^a starting revision is for scripts",
        "Can't specify current_revision to context when using a database connection",
    ),
    (r"^context\.configure\(\) needs one of", "Connection, url, or dialect_name is required."),
    (r"^no database is configured yet", "No context has been configured yet."),
)
"""Pattern and sentence."""

_CIRCLE = re.compile(r"^((?:dependency )?(?:cycle|self-loop)) in the revisions: (\S+(?: -> [^\s;]+)*)")
_COMPILED = tuple((re.compile(pattern), sentence) for pattern, sentence in WORDINGS)


def peer_text(text: str) -> str:
    """Return a message in Alembic's words, where it has some for it."""
    circle = _CIRCLE.match(text)
    if circle is not None:
        kind, names = circle.groups()
        members = dict.fromkeys(names.split(" -> "))
        return f"{kind.capitalize()} is detected in revisions ({', '.join(members)})"
    for pattern, sentence in _COMPILED:
        found = pattern.search(text)
        if found is not None:
            return found.expand(sentence)
    return text
