"""Moving a project in from another tool, or out to it again: which files become what, and whether all is as it was.

All that is to be written is known before anything is, and put back if the project does not say the same afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from revgraph.command.adopting.account import Account, account_of, difference
from revgraph.command.adopting.imports import Imports, Place, rewritten, uses_of
from revgraph.command.adopting.settings import (
    copied_toml,
    dropped_toml,
    has_section,
    renamed_ini,
    renamed_toml,
    with_keys,
    without_keys,
)
from revgraph.command.adopting.version_table import rename_version_table
from revgraph.config import Config
from revgraph.errors import CommandError
from revgraph.guests import Product, config_class, guests
from revgraph.script.base import ScriptDirectory
from revgraph.util.files import changed_files
from revgraph.util.text import listed

OWN = Config.product
KEYS = ("made_for", "version_table")


class Move(NamedTuple):
    """What is to be done, or was done.

    :param product: the other tool.
    :param files: what each file shall hold; None for one that goes.
    :param left: imports that stay as they are.
    :param after: the ini file and the TOML file of the project afterwards.
    """

    product: Product
    files: dict[Path, bytes | None]
    left: list[Place]
    after: tuple[Path | None, Path | None]


class Moved(NamedTuple):
    """What was done.

    :param move: the files.
    :param renamed: databases whose version table was renamed, passwords masked.
    :param unwritten: why no script of an upgrade could be compared, None if it was.
    """

    move: Move
    renamed: list[str]
    unwritten: str | None


def move_in(config: Config, script: ScriptDirectory, *, rewrite: bool, rename: bool) -> Move:
    """Return what makes another tool's project into ours; writes nothing.

    :param config: the other tool's configuration.
    :param script: its scripts.
    :param rewrite: have the files import from us.
    :param rename: the version table is to have our name.
    :raises CommandError: if there is a configuration of ours already.
    """
    theirs = config.product
    keys = {"made_for": theirs.name} | ({} if rename else {"version_table": theirs.version_table})
    if config.get_option("version_table") is not None:
        keys.pop("version_table", None)
    ini, toml = _files_of(config)
    files: dict[Path, bytes | None] = {}
    in_ini = False
    own_ini = None if ini is None else ini.with_name(OWN.ini)
    if ini is not None and own_ini is not None:
        if own_ini.exists():
            raise _taken(own_ini, ini, theirs, keys)
        text = _read(ini)
        in_ini = has_section(text, theirs.name)
        text = renamed_ini(text, theirs.name, OWN.name)
        files[own_ini] = (with_keys(text, OWN.name, _remark(theirs), keys) if in_ini else text).encode()
    if toml is not None and config.toml_config:
        files[toml] = copied_toml(_read(toml), theirs.name, OWN.name, _remark(theirs), {} if in_ini else keys).encode()
    imports = Imports({}, [])
    if rewrite:
        imports = rewritten(script, config, theirs.name, OWN.name, frozenset())
    return Move(theirs, {**files, **imports.changed}, [*imports.left, *_others(ini, theirs)], (own_ini, toml))


def _taken(own_ini: Path, ini: Path, theirs: Product, keys: Mapping[str, str]) -> CommandError:
    """Return the error about a file that has the name of the one to be written."""
    if not has_section(_read(own_ini), OWN.name):
        return CommandError(f"{own_ini} is there already, and has no section [{OWN.name}]; move it away")
    lines = listed(f"'{name} = {value}'" for name, value in keys.items())
    return CommandError(
        f"{own_ini} is a configuration of {OWN.name}'s already, so {ini.name} is to be moved by hand: copy it under a "
        f"name of its own, write [{OWN.name}] in place of [{theirs.name}], and below that {lines}; then give it with -c"
    )


def _others(ini: Path | None, theirs: Product) -> list[Place]:
    """Return the sections of the other tool in further ini files beside the one that is moved."""
    found = []
    what = f"[{theirs.name}]: one configuration is moved at a time, further ones by hand"
    for path in [] if ini is None else sorted(ini.parent.glob("*.ini")):
        try:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:  # whatever it is, it is not asked for
            continue
        for number, line in enumerate(lines if path != ini else (), 1):
            if line.strip() == f"[{theirs.name}]":
                found.append(Place(path, number, what))
    return found


def move_out(config: Config, script: ScriptDirectory, *, rewrite: bool, force: bool) -> Move:
    """Return what makes our project into another tool's; writes nothing.

    :param config: our configuration.
    :param script: its scripts.
    :param rewrite: have the files import from the other tool.
    :param force: do it although something will not work there.
    :raises CommandError: if the other tool can't run it, says where.
    """
    other = config_class(config.made_for or guests()[0])
    theirs: Product = other.product
    lacks: frozenset[str] = other.lacks
    imports = rewritten(script, other(), OWN.name, theirs.name, lacks)
    _expect_runnable(config, script, theirs, rewrite, imports, uses_of(script, lacks), force)
    ini, toml = _files_of(config)
    files: dict[Path, bytes | None] = {}
    their_ini = None if ini is None else ini.with_name(theirs.ini)
    if ini is not None and their_ini is not None:
        text = renamed_ini(without_keys(_read(ini), _remark(theirs), KEYS), OWN.name, theirs.name)
        _expect_same(their_ini, text, ini, force)
        files[ini] = None
        if not (their_ini.exists() and _read(their_ini) == text):
            files[their_ini] = text.encode()
    if toml is not None and config.toml_config:
        files[toml] = _returned_toml(toml, theirs, force).encode()
    return Move(theirs, {**files, **(imports.changed if rewrite else {})}, imports.left, (their_ini, toml))


def carry_out(config: Config, script: ScriptDirectory, move: Move, *, rename: bool) -> Moved:
    """Write what a move is, see that the project says the same as before, and rename the version table if it is asked.

    :param config: the configuration as it was.
    :param script: the scripts.
    :param move: the move.
    :param rename: rename the version table.
    :raises CommandError: if the project does not say the same, or the table can't be renamed; all files are then as
        they were.
    """
    before = account_of(config)
    with changed_files(move.files):
        after = _config_after(config, move)
        _expect_alike(before, account_of(after), config.version_table, after.version_table, rename=rename)
        renamed = []
        if rename and config.version_table != after.version_table:
            renamed = rename_version_table(after, script, config.version_table, after.version_table)
    return Moved(move, renamed, before.trouble)


def _config_after(config: Config, move: Move) -> Config:
    ini, toml = (None if path is None or not path.exists() else str(path) for path in move.after)
    section = None if config.config_ini_section == config.product.name else config.config_ini_section
    made: Config = Config(ini, toml, cmd_opts=config.cmd_opts, attributes=config.attributes)
    if section is not None:
        made.config_ini_section = section
    return made


def _expect_alike(before: Account, after: Account, old: str, new: str, *, rename: bool) -> None:
    differs = difference(before, after)
    if differs is not None and old != new and before.script is not None and after.script is not None:
        # our words for it, where nothing but the name of the version table is another
        renamed = Account(before.heads, before.history, before.script.replace(old, new), None)
        if difference(renamed, after) is None:
            differs = (
                None if rename else f"the version table would be {new}; rename it, too, with --rename-version-table"
            )
    elif differs is None and old != new and not rename and before.script is None:
        differs = f"the version table may be {new} then; rename it, too, with --rename-version-table"
    if differs is not None:
        raise CommandError(f"the project would not be the same, so all files are as they were; {differs}")


def _expect_runnable(
    config: Config,
    script: ScriptDirectory,
    theirs: Product,
    rewrite: bool,
    imports: Imports,
    lacking: list[Place],
    force: bool,
) -> None:
    """Refuse what the other tool can't run."""
    if not Path(script.env_py_location).is_file():
        raise CommandError(f"{theirs.name} needs an env.py, and there is none: {script.env_py_location}")
    if config.database_names():
        raise CommandError(f"{theirs.name} knows no [{OWN.name}.databases.*]: {listed(config.database_names())}")
    if imports.changed and not rewrite:
        files = listed(map(str, sorted(imports.changed)))
        raise CommandError(f"these import {OWN.name}; have that changed, too, with --rewrite: {files}")
    stuck = [*imports.left, *lacking]
    if stuck and not force:
        told = "".join(f"\n  {place}" for place in dict.fromkeys(map(str, stuck)))
        raise CommandError(
            f"{theirs.name} does not have what these use; change them, or say --force if they have run everywhere "
            f"and will not run again:{told}"
        )


