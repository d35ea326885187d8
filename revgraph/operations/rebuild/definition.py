"""A CREATE TABLE text of SQLite, taken apart so that single definitions can be changed and all others stay.

Grammar only: no database, no SQLAlchemy. What nobody touches is written back byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from revgraph.errors import OperationError
from revgraph.operations.rebuild.tokens import (
    Token,
    around_parentheses,
    columns_in,
    joined,
    meaningful,
    split_at_commas,
    stripped,
    tokens,
    with_depth,
)

TABLE_CONSTRAINTS = ("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN")
KINDS = {
    "PRIMARY": "PRIMARY KEY",
    "NOT": "NOT NULL",
    "NULL": "NULL",
    "UNIQUE": "UNIQUE",
    "CHECK": "CHECK",
    "DEFAULT": "DEFAULT",
    "COLLATE": "COLLATE",
    "REFERENCES": "FOREIGN KEY",
    "GENERATED": "GENERATED",
    "AS": "GENERATED",
    "FOREIGN": "FOREIGN KEY",
}
CONSTRAINT_KINDS = ("PRIMARY KEY", "UNIQUE", "CHECK", "FOREIGN KEY")


@dataclass
class Clause:
    """A clause of a column definition, or a constraint of the table.

    :param before: white space and comments before it.
    :param text: its text, with ``CONSTRAINT name`` if it has one.
    :param after: white space and comments after it; of table constraints only.
    :param comma: a comma stands before it; SQLite needs none between table constraints.
    """

    before: str
    text: str
    after: str = ""
    comma: bool = True
    kind: str = field(init=False)
    name: str | None = field(init=False)

    def __post_init__(self) -> None:
        core = meaningful(tokens(self.text))
        self.name = None
        if core and core[0].word == "CONSTRAINT":
            self.name, core = core[1].name, core[2:]
        self.kind = KINDS.get(core[0].word, "") if core else ""

    def written(self) -> str:
        """Return the text with what stands around it."""
        return self.before + self.text + self.after

    def body(self) -> str:
        """Return the text without the name."""
        core = meaningful(tokens(self.text))
        return " ".join(token.text for token in (core[2:] if self.name is not None else core))

    def rename(self, name: str, spelled: str) -> None:
        """Give it another name, or its first one; all else stays as it is written.

        :param spelled: the name as it shall stand there.
        """
        pieces = tokens(self.text)
        if self.name is None:
            self.text = f"CONSTRAINT {spelled} {self.text}"
        else:
            at = [at for at, token in enumerate(pieces) if not token.is_trivia][1]
            self.text = f"{joined(pieces[:at])}{spelled}{joined(pieces[at + 1 :])}"
        self.name = name

    def columns(self) -> tuple[str, ...]:
        """Return the columns of a table's key constraint, in lower case; none for a CHECK."""
        if self.kind == "CHECK" or "(" not in self.text:
            return ()
        _, inside, _ = around_parentheses(tokens(self.text))
        firsts = [meaningful(part)[0].name for part in split_at_commas(inside) if meaningful(part)]
        return tuple((name or "").lower() for name in firsts)

    def condition(self) -> str:
        """Return what a CHECK holds within its parentheses."""
        _, inside, _ = around_parentheses(tokens(self.text))
        return joined(inside).strip()

    def referent(self) -> tuple[str, tuple[str, ...]]:
        """Return table and columns a foreign key refers to, in lower case; no columns if the text names none."""
        core = tokens(self.text)
        at = next(at for at, token in enumerate(core) if token.word == "REFERENCES")
        rest = meaningful(core[at + 1 :])
        table = (rest[0].name or "").lower()
        if len(rest) < 2 or rest[1].text != "(":
            return table, ()
        _, inside, _ = around_parentheses(rest[1:])
        return table, tuple((token.name or "").lower() for token in inside if token.text != ",")

    def mentions(self, column: str) -> bool:
        """Say whether a table's constraint can't be without a column."""
        return column.lower() in (columns_in(self.text) if self.kind == "CHECK" else self.columns())


