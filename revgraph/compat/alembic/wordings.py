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
        r"^the database is at \d+ revisions, says table (?P<table>\S+): .*; use get_current_heads",
        r"Version table '\g<table>' has more than one head present; please use get_current_heads()",
    ),
    (
        r"(?s)^(?:.*failed.*?:\s+)?(?P<doing>(?:updating|deleting) .*) in (?P<table>\S+) should have met one row and "
        r"met (?P<count>\d+);.*",
        r"Online migration expected to match one row when \g<doing> in '\g<table>'; \g<count> found",
    ),
    (
        r"^several of the MetaData in 'target_metadata' hold tables of the same name: (?P<names>[^;]*);.*",
        r"Duplicate table keys across multiple MetaData objects: \g<names>",
    ),
    (
        r"^models can only be compared with a live database",
        "autogenerate can't use as_sql=True as it prevents querying the database for schema information",
    ),
    (
        r"^there are no models to compare the database with: (?P<env>.*?) gives no .*",
        r"Can't proceed with --autogenerate option; environment script \g<env> does not provide a MetaData object or "
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
        r"'truncate_slug_length' must be a whole number, not '(?P<text>[^']*)'",
        r"invalid literal for int() with base 10: '\g<text>'",
    ),
    (
        r"^'(?P<name>[^']*)' is not a valid value for (?P<key>\S+); expected one of",
        r"'\g<name>' is not a valid value for \g<key>; expected 'space', 'newline', 'os', ':', ';'",
    ),
    (
        r"^.*?(?P<file>[^/\\]+\.py[co]?): declares no 'revision', so it is no revision file",
        r"Could not determine revision id from filename \g<file>. Be sure the 'revision' variable is declared inside "
        r"the script.",
    ),
    (
        r"^this migration script holds \d+ lists of operations; use upgrade_ops_list",
        "This MigrationScript instance has a multiple-entry list for UpgradeOps; please use the upgrade_ops_list "
        "attribute.",
    ),
    (
        r"^this migration script holds \d+ lists of operations; use downgrade_ops_list",
        "This MigrationScript instance has a multiple-entry list for DowngradeOps; please use the downgrade_ops_list "
        "attribute.",
    ),
    (
        r"^(?P<path>.*?): Version (?P<rev>\S+) specified (?P<key>branch_labels|depends_on) (?P<value>.*), however the "
        r"migration file would have .*, so it was not written",
        r"Version \g<rev> specified \g<key> \g<value>, however the migration file \g<path> does not have them; have "
        r"you upgraded your script.py.mako to include the '\g<key>' section?",
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
    (
        r"a column can't become computed, change its expression or become plain",
        'Adding or removing a "computed" construct, e.g. GENERATED ALWAYS AS, to or from an existing column is not '
        "supported.",
    ),
    (
        r"revgraph can't add, change or drop an identity in place",
        'Adding, removing or modifying an "identity" construct, e.g. GENERATED AS IDENTITY, to or from an existing '
        "column is not supported in this dialect.",
    ),
    (
        r"SQL Server's ALTER COLUMN must be told .* give existing_type",
        "MS-SQL ALTER COLUMN operations with NULL or NOT NULL require the existing_type or a new type_ be passed.",
    ),
    (
        r"MySQL and MariaDB must be told all of a column .* give existing_type",
        "All MySQL CHANGE/MODIFY COLUMN operations require the existing type.",
    ),
    (
        r"^constraint .* of .*: (?:mysql|mariadb) must be told its kind;",
        "No generic 'DROP CONSTRAINT' in MySQL - please specify constraint type",
    ),
    (
        r"^drop_constraint\(type_=.*\): there is no such kind;",
        "'type' can be one of 'check', 'foreignkey', 'primary', 'unique', None",
    ),
    (
        r"^DropConstraintOp\(.*can't be reversed: the constraint is known by name only",
        "constraint cannot be produced; original constraint is not present",
    ),
    (
        r"insert_before and insert_after need table",
        "Can't specify insert_before or insert_after when using ALTER; please specify recreate='always'",
    ),
    (r"op\.run_async\(\) needs a live connection", "Cannot call run_async in SQL mode"),
    (r"op\.run_async\(\) needs an asynchronous driver", "Cannot call run_async with a sync engine"),
    (
        r"table '(?P<table>[^']*)' must be built anew, and a script \(--sql\) can't read its definition",
        r"This operation cannot proceed in --sql mode; batch mode with dialect sqlite requires a live database "
        r'connection with which to reflect the table "\g<table>". '
        r"No support for ALTER of constraints in SQLite dialect. Please refer to the batch mode feature which allows "
        r"for SQLite migrations using a copy-and-move strategy.",
    ),
    (r"bulk_insert takes a list of dictionaries, one for each row, not a ", "List expected"),
    (r"bulk_insert takes a list of dictionaries, one for each row, not of ", "List of dictionaries expected"),
)
"""Pattern and sentence."""

_CIRCLE = re.compile(r"^((?:dependency )?(?:cycle|self-loop)) in the revisions: (\S+(?: -> [^\s;]+)*)")
_NAME = re.compile(r"^the (?:revision id|branch label) '([^']*[-@:+][^']*)' can't be used")
_COMPILED = tuple((re.compile(pattern), sentence) for pattern, sentence in WORDINGS)


def peer_text(text: str) -> str:
    """Return a message in Alembic's words, where it has some for it."""
    circle = _CIRCLE.match(text)
    if circle is not None:
        kind, names = circle.groups()
        members = dict.fromkeys(names.split(" -> "))
        return f"{kind.capitalize()} is detected in revisions ({', '.join(members)})"
    name = _NAME.match(text)
    if name is not None:
        bad = ", ".join(sorted(set(name[1]).intersection("-@:+")))
        return f"Character(s) '{bad}' not allowed in revision identifier '{name[1]}'"
    for pattern, sentence in _COMPILED:
        found = pattern.search(text)
        if found is not None:
            return found.expand(sentence)
    return text