def _returned_toml(path: Path, theirs: Product, force: bool) -> str:
    text = _read(path)
    remark = _remark(theirs)
    if f"[tool.{theirs.name}" not in text:
        return renamed_toml(without_keys(text, remark, KEYS), OWN.name, theirs.name)
    import tomllib

    plain = without_keys(text, remark, KEYS)
    tools: Mapping[str, object] = tomllib.loads(plain).get("tool", {})
    if tools.get(theirs.name) == tools.get(OWN.name) or tools.get(OWN.name) == {}:
        return dropped_toml(text, OWN.name)
    if not force:
        raise CommandError(
            f"{path}: [tool.{theirs.name}] and [tool.{OWN.name}] do not say the same any more; make them agree, or "
            f"take what [tool.{OWN.name}] says with --force"
        )
    return renamed_toml(dropped_toml(plain, theirs.name), OWN.name, theirs.name)


def _expect_same(path: Path, text: str, source: Path, force: bool) -> None:
    """Refuse to overwrite a file that says something else."""
    if path.exists() and _read(path) != text and not force:
        raise CommandError(
            f"{path} does not say the same as {source} any more; make them agree, or take what {source.name} says "
            "with --force"
        )


def _files_of(config: Config) -> tuple[Path | None, Path | None]:
    found = [
        Path(name) if name is not None and Path(name).is_file() else None
        for name in (config.config_file_name, config.toml_file_name)
    ]
    if not any(found):
        raise CommandError("there is no configuration file to move: this configuration was made by a program")
    return found[0], found[1]


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError:
        raise CommandError(f"{path}: is not UTF-8 text; save it in that encoding") from None


def _remark(theirs: Product) -> str:
    return f"made for {theirs.name}, and run with {OWN.name}; '{OWN.name} adopt --back' undoes it"