@dataclass
class ColumnText:
    """A column definition.

    :param before: white space and comments before it.
    :param name_text: the name as it is spelled.
    :param type_text: the type with the white space before it; empty for none.
    :param clauses: the clauses after it.
    :param after: white space and comments after it.
    """

    before: str
    name_text: str
    type_text: str
    clauses: list[Clause]
    after: str = ""

    @property
    def name(self) -> str:
        """Return the name."""
        return meaningful(tokens(self.name_text))[0].name or ""

    def written(self) -> str:
        """Return the text with what stands around it."""
        clauses = "".join(clause.written() for clause in self.clauses)
        return f"{self.before}{self.name_text}{self.type_text}{clauses}{self.after}"

    def clause(self, kind: str) -> Clause | None:
        """Return the first clause of a kind."""
        return next((clause for clause in self.clauses if clause.kind == kind), None)

    def remove(self, kind: str) -> None:
        """Take all clauses of a kind away."""
        self.clauses = [clause for clause in self.clauses if clause.kind != kind]

    def put(self, clause: Clause) -> None:
        """Put a clause in the place of those of its kind, or before the first constraint, or at the end."""
        places = [at for at, there in enumerate(self.clauses) if there.kind == clause.kind]
        self.remove(clause.kind)
        self.clauses.insert(places[0] if places else len(self.clauses), Clause(" ", clause.text))

    @property
    def is_required(self) -> bool:
        """Say whether rows need a value for it: NOT NULL, no default, not computed, not numbered by itself."""
        by_itself = self.clause("DEFAULT") or self.clause("GENERATED") or self.is_rowid_by_clause
        return self.clause("NOT NULL") is not None and not by_itself

    @property
    def is_generated(self) -> bool:
        """Say whether its values are computed."""
        return self.clause("GENERATED") is not None

    @property
    def is_rowid_by_clause(self) -> bool:
        """Say whether it is ``INTEGER PRIMARY KEY`` and so another name of the row number."""
        key = self.clause("PRIMARY KEY")
        return key is not None and self.has_integer_type and " DESC" not in key.text.upper()

    @property
    def has_integer_type(self) -> bool:
        """Say whether the type is spelled exactly INTEGER."""
        return [token.word for token in meaningful(tokens(self.type_text))] == ["INTEGER"]


