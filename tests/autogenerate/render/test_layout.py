from __future__ import annotations

import ast

import pytest

from revgraph.autogenerate.render.layout import WIDTH, fit

LONG = "x" * 42


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("op.f('a')", ["op.f('a')"], id="short"),
        pytest.param(
            f"op.add_column('{LONG}', sa.Column('a', sa.Integer(), nullable=False))",
            [
                "op.add_column(",
                f"    '{LONG}',",
                "    sa.Column('a', sa.Integer(), nullable=False),",
                ")",
            ],
            id="one argument a line",
        ),
        pytest.param(
            f"op.create_index('{LONG}', ['a', 'b'], unique=False).x",
            ["op.create_index(", f"    '{LONG}', ['a', 'b'], unique=False", ").x"],
            id="all arguments on one line",
        ),
        pytest.param(
            f"with op.batch_alter_table('{LONG}', schema='a') as batch_op:",
            ["with op.batch_alter_table(", f"    '{LONG}', schema='a'", ") as batch_op:"],
            id="block head",
        ),
        pytest.param(f"op.execute('{LONG * 3}')", ["op.execute(", f"    '{LONG * 3}',", ")"], id="long string"),
        pytest.param(f"a = {LONG * 3}", [f"a = {LONG * 3}"], id="no brackets"),
        pytest.param(f"f(1)  # {LONG * 3} (a, b)", [f"f(1)  # {LONG * 3} (a, b)"], id="comment"),
    ],
)
def test_long_lines_break_at_brackets(line: str, expected: list[str]) -> None:
    assert fit(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        f"f('{LONG},(', \"it's {LONG}\", {{'a': [1, 2, ({LONG!r},)]}})",
        f"x = ('{LONG}', '{LONG}')",
        f"x = ('{LONG}{LONG}',)",
        f"x = ('{LONG}' + '{LONG}')",
        f"f(*['{LONG}', '{LONG}'], **{{'a b': '{LONG}'}})",
        f"sa.String('{LONG}').with_variant(mysql.VARCHAR(length=3, collation='{LONG}'), 'mysql')",
        r"f('\'" + LONG + r"\\', r'\(', b'" + LONG + "')",
        f"f(lambda a, b: (a, b), '{LONG}{LONG}')",
        f"f(comment='{LONG} it\\'s {LONG} {LONG}\\n  {LONG} ')",
        f"f('{LONG} {LONG} {LONG}', b'{LONG} {LONG} {LONG}', sa.text(' {LONG} > {LONG} + {LONG}'))",
    ],
)
def test_breaking_never_changes_the_meaning(line: str) -> None:
    lines = fit(line, "    ")
    assert len(lines) > 1
    again = "\n".join(each.removeprefix("    ") for each in lines)
    assert ast.dump(ast.parse(again)) == ast.dump(ast.parse(line)), again


def test_a_long_text_is_broken_at_its_blanks() -> None:
    lines = fit(f"sa.text('{' '.join([LONG] * 6)}', x={' '.join(['word'] * 60)!r})", "    ")
    assert max(map(len, lines)) <= WIDTH + 1, "a blank may stand behind the last word"


def test_lines_end_before_the_width() -> None:
    arguments = ", ".join(f"name_{number}='{'v' * number}'" for number in range(50))
    assert max(map(len, fit(f"op.alter_column({arguments})", "        "))) <= WIDTH
