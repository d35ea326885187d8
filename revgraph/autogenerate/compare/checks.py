"""Compare the CHECK constraints of one table: by name, and by what they say.

Two texts are the same if the dialect says so. Those that come with the type of a column are CHECKs like the others,
unless the column is made or altered anyway and brings them along.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Integer

from revgraph.autogenerate.compare.options import Options, Verdict
from revgraph.autogenerate.snapshot import CheckFacts, TableFacts
from revgraph.ddl.asking import Doubt
from revgraph.ddl.postgresql.written import as_written
from revgraph.ddl.sql_text import count_word, verbatim
from revgraph.operations import ops

KIND = "check constraints"


def doubtful_checks(before: TableFacts, after: TableFacts, options: Options) -> Iterator[Doubt]:
    """Yield what the server has to be asked to compare the CHECKs of a table.

    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if KIND in options.unread:
        return
    by_name = {check.name: check for check in before.checks if check.name is not None}
    for check in after.checks:
        namesake = None if check.name is None else by_name.get(check.name)
        for other in before.checks if namesake is None else (namesake,):
            doubts = options.questions.doubts_about("check", before.item, other.text, check.text)
            if not doubts:
                break
            yield from doubts


def compare_checks(
    changes: Iterable[ops.MigrateOperation], before: TableFacts, after: TableFacts, options: Options
) -> Iterator[ops.MigrateOperation]:
    """Yield the operations on CHECK constraints.

    :param changes: the operations on the table's columns.
    :param before: the table in the database.
    :param after: the table in the models.
    :param options: how to compare.
    """
    if KIND in options.unread:
        return
    brought = {op.column_name for op in changes if isinstance(op, ops.AlterColumnOp) and op.modify_type is not None}
    brought |= {op.column.name for op in changes if isinstance(op, ops.AddColumnOp)}
    wanted = [check for check in after.checks if not (check.is_bound and brought & _columns(check))]
    pairs = _Pairs(before, options)
    for check in wanted:
        pairs.add(check)
    retyped = {op.column_name for op in changes if isinstance(op, ops.AlterColumnOp) and _is_other_type(op, options)}
    yield from pairs.changes(after, retyped)


def _is_other_type(op: ops.AlterColumnOp, options: Options) -> bool:
    """Tell whether PostgreSQL would put casts to the old type into the CHECKs of a column."""
    if options.dialect.name != "postgresql" or op.modify_type is None or op.existing_type is None:
        return False
    if all(type_._type_affinity is Integer for type_ in (op.existing_type, op.modify_type)):
        return False  # they have the operators of each other
    names = [str(options.dialect.type_compiler_instance.process(type_)) for type_ in (op.existing_type, op.modify_type)]
    return names[0].partition("(")[0] != names[1].partition("(")[0]


def _columns(check: CheckFacts) -> set[str]:
    return {column.name for column in check.item.columns}


@dataclass
class _Pair:
    """A CHECK of the database and one of the models; None where there is no counterpart."""

    there: CheckFacts | None
    wanted: CheckFacts
    differs: bool
    again: bool = False


class _Pairs:
    """The CHECKs of a table, each of the models with its counterpart in the database.

    :param before: the table in the database.
    :param options: how to compare.
    """

    def __init__(self, before: TableFacts, options: Options) -> None:
        self.before = before
        self.options = options
        self.left = list(before.checks)
        self.waiting: list[CheckFacts] = []
        self.pairs: list[_Pair] = []

    def add(self, check: CheckFacts) -> None:
        """Find the counterpart of the same name; one without it waits."""
        there = next((other for other in self.left if check.name is not None and other.name == check.name), None)
        if there is None:
            self.waiting.append(check)
            return
        self.left.remove(there)
        self.pairs.append(_Pair(there, check, self._differs(there, check)))

    def _differs(self, there: CheckFacts, check: CheckFacts) -> bool:
        """Say whether one is surely another; what can't be told is listed."""
        verdict = self._verdict(there, check)
        place = f"{self.before.key}.{check.name or there.name or check.text}"
        self.options.explain("check", place, (there.text, check.text), verdict)
        if verdict.is_skip:
            self.options.not_sure(KIND, place, verdict.message)
        return verdict.is_different

    def _verdict(self, there: CheckFacts, check: CheckFacts) -> Verdict:
        return self.options.questions.compare_texts("check", self.before.item, there.text, check.text)

    def _match_by_text(self) -> None:
        """Pair those left over that say the same; where it can't be told, nothing is done to either."""
        for check in self.waiting:
            there = next((other for other in self.left if not self._verdict(other, check).is_different), None)
            if there is not None:
                self.left.remove(there)
                self._differs(there, check)
                # what has another name is that one; where the models give no name, any will do
                self.pairs.append(_Pair(there, check, check.name is not None))
            else:
                self.pairs.append(_Pair(None, check, True))
        self.waiting.clear()

    def changes(self, after: TableFacts, retyped: Collection[str]) -> Iterator[ops.MigrateOperation]:
        """Yield the operations; call it once.

        :param after: the table in the models.
        :param retyped: the columns whose type becomes another one: their CHECKs are made anew.
        """
        self._match_by_text()
        for pair in self.pairs:
            if pair.there is not None and not pair.wanted.is_bound:
                pair.again = not pair.differs and any(count_word(pair.there.text, name) for name in retyped)
        # names of those that go are free again
        kept = [pair.there for pair in self.pairs if pair.there is not None and not pair.differs and not pair.again]
        staying = replace(self.before, checks=tuple(kept))
        for pair in self.pairs:
            yield from self._changed(pair, after, staying)
        for check in self.left:
            if not self._can_go(check):
                continue
            if self.options.included(check.item, check.name, "check_constraint", True, None):
                self.options.explain("check", f"{self.before.key}.{check.name or check.text}", (check.text, None), True)
                yield _dropped(check, after, self.options)

    def _can_go(self, check: CheckFacts) -> bool:
        """Say whether there is a statement that drops a CHECK; that it is another one is listed if there is none."""
        if check.name is not None or self.options.dialect.name not in ("mysql", "mariadb"):
            return True
        reason = "it is part of a column's definition, and has no name to drop it by"
        self.options.not_sure(KIND, f"{self.before.key}.{check.text}", reason)
        return False

    def _changed(self, pair: _Pair, after: TableFacts, staying: TableFacts) -> Iterator[ops.MigrateOperation]:
        check, there = pair.wanted, pair.there
        compare_to = None if there is None else there.item
        if not self.options.included(check.item, check.name, "check_constraint", False, compare_to):
            return
        if not pair.differs and not pair.again:
            return
        is_renamed = there is not None and there.name is not None and there.name != check.name
        if is_renamed and not pair.again and self.options.dialect.name == "postgresql":
            schema = after.item.schema
            yield ops.RenameConstraintOp(after.key.name, str(there and there.name), str(check.name), schema=schema)
            return
        if there is not None and not self._can_go(there):
            return
        if there is not None:
            yield _dropped(there, after, self.options)
        op = ops.AddConstraintOp.from_constraint(check.item)
        op.table_name, op.schema = after.key.name, after.item.schema
        yield op if self.options.dialect.name == "sqlite" else self.options.names.named(op, staying, after)


def _dropped(check: CheckFacts, after: TableFacts, options: Options) -> ops.DropConstraintOp:
    added = ops.AddConstraintOp.from_constraint(check.item)
    if options.dialect.name == "postgresql" and isinstance(added, ops.CreateCheckConstraintOp):
        added.condition = verbatim(as_written(check.text))
    op = added.reverse()
    op.schema = after.item.schema
    return op
