"""The language of autogenerate's tests: what differs, and whether applying it brings two schemas together.

No test here. Everything generated is rendered, executed as Python, and compared again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, MetaData, create_engine
from sqlalchemy.pool import StaticPool

from revgraph.autogenerate import AutogenContext, produce_migrations
from revgraph.autogenerate.render import render_body
from revgraph.operations import ops
from revgraph.operations.base import Operations
from revgraph.runtime.migration import MigrationContext
from tests.kit.portraits import Portrait, portrait
from tests.kit.portraits import differences as catalog_differences

OPTIONS: Mapping[str, Any] = {"compare_type": True, "compare_server_default": True}


@contextmanager
def migrating(engine: Engine, metadata: MetaData | Sequence[MetaData] | None, **options: Any) -> Iterator[Any]:
    """Yield a migration context inside a transaction, as a migration has it."""
    with engine.connect() as connection:
        opts = {**OPTIONS, "target_metadata": metadata, **options}
        context = MigrationContext.configure(connection, opts=opts)
        with context.begin_transaction():
            yield context


def create(engine: Engine, metadata: MetaData) -> None:
    """Create the tables of models the way SQLAlchemy does."""
    with engine.begin() as connection:
        metadata.create_all(connection)


def drafted(engine: Engine, metadata: MetaData | Sequence[MetaData], **options: Any) -> ops.MigrationScript:
    """Return the difference between a database and models."""
    with migrating(engine, metadata, **options) as context:
        return produce_migrations(context, metadata)


def shown(container: ops.OpContainer | None) -> list[str]:
    """Return operations as text, one line each, containers laid flat."""
    assert container is not None
    lines: list[str] = []
    for op in container.ops:
        lines += shown(op) if isinstance(op, ops.OpContainer) else [repr(op)]
    return lines


def differences(engine: Engine, metadata: MetaData | Sequence[MetaData], **options: Any) -> list[str]:
    """Return the operations that are still needed, as text."""
    return shown(drafted(engine, metadata, **options).upgrade_ops)


def expect_diff(before: MetaData, after: MetaData, expected: Sequence[str], **options: Any) -> None:
    """Expect these operations, as text, from one SQLite schema to another; then apply them and expect no more."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        create(engine, before)
        found = differences(engine, after, **options)
        assert found == list(expected), "\n".join(["found:", *found])
        converge(engine, before, after, created=True)
    finally:
        engine.dispose()


@dataclass(frozen=True)
class Draft:
    """A revision as text: the bodies of its two functions, and its imports."""

    upgrade: str
    downgrade: str
    imports: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([*self.imports, "upgrade:", f"    {self.upgrade}", "downgrade:", f"    {self.downgrade}"])


def draft_text(script: ops.MigrationScript, migration_context: MigrationContext) -> Draft:
    """Return a drafted revision as text."""
    context = AutogenContext(migration_context, autogenerate=False)
    assert script.upgrade_ops is not None
    assert script.downgrade_ops is not None
    upgrade, downgrade = render_body(context, script.upgrade_ops), render_body(context, script.downgrade_ops)
    return Draft(upgrade.text, downgrade.text, tuple(sorted(upgrade.imports | downgrade.imports | context.imports)))


def migration_function(body: str, imports: Sequence[str]) -> Any:
    """Return the function a revision file would have, made from its text."""
    head = ["import sqlalchemy as sa", "from revgraph import op", *imports]
    namespace: dict[str, Any] = {}
    exec(compile("\n".join([*head, "def migrate():", f"    {body}"]), "<revision>", "exec"), namespace)
    return namespace["migrate"]


def run(engine: Engine, body: str, imports: Sequence[str], metadata: MetaData | None = None, **options: Any) -> None:
    """Run the body of an upgrade or downgrade function as a migration does."""
    function = migration_function(body, imports)
    with migrating(engine, metadata, **options) as context, Operations.context(context):
        function()


def converge(engine: Engine, before: MetaData, after: MetaData, *, created: bool = False, **options: Any) -> Draft:
    """Expect that what is generated brings ``before`` to ``after`` and back, twice; return it.

    :param created: the database is at ``before`` already.
    """
    if not created:
        create(engine, before)
    assert differences(engine, before, **options) == [], "the old models differ from the database made of them"
    with migrating(engine, after, **options) as context:
        script = produce_migrations(context, after)
        again = produce_migrations(context, after)
        draft = draft_text(script, context)
        assert draft == draft_text(again, context), "drafted twice, rendered differently"
    for _ in range(2):
        try:
            run(engine, draft.upgrade, draft.imports, after)
            left = differences(engine, after, **options)
            assert left == [], "left after the upgrade:\n" + "\n".join(left)
            run(engine, draft.downgrade, draft.imports, before)
            left = differences(engine, before, **options)
            assert left == [], "left after the downgrade:\n" + "\n".join(left)
        except BaseException as error:
            error.add_note(str(draft))
            raise
    run(engine, draft.upgrade, draft.imports, after)
    return draft


def portrayed(engine: Engine) -> Portrait:
    """Return what the database's own catalog says of it."""
    with engine.connect() as connection:
        return portrait(connection)


def converge_alike(engine: Engine, before: MetaData, after: MetaData, **options: Any) -> Draft:
    """Expect :func:`converge` both ways, and that the database ends like one that was created from the models."""
    create(engine, after)
    wanted = portrayed(engine)
    after.drop_all(engine)
    create(engine, before)
    old = portrayed(engine)
    # the catalog's picture leaves some things out; then the comparison at least must see them
    assert old != wanted or differences(engine, after, **options), "no difference at all: the case says nothing"
    draft = converge(engine, before, after, created=True, **options)
    assert not catalog_differences(portrayed(engine), wanted), f"unlike a new database\n{draft}"
    run(engine, draft.downgrade, draft.imports, before)
    assert not catalog_differences(portrayed(engine), old), f"unlike the old database\n{draft}"
    return draft