class TableText:
    """A CREATE TABLE text.

    :param sql: the text, as the database stores it or as SQLAlchemy writes it.
    :raises OperationError: if it is not the text of an ordinary table.
    """

    def __init__(self, sql: str) -> None:
        pieces = tokens(sql)
        words = [token.word for token in meaningful(pieces)[:2]]
        if words != ["CREATE", "TABLE"]:
            raise OperationError(f"can't build this anew, it is no ordinary table: {sql.strip()}")
        head, body, self._tail = around_parentheses(pieces)
        self._set_head(head)
        self.columns: list[ColumnText] = []
        self.constraints: list[Clause] = []
        for part in split_at_commas(body):
            self._take(part)

    def _set_head(self, head: Sequence[Token]) -> None:
        core = [at for at, token in enumerate(head) if not token.is_trivia]
        # CREATE TABLE [IF NOT EXISTS] [schema.]name (
        last_name = core[-2]
        self.name = head[last_name].name or ""
        self.name_text = head[last_name].text
        first = 2 if head[core[2]].word != "IF" else 5
        self._before_name = joined(head[: core[first]])
        self._after_name = joined(head[last_name + 1 :])

    def _take(self, part: list[Token]) -> None:
        before, core, after = stripped(part)
        if not core:
            raise OperationError(f"an empty definition in the text of table {self.name!r}")
        if core[0].word in TABLE_CONSTRAINTS and self.columns:
            self._take_constraints(before, core, after)
        else:
            self.columns.append(read_column(part))

    def _take_constraints(self, before: list[Token], core: list[Token], after: list[Token]) -> None:
        # SQLite allows table constraints to follow each other without a comma
        starts = _constraint_starts(core)
        for at, (start, end) in enumerate(_spans(starts, len(core))):
            gap, text, rest = stripped(core[start:end])
            last = end == len(core)
            lead = joined(before if at == 0 else gap)
            self.constraints.append(Clause(lead, joined(text), joined(after if last else rest), comma=at == 0))

    # ------------------------------------------------------------------------------------ reading

    def column(self, name: str) -> ColumnText | None:
        """Return the column of that name; case does not matter."""
        return next((column for column in self.columns if column.name.lower() == name.lower()), None)

    def all_constraints(self) -> Iterator[tuple[Clause, ColumnText | None]]:
        """Yield primary key, unique, CHECK and foreign key with the column whose definition they stand in, if any."""
        for column in self.columns:
            yield from ((clause, column) for clause in column.clauses if clause.kind in CONSTRAINT_KINDS)
        yield from ((clause, None) for clause in self.constraints)

    @property
    def options(self) -> set[str]:
        """Return the words behind the closing parenthesis: STRICT, WITHOUT, ROWID."""
        return {token.word for token in self._tail if token.word}

    @property
    def rowid_column(self) -> ColumnText | None:
        """Return the column that is another name of the row number, if there is one."""
        if "WITHOUT" in self.options:
            return None
        for clause, column in self.all_constraints():
            if clause.kind != "PRIMARY KEY":
                continue
            if column is not None:
                return column if column.is_rowid_by_clause else None
            single = self.column(clause.columns()[0]) if len(clause.columns()) == 1 else None
            return single if single is not None and single.has_integer_type else None
        return None

    # ------------------------------------------------------------------------------------ changing

    def insert_column(self, column: ColumnText, at: int | None = None) -> None:
        """Put a column at a place, or behind the last one."""
        place = len(self.columns) if at is None else at
        model = self.columns[min(place, len(self.columns) - 1)] if self.columns else None
        column.before = model.before if model is not None and model.before.isspace() else " "
        if place == len(self.columns) and not self.constraints:
            self._move_end(column)
        self.columns.insert(place, column)

    def add_constraint(self, text: str) -> Clause:
        """Put a constraint behind all others and return it."""
        clause = Clause("", text)
        models: list[ColumnText | Clause] = [*self.columns, *(there for there in self.constraints if there.comma)]
        clause.before = models[-1].before if models[-1].before.isspace() else " "
        self._move_end(clause)
        self.constraints.append(clause)
        return clause

    def _move_end(self, newest: ColumnText | Clause) -> None:
        # the line break before the closing parenthesis stays before it; a comment stays with its definition
        last = (self.constraints or self.columns)[-1]
        if not last.after.strip():
            newest.after, last.after = last.after, ""

    def drop(self, clause: Clause, column: ColumnText | None) -> None:
        """Take a constraint away."""
        if column is not None:
            column.clauses = [there for there in column.clauses if there is not clause]
            return
        self._keep_comments(clause)
        self.constraints = [there for there in self.constraints if there is not clause]

    def drop_column(self, column: ColumnText) -> None:
        """Take a column away; what else mentions it stays."""
        self._keep_comments(column)
        self.columns.remove(column)

    def _keep_comments(self, leaving: ColumnText | Clause) -> None:
        # a comment at the end of a line stands behind the comma, but speaks of what is before it
        parts: list[ColumnText | Clause] = [*self.columns, *self.constraints]
        at = next(at for at, part in enumerate(parts) if part is leaving)
        previous_ones, _ = _line_end(leaving.before)
        if at < len(parts) - 1:
            own, rest = _line_end(parts[at + 1].before)
            if own or previous_ones:
                rest = rest if own else rest.removeprefix("\n")
                parts[at + 1].before = (previous_ones or "\n") + rest
        elif at > 0:
            parts[at - 1].after += previous_ones
            if not leaving.after.strip():
                parts[at - 1].after = (parts[at - 1].after + leaving.after) or leaving.after

    def set_option(self, option: str, wanted: bool) -> None:
        """Put an option (``STRICT``, ``WITHOUT ROWID``) behind the closing parenthesis, or take it away."""
        options = [joined(part).strip() for part in split_at_commas(self._tail[1:])]
        kept = [there for there in options if there and there.upper().split() != option.split()]
        self._tail = tokens(") " + ", ".join([*kept, option] if wanted else kept) if kept or wanted else ")")

    def written(self, name_text: str | None = None) -> str:
        """Return the text.

        :param name_text: another name for the table, spelled as it shall stand there, with its schema if need be.
        """
        parts: list[ColumnText | Clause] = [*self.columns, *self.constraints]
        body = ""
        for at, part in enumerate(parts):
            joins_on = isinstance(part, Clause) and not part.comma and isinstance(parts[at - 1], Clause)
            separator = "" if at == 0 or joins_on else ","
            body += ("\n" if _ends_in_line_comment(body) else "") + separator + part.written()
        body += "\n" if _ends_in_line_comment(body) else ""
        name = name_text if name_text is not None else self.name_text
        return f"{self._before_name}{name}{self._after_name}{body}{joined(self._tail)}"


