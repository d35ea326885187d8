"""Commands that set a project or a database up: ``init``, ``list_templates``, ``ensure_version``.

No revisions here: what is written comes from the project templates.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from revgraph.config import Config
from revgraph.errors import CommandError, TemplateError
from revgraph.script.base import ScriptDirectory
from revgraph.script.file import Script
from revgraph.util.files import render_template, write_atomic
from revgraph.util.text import listed

if TYPE_CHECKING:
    from pathlib import Path

    from revgraph.graph.steps import Step
    from revgraph.runtime.migration import MigrationContext

TOML = "pyproject.toml"
SCRIPT_TEMPLATE = "script.py.mako"
MAKO = ".mako"
"""What files end with that make a folder below the templates a project template."""


class NewFile(NamedTuple):
    """One file that ``init`` is about to write."""

    path: Path
    content: bytes


def list_templates(config: Config, json: bool = False) -> None:
    """List the project templates that ``init`` can use; read-only.

    :param config: says where templates are looked for.
    :param json: as JSON, for programs.
    """
    if json:
        from revgraph.command.as_json import print_json

        found = [
            {"name": folder.name, "summary": _summary(folder), "path": str(folder)} for folder in _templates(config)
        ]
        print_json(config, {"templates": found})
        return
    config.print_stdout("Available templates:\n")
    for folder in _templates(config):
        config.print_stdout("%s - %s", folder.name, _summary(folder))
    config.print_stdout("\nTemplates are used via the 'init' command, e.g.:")
    config.print_stdout("\n  %s init --template generic ./scripts", config.product.name)


def init(config: Config, directory: str, template: str = "generic", package: bool = False) -> None:
    """Make a new script directory, and a configuration file unless there is one.

    :param config: names the configuration file to write.
    :param directory: the script directory; must not exist, or be empty.
    :param template: name of a project template, or the path of a folder of your own.
    :param package: make Python packages of the new folders.
    :raises CommandError: if the directory is in use or can't be made, or the template is unknown; writes nothing if
        it raises.
    """
    from pathlib import Path

    if not directory or not directory.isprintable():
        raise CommandError(f"{directory!r} can't be the name of a directory; nothing was written")
    target = Path(directory)
    _refuse_used(target)
    source = _template_folder(config, template)
    versions = target / "versions"
    files = list(_scaffold(config, source, target, package))
    settings, told = _settings(config, source, target)
    _write_all((target, versions), [*files, *settings])
    for folder in (target, versions):
        config.print_stdout("Creating directory %s ...  done", folder.absolute())
    for file in [*files, *settings]:
        config.print_stdout("Generating %s ...  done", file.path.absolute())
    for line in told:
        config.print_stdout("%s", line)


def ensure_version(config: Config, sql: bool = False, dialect: str | None = None) -> None:
    """Create the version table unless it is there.

    :param config: the configuration.
    :param sql: write the statement as a script instead.
    :param dialect: with ``sql``: write it for this dialect, whatever the URL says.
    """
    from revgraph.runtime.environment import EnvironmentContext

    def ensure(heads: tuple[str, ...], context: MigrationContext) -> Iterable[Step[Script]]:
        context.ensure_version_table()
        return ()

    EnvironmentContext(config, ScriptDirectory.from_config(config), fn=ensure, as_sql=sql, dialect=dialect).run()


def _templates(config: Config) -> list[Path]:
    """Return the folders of the templates, by name; one of ``$REVGRAPH_TEMPLATES`` wins over ours of the same name."""
    from pathlib import Path

    found: dict[str, Path] = {}
    own = os.environ.get(f"{config.product.name.upper()}_TEMPLATES", "")
    for place in (config.get_template_directory(), *filter(None, own.split(os.pathsep))):
        root = Path(place)
        if not root.is_dir():
            raise TemplateError(f"there is no folder of templates {place}")
        found |= {folder.name: folder for folder in root.iterdir() if _is_template(folder)}
    return [found[name] for name in sorted(found)]


def _is_template(folder: Path) -> bool:
    return any(folder.glob(f"*{MAKO}"))


def _template_folder(config: Config, name: str) -> Path:
    from pathlib import Path

    if os.sep in name or (os.altsep and os.altsep in name):
        if not _is_template(Path(name)):
            raise CommandError(f"{name} is no template: it holds no file *{MAKO}; nothing was written")
        return Path(name)
    for folder in _templates(config):
        if folder.name == name:
            return folder
    known = ", ".join(folder.name for folder in _templates(config))
    raise CommandError(
        f"there is no template {name!r}; choose one of: {known}; or give the path of a folder of your own: ./{name}"
    )


def _summary(folder: Path) -> str:
    readme = folder / "README"
    lines = readme.read_text(encoding="utf-8").splitlines() if readme.is_file() else []
    return lines[0] if lines else "(no description)"


def _refuse_used(target: Path) -> None:
    try:
        target.lstat()
    except FileNotFoundError:
        pass
    except OSError as error:  # below a file, too long, not permitted
        raise CommandError(f"can't make {target}: {error.strerror or error}; nothing was written") from error
    if not target.is_dir() and (target.exists() or target.is_symlink()):
        raise CommandError(f"{target} already exists and is not a directory; nothing was written")
    if os.access(target, os.F_OK) and os.listdir(target):
        raise CommandError(f"directory {target} already exists and is not empty; nothing was written")


def _scaffold(config: Config, source: Path, target: Path, package: bool) -> Iterable[NewFile]:
    for file in sorted(source.iterdir()):
        # a *.mako file is a template of a configuration file, except the one that revisions are written from
        if file.is_file() and (file.suffix != MAKO or file.name == SCRIPT_TEMPLATE):
            yield NewFile(target / file.name, config.in_own_names(file.read_bytes()))
    if package:
        yield NewFile(target / "__init__.py", b"")
        yield NewFile(target / "versions" / "__init__.py", b"")


def _settings(config: Config, source: Path, target: Path) -> tuple[list[NewFile], list[str]]:
    """Return the configuration files that are to be written, and what to tell of them."""
    from pathlib import Path

    ini = Path(config.config_file_name or config.product.ini)
    toml = Path(config.toml_file_name or TOML)
    ini_template, toml_template = source / f"{config.product.ini}.mako", source / f"{TOML}.mako"
    if not ini_template.is_file():
        ini_template = source / f"{Config.product.ini}.mako"
    files: list[NewFile] = []
    told: list[str] = []
    if not (ini_template.is_file() or toml_template.is_file()):
        raise TemplateError(f"template {source.name!r} has no {ini_template.name}; nothing was written")
    if ini_template.is_file() and ini.exists():
        told.append(f"File {ini.absolute()} already exists, skipping")
    elif ini_template.is_file():
        files.append(NewFile(ini, _rendered(config, ini_template, ini, target)))
    elif config.product.ini_beside_toml is not None and (source / "env.py").is_file() and not ini.exists():
        files.append(NewFile(ini, config.product.ini_beside_toml.encode()))
    if toml_template.is_file() and copy(config).toml_config:  # a copy: the file is about to change
        told.append(f"File {toml.absolute()} already has a [tool.{config.product.name}] table, skipping")
    elif toml_template.is_file():
        before = toml.read_bytes().rstrip() + b"\n\n" if toml.exists() else b""
        # the last one, so that nothing need be put back into a file that was there
        files.append(NewFile(toml, before + _rendered(config, toml_template, toml, target)))
    edited = [str(path.absolute()) for path, of in ((ini, ini_template), (toml, toml_template)) if of.is_file()]
    told.append(f"Please edit configuration/connection/logging settings in {listed(edited)} before proceeding.")
    return files, told


def _rendered(config: Config, template: Path, place: Path, target: Path) -> bytes:
    folder, location = _in_package(target)
    names = {"script_location": _location(place, target), "package_location": location, "package_folder": folder}
    return config.in_own_names(render_template(template, names).encode("utf-8"))


def _in_package(target: Path) -> tuple[str, str]:
    """Return the folder of the outermost package that a script directory is in, and the latter as ``package:path``."""
    from pathlib import Path

    parts = Path(os.path.relpath(target)).parts
    folder = "%(here)s"
    if parts[0] == "src":
        folder, parts = f"{folder}/src", parts[1:]
    return folder, f"{parts[0]}:{'/'.join(parts[1:])}" if len(parts) > 1 else f"{parts[0]}:"


def _location(ini: Path, target: Path) -> str:
    if target.is_absolute():
        return target.as_posix().replace("%", "%%")
    from pathlib import Path

    relative = Path(os.path.relpath(target.absolute(), ini.absolute().parent)).as_posix()
    return "%(here)s/" + relative.replace("%", "%%")


def _write_all(folders: tuple[Path, ...], files: list[NewFile]) -> None:
    """Write everything, or take back what was written."""
    made: list[Path] = []
    try:
        for folder in folders:
            missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
            folder.mkdir(parents=True, exist_ok=True)
            made += reversed(missing)
        for file in files:
            write_atomic(file.path, file.content)
            made.append(file.path)
    except OSError as error:
        for path in reversed(made):
            if path.is_dir():
                import shutil

                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        raise CommandError(
            f"can't write {error.filename or folders[0]}: {error.strerror or error}; nothing was written"
        ) from error
