"""``revgraph demo`` as a newcomer runs it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, make_url, text
from sqlalchemy.pool import NullPool

from tests.kit.project import Project, process_environment

STORY = [
    "$ revgraph init migrations",
    "$ revgraph revision --autogenerate -m 'authors and books'",
    "$ revgraph upgrade head",
    "$ revgraph revision --autogenerate -m loans",
    "$ revgraph upgrade head",
    "$ revgraph downgrade -1",
    "$ revgraph history",
    "$ revgraph current",
]


@pytest.fixture
def place(tmp_path: Path) -> Project:
    """An empty folder to call the demo from."""
    root = tmp_path / "place"
    root.mkdir()
    return Project(root)


def test_demo_does_the_whole_job_before_your_eyes(place: Project) -> None:
    result = place.run("demo", "fresh")
    assert result.code == 0, result
    assert [line for line in result.lines if line.startswith("$ revgraph")] == STORY
    for words in ("Generating ", "Running upgrade", "Running downgrade", "(head), loans", "<base> -> ", "+class Loan"):
        assert words in result.out, result
    made = Project(place.root / "fresh")
    assert made.run("check").code == 1  # the last revision was undone
    assert made.run("upgrade", "head").code == 0
    assert made.run("check").code == 0
    again = place.run("demo", "fresh")
    assert again.code == 1 and "not empty" in again.err


@pytest.mark.server
@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_demo_on_a_server(place: Project, kind: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("url_of")(kind)
    if kind == "postgresql":  # trust: any password will do, and must not be seen
        url = make_url(url).set(password="s3cret").render_as_string(hide_password=False)
    result = place.run("demo", "--url", url)
    assert result.code == 0, result
    assert "s3cret" not in result.out + result.err
    assert not any(b"s3cret" in content for content in place.tree().values())
    assert "The database keeps what it has now: author, book, revgraph_journal" in result.out
    engine = create_engine(url, poolclass=NullPool)
    names = inspect(engine).get_table_names()
    assert {name for name in names if "journal" not in name} == {"author", "book", "revgraph_version"}
    engine.dispose()


@pytest.mark.server
@pytest.mark.parametrize("kind", ["postgresql", "mariadb"])
def test_demo_leaves_a_used_database_alone(place: Project, kind: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("url_of")(kind)
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mine (id INTEGER)"))
    result = place.run("demo", "--url", url)
    assert result.code == 1 and "mine" in result.err and "nothing was touched" in result.err, result
    assert list(place.root.iterdir()) == []
    assert inspect(engine).get_table_names() == ["mine"]
    engine.dispose()


def test_demo_stops_at_the_first_failing_step(place: Project) -> None:
    (place.root / "broken").mkdir()
    (place.root / "broken/sqlalchemy.py").write_text("raise ImportError('none of that today')\n", encoding="utf-8")
    path = f"{place.root / 'broken'}:{process_environment()['PYTHONPATH']}"
    result = place.run("demo", "fresh", env={"PYTHONPATH": path})
    assert result.code == 1, result
    assert "none of that today" in result.out and "'revgraph revision' failed" in result.err
    assert "$ revgraph upgrade head" not in result.out