def read_column(part: Sequence[Token]) -> ColumnText:
    """Return a column definition from its tokens."""
    before, core, after = stripped(part)
    starts = _clause_starts(core)
    type_end = starts[0] if starts else len(core)
    gap_type = core[1:type_end]
    _, type_core, rest = stripped(gap_type)
    lead = joined(gap_type[: len(gap_type) - len(rest)])
    clauses: list[Clause] = []
    gap = joined(rest)
    for start, end in _spans(starts, len(core)):
        _, text, trailing = stripped(core[start:end])
        clauses.append(Clause(gap, joined(text)))
        gap = joined(trailing)
    if not type_core:
        lead, clauses = _without_type(joined(gap_type), clauses)
    return ColumnText(joined(before), core[0].text, lead, clauses, joined(after))


def _without_type(gap: str, clauses: list[Clause]) -> tuple[str, list[Clause]]:
    if clauses:
        clauses[0].before = gap
        return "", clauses
    return gap, clauses


def _clause_starts(core: Sequence[Token]) -> list[int]:
    """Return where clauses of a column definition start."""
    starts: list[int] = []
    words: list[str] = [""]
    within_named = 0
    for at, (token, depth) in enumerate(with_depth(core)):
        if token.is_trivia or depth or token.text == ")":
            continue
        if within_named:  # CONSTRAINT name KIND: name and kind belong to the clause begun by CONSTRAINT
            within_named -= 1
        elif at > 0 and _starts_clause(token.word, words[-1], core[at + 1 :]):
            starts.append(at)
            within_named = 2 if token.word == "CONSTRAINT" else 0
        words.append(token.word)
    return starts


def _starts_clause(word: str, previous: str, rest: Sequence[Token]) -> bool:
    following = next((token.word for token in rest if not token.is_trivia), "")
    if word in ("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "COLLATE", "REFERENCES", "GENERATED"):
        return True
    if word == "NOT":
        return following == "NULL"
    if word == "NULL":
        return previous not in ("NOT", "SET", "DEFAULT")
    if word == "DEFAULT":
        return previous != "SET"
    return word == "AS" and previous != "ALWAYS"


def _constraint_starts(core: Sequence[Token]) -> list[int]:
    """Return where the constraints start in what stands between two commas: SQLite needs none between them."""
    starts: list[int] = []
    within_named = 0
    for at, (token, depth) in enumerate(with_depth(core)):
        if token.is_trivia or depth or token.text == ")":
            continue
        if within_named:
            within_named -= 1
        elif token.word in TABLE_CONSTRAINTS:
            starts.append(at)
            within_named = 2 if token.word == "CONSTRAINT" else 0
    return starts


def _spans(starts: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    return zip(starts, [*starts[1:], end][: len(starts)], strict=True)


def _line_end(before: str) -> tuple[str, str]:
    """Return what stands before a definition as (comment on the line of the one before it, the rest)."""
    line, newline, rest = before.partition("\n")
    return (line + newline, rest) if newline and line.strip().startswith("--") else ("", before)


def _ends_in_line_comment(text: str) -> bool:
    pieces = tokens(text)
    return bool(pieces) and pieces[-1].kind == "comment" and pieces[-1].text.startswith("--")


def place_names(order: Sequence[str], wanted: Iterable[Sequence[str]]) -> list[str]:
    """Return names in an order in which those of each wanted tuple follow each other, the others as they are.

    :raises OperationError: if the tuples contradict each other.
    """
    after: dict[str, set[str]] = {name: set() for name in order}
    for chain in wanted:
        for left, right in pairwise(chain):
            after[right].add(left)
    placed: list[str] = []
    while len(placed) < len(order):
        ready = [name for name in order if name not in placed and after[name] <= set(placed)]
        if not ready:
            raise OperationError(f"partial_reordering contradicts itself: {list(wanted)}")
        placed.append(ready[0])
    return placed
