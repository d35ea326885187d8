"""The configuration: an ini file, ``pyproject.toml`` or both, read lazily; everything else asks this object.

Knows nothing of revisions, databases or the command line; paths and names are handed out as text.
"""

from __future__ import annotations

import configparser
import os
import re
import sys
import warnings
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from copy import copy
from functools import cached_property
from io import StringIO
from typing import TYPE_CHECKING, Any, ClassVar, TextIO, TypedDict, cast

from revgraph.errors import ConfigError
from revgraph.guests import Product, config_class, guest_of, guests
from revgraph.util.console import write_line
from revgraph.util.files import templates_root
from revgraph.util.settings import (
    DATABASES,
    HOOKS,
    PostWriteHookConfig,
    TypedOptions,
    folder_of,
    hooks_of_section,
    hooks_of_tables,
    meant,
    percent_message,
    read_bytes,
    read_ini,
    reason,
    split_paths,
)

if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Self

_TOML_TOKEN = r"%(?:(%)|\((\w+)\)s)"


class MessagingOptions(TypedDict, total=False):
    """What to tell on the terminal."""

    quiet: bool
    verbose: bool


class Config(TypedOptions):
    """Hold the configuration of one migration environment.

    Files are read when the first value is asked for; a file that does not exist is an empty one.

    :param file_: the ini file; a name that ends in ``.toml`` is taken as ``toml_file``.
    :param toml_file: a TOML file with a ``[tool.revgraph]`` table, usually ``pyproject.toml``.
    :param ini_section: section of the ini file that holds the main options; the product's name by default.
    :param output_buffer: where scripts written instead of run (``--sql``) go; standard output by default.
    :param stdout: where messages and data go; ``sys.stdout`` at the time of writing by default.
    :param cmd_opts: what the command line was parsed to.
    :param config_args: more variables for ``%(name)s``.
    :param attributes: objects for env.py, such as a connection.
    """

    arrange: Callable[[Any, Collection[str]], list[str]] | None = None
    """The order in which parallel branches are listed and run, if it is another than ours."""
    product: ClassVar[Product] = Product(
        name="revgraph", config_env="REVGRAPH_CONFIG", version_table="revgraph_version", ini="revgraph.ini"
    )

    def __new__(
        cls,
        file_: str | os.PathLike[str] | None = None,
        toml_file: str | os.PathLike[str] | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> Self:
        """Return a configuration of the kind the files are: another tool's are run under its own names."""
        if cls is Config and (file_ is not None or toml_file is not None):
            ini, toml = (None if file is None else os.fspath(file) for file in (file_, toml_file))
            guest = guest_of(cls.product.name, ini, toml)
            if guest is not None:
                made: Self = super().__new__(config_class(guest))
                return made
        return super().__new__(cls)

    def __init__(
        self,
        file_: str | os.PathLike[str] | None = None,
        toml_file: str | os.PathLike[str] | None = None,
        ini_section: str | None = None,
        output_buffer: TextIO | None = None,
        stdout: TextIO | None = None,
        cmd_opts: Namespace | None = None,
        config_args: Mapping[str, Any] | None = None,
        attributes: dict[str, Any] | None = None,
    ) -> None:
        if file_ is not None and toml_file is None and os.fspath(file_).endswith(".toml"):
            file_, toml_file = None, file_
        self.config_file_name = None if file_ is None else os.fspath(file_)
        self.toml_file_name = None if toml_file is None else os.fspath(toml_file)
        self.config_ini_section = ini_section or self.product.name
        self.output_buffer = output_buffer
        self.cmd_opts = cmd_opts
        self.config_args: dict[str, Any] = dict(config_args or {})
        self.attributes: dict[str, Any] = {} if attributes is None else attributes
        self.ask: Callable[[str], str | None] | None = None
        self.database: str | None = None
        self.explains = self.product.explains
        """Errors of env.py, migrations and drivers come with what is left in the database, instead of as they are."""
        self._stdout = stdout
        self._set_in_code: set[str] = set()
        self.script_dialect: str | None = None
        """While a script is written for a dialect that was asked for: its name. There need be no URL then."""

    def running(self) -> AbstractContextManager[None]:
        """Return the block in which env.py and the revisions run: a tool they were made for is answered for there."""
        with suppress(ConfigError):  # who reads the configuration in earnest says what is wrong
            if self.made_for is not None:
                return cast("AbstractContextManager[None]", config_class(self.made_for)().running())
        return nullcontext()

    @property
    def made_for(self) -> str | None:
        """The tool that env.py and the revisions were made for, if they were made for another.

        :raises ConfigError: if it is none that revgraph answers for.
        """
        name = self.get_text_option("made_for")
        if name is not None and name not in guests():
            raise ConfigError(f"made_for = {name!r}: revgraph answers for {', '.join(guests())} only")
        return name

    @property
    def version_table(self) -> str:
        """The version table, unless env.py names another."""
        return self.get_text_option("version_table") or self.product.version_table

    @property
    def usual_version_table(self) -> str:
        """The version table that has the journal under its usual name beside it."""
        theirs = None if self.made_for is None else config_class(self.made_for).product.version_table
        return self.product.version_table if theirs != self.version_table else self.version_table

    def in_own_names(self, template: bytes) -> bytes:
        """Return the text of a project template as this kind of project has it."""
        return template

    # -- what the program says

    @property
    def stdout(self) -> TextIO:
        """The stream for messages and data."""
        return sys.stdout if self._stdout is None else self._stdout

    @stdout.setter
    def stdout(self, stream: TextIO) -> None:
        self._stdout = stream

    @property
    def messaging_opts(self) -> MessagingOptions:
        """Whether to be quiet, or to tell more, as the command line says."""
        return MessagingOptions(
            quiet=bool(getattr(self.cmd_opts, "quiet", False)), verbose=bool(getattr(self.cmd_opts, "tell_more", False))
        )

    def print_stdout(self, text: str, *arg: Any) -> None:
        """Write a line to :attr:`stdout`, unless told to be quiet.

        :param text: the line; percent-formatted if there are arguments. Characters the stream can't encode are escaped.
        """
        if self.messaging_opts["quiet"]:
            return
        write_line(self.stdout, text % arg if arg else text)

    def silenced(self) -> Config:
        """Return a copy whose messages go nowhere."""
        made = copy(self)
        made._stdout = StringIO()
        return made

    def get_template_directory(self) -> str:
        """Return the folder of the project templates; override it to bring templates of your own."""
        return str(templates_root())

    # -- the ini file

    @cached_property
    def file_config(self) -> configparser.ConfigParser:
        """The parser of the ini file; without a file it has an empty main section.

        :raises ConfigError: if the file can't be read or is no ini file.
        """
        folder = folder_of(self.config_file_name) if self.config_file_name else "."
        defaults = {**self.config_args, "here": folder.replace("%", "%%")}
        parser = configparser.ConfigParser({name: str(value) for name, value in defaults.items()})
        if self.config_file_name is None:
            parser.add_section(self.config_ini_section)
        elif os.path.exists(self.config_file_name):
            read_ini(parser, self.config_file_name)
        return parser

    def get_section(self, name: str, default: Mapping[str, str] | None = None) -> Mapping[str, str] | None:
        """Return all options of an ini section, or ``default`` if there is no such section."""
        if not self.file_config.has_section(name):
            return default
        return {key: self._ini_value(name, key) for key in self.file_config.options(name)}

    def set_main_option(self, name: str, value: str) -> None:
        """Set an option of the main ini section for this object; no file is written.

        :param value: the text as an ini file would have it: a literal ``%`` is doubled.
        """
        self.set_section_option(self.config_ini_section, name, value)

    def remove_main_option(self, name: str) -> None:
        """Forget an option of the main ini section; no file is written."""
        self.file_config.remove_option(self.config_ini_section, name)
        self._set_in_code.discard(name.lower())

    def set_section_option(self, section: str, name: str, value: str) -> None:
        """Set an option of any ini section for this object; the section is made if it is missing.

        :raises ConfigError: if the value holds a single ``%``.
        """
        if not self.file_config.has_section(section):
            self.file_config.add_section(section)
        try:
            self.file_config.set(section, name, value)
        except ValueError:
            # "from None": the original message shows the value, which may hold a password
            raise ConfigError(percent_message(f"the value for {name!r}")) from None
        if section == self.config_ini_section:
            self._set_in_code.add(name.lower())

    def get_section_option(self, section: str, name: str, default: str | None = None) -> str | None:
        """Return an option of an ini section.

        :raises ConfigError: if there is no such section, or the value can't be interpolated.
        """
        if not self.file_config.has_section(section):
            raise ConfigError(f"No config file {self.config_file_name!r} found, or file has no '[{section}]' section")
        if not self.file_config.has_option(section, name):
            return default
        return self._ini_value(section, name)

    def get_main_option(self, name: str, default: str | None = None) -> str | None:
        """Return an option of the main ini section; TOML is not looked at.

        :raises ConfigError: if there is no such section, or the value can't be interpolated.
        """
        return self.get_section_option(self.config_ini_section, name, default)

    def _ini_value(self, section: str, name: str) -> str:
        try:
            return self.file_config.get(section, name)
        except configparser.InterpolationMissingOptionError as error:
            where = f"{self._ini_place(section)}: {name!r} uses %({error.reference})s, which is not defined"
            raise ConfigError(f"{where}; define it, or double the percent sign (%%) if it is meant as such") from None
        except configparser.InterpolationError:
            raise ConfigError(percent_message(f"{self._ini_place(section)}: the value of {name!r}")) from None

    def _ini_place(self, section: str) -> str:
        return f"{self.config_file_name or 'configuration'} [{section}]"

    # -- pyproject.toml

    @cached_property
    def toml_config(self) -> Mapping[str, Any]:
        """The ``[tool.<product>]`` table as written, empty if there is none.

        :raises ConfigError: if the file can't be read, is no TOML, or the entry is not a table.
        """
        name = self.toml_file_name
        if name is None or not os.path.exists(name):
            return {}
        import tomllib  # only here: most projects have no such table

        try:
            content = tomllib.loads(read_bytes(name).decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{name}: can't be read as TOML: {reason(error)}") from None
        tool = content.get("tool", {})
        table = tool.get(self.product.name, {}) if isinstance(tool, dict) else None
        if not isinstance(table, dict):
            raise ConfigError(f"{name}: Incorrect TOML format: 'tool.{self.product.name}' must be a table")
        return table

    def _toml_value(self, name: str, value: Any) -> Any:
        if isinstance(value, str):
            return re.sub(_TOML_TOKEN, lambda match: self._toml_variable(name, match), value)
        if isinstance(value, list):
            return [self._toml_value(name, item) for item in value]
        if isinstance(value, dict):
            return {key: self._toml_value(f"{name}.{key}", item) for key, item in value.items()}
        if isinstance(value, (bool, int, float)):
            return value
        raise ConfigError(f"{self.toml_file_name}: unsupported TOML value type for key {name!r}: {value!r}")

    def _toml_variable(self, name: str, match: re.Match[str]) -> str:
        if match[1]:
            return "%"
        if match[2] == "here":
            return folder_of(self.toml_file_name or ".")
        if match[2] in self.config_args:
            return str(self.config_args[match[2]])
        raise ConfigError(
            f"{self.toml_file_name}: {name!r} uses %({match[2]})s, which is not defined; "
            "double the percent sign (%%) if it is meant as such"
        )

    # -- options from either file

    def get_option(self, name: str, default: Any = None) -> Any:
        """Return an option: from the main ini section if it is there, else from the TOML table.

        :return: text from ini; text, list, dict, bool or int from TOML, with ``%(name)s`` filled in.
        :raises ConfigError: if the value can't be interpolated or is of a type that is not supported.
        """
        section = self._section_with(name)
        own = self._own_table()
        if section is not None and (section != self.config_ini_section or name not in own):
            return self._ini_value(section, name)
        if name in own:
            return self._toml_value(f"databases.{self.database}.{name}", own[name])
        if name in self.toml_config:
            return self._toml_value(name, self.toml_config[name])
        return default

    def place_of_option(self, name: str) -> str:
        """Return where an option is written, for errors."""
        section = self._section_with(name)
        return self._ini_place(section) if section is not None else str(self.toml_file_name)

    def is_in_ini(self, name: str) -> bool:
        """Say whether an option comes from the ini file, where all is text."""
        return self._section_with(name) is not None

    def _section_with(self, name: str) -> str | None:
        """Return the ini section that has an option: that of the database, else the main one."""
        parser, key = self.file_config, name.lower()
        own = f"{self.config_ini_section}.{DATABASES}.{self.database}"
        if self.database is not None and parser.has_option(own, key) and key not in parser.defaults():
            return own
        return self.config_ini_section if parser.has_option(self.config_ini_section, key) else None

    def _own_table(self) -> Mapping[str, Any]:
        """Return the TOML table of the database; empty if there is none."""
        return {} if self.database is None else self._database_tables().get(self.database, {})

    def _database_tables(self) -> Mapping[str, Mapping[str, Any]]:
        found = self.toml_config.get(DATABASES, {})
        for name, table in found.items() if isinstance(found, dict) else [("", None)]:
            if not isinstance(table, dict):  # the value is not shown: it may be a URL
                place = f"{self.toml_file_name}: 'tool.{self.product.name}.{DATABASES}{'.' * bool(name)}{name}'"
                raise ConfigError(f"{place} must be a table, with the options of {'the' if name else 'each'} database")
        return found  # type: ignore[no-any-return]  # as was made sure of

    def database_names(self) -> tuple[str, ...]:
        """Return the names of the databases that are configured besides the main one, in alphabetical order.

        They are tables ``[tool.revgraph.databases.NAME]`` or ini sections ``[revgraph.databases.NAME]``.
        """
        prefix = f"{self.config_ini_section}.{DATABASES}."
        sections = {name[len(prefix) :] for name in self.file_config.sections() if name.startswith(prefix)}
        return tuple(sorted(sections.union(self._database_tables())))

    def for_database(self, name: str) -> Config:
        """Return a copy in which the options of one of several databases come before the main ones.

        :param name: one of :meth:`database_names`.
        :raises ConfigError: if there is no such database.
        """
        names = self.database_names()
        if name not in names:
            known = f"there are: {', '.join(names)}" if names else "no databases are configured"
            raise ConfigError(f"no database is called {name!r}; {known}")
        made = copy(self)
        made.database = name
        made.attributes = dict(self.attributes)
        return made

    def get_script_location(self) -> str:
        """Return ``script_location`` as written.

        :raises ConfigError: if it is missing; says which file or section was looked for; or if another option of ours
            is misspelt.
        """
        if self.product.careful:
            self._refuse_misspelt()
        location = self.get_text_option("script_location")
        if location is None:
            raise ConfigError(f"No 'script_location' key found in configuration: {self._why_missing()}")
        return location

    def _refuse_misspelt(self) -> None:
        """Refuse options that are almost one of ours, which would have no effect in silence."""
        section, table = self.config_ini_section, f"{self.toml_file_name} [tool.{self.product.name}"
        own = f".{DATABASES}.{self.database}"
        written = [
            (self._ini_place(name), self.file_config.options(name))
            for name in (section, f"{section}{own}")
            if self.file_config.has_section(name)
        ]
        written += [(f"{table}]", [*self.toml_config]), (f"{table}{own}]", [*self._own_table()])]
        passed = self._set_in_code.union(self.file_config.defaults())
        for place, names in written:
            for name in names:
                name_meant = None if name in passed else meant(name)
                if name_meant is not None:
                    raise ConfigError(
                        f"{place}: there is no option {name!r}; did you mean {name_meant!r}? "
                        "An option of your own needs a name that is less like it"
                    )

    def _why_missing(self) -> str:
        name, places = self.product.name, []
        ini = self.config_file_name or (None if self.toml_file_name else self.product.ini)
        if ini is not None and not os.path.exists(ini):
            places.append(f"there is no file {ini} in {os.getcwd()}")
        elif ini is not None:
            has_section = self.file_config.has_section(self.config_ini_section)
            places.append(f"{ini} has {'no such key in' if has_section else 'no section'} [{self.config_ini_section}]")
        if self.toml_file_name is not None and os.path.exists(self.toml_file_name):
            lacking = "such key in" if self.toml_config else "table"
            places.append(f"{self.toml_file_name} has no {lacking} [tool.{name}]")
        elif self.toml_file_name is not None:
            places.append(f"there is no file {self.toml_file_name}")
        return (
            f"{', '.join(places)}; add the key, name another file with -c, "
            f"or make a project with '{name} init migrations'"
        )

    def get_version_locations_list(self) -> list[str] | None:
        """Return the folders of revision files as written, or None if the option is missing.

        :raises ConfigError: if the separator is none of those allowed, or the TOML value is no list of strings.
        """
        return self._path_list("version_locations", "version_path_separator", r"[,\s]+")

    def get_prepend_sys_paths_list(self) -> list[str] | None:
        """Return the folders to put in front of ``sys.path`` as written, or None if the option is missing.

        :raises ConfigError: if the separator is none of those allowed, or the TOML value is no list of strings.
        """
        return self._path_list("prepend_sys_path", None, r"[,\s:]+")

    def sys_path_entries(self) -> list[str]:
        """Return what goes to the front of ``sys.path``: absolute, so that it is found after a change of folder."""
        return [os.path.abspath(path) for path in self.get_prepend_sys_paths_list() or ()]

    def _path_list(self, name: str, old_separator: str | None, old_split: str) -> list[str] | None:
        value = self.get_option(name)
        if value is None:
            return None
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return [item for item in value if item]
        if not isinstance(value, str):
            raise ConfigError(f"{self.toml_file_name}: {name!r} must be a list of strings")
        if not self.is_in_ini(name):
            return [value]
        for key in filter(None, ("path_separator", old_separator)):
            separator = self.get_main_option(key)
            if separator is not None:
                if key != "path_separator":
                    _deprecated(f"The {key} configuration parameter is deprecated; please use path_separator")
                return split_paths(value, separator, key)
        parts = [part for part in re.split(old_split, value) if part]
        if len(parts) > 1 or not self.product.careful:
            where = "spaces/commas" if old_separator else "spaces, commas, and colons"
            _deprecated(
                f"No path_separator found in configuration; falling back to legacy splitting on {where} for {name}; "
                "say 'path_separator = os' in the ini file"
            )
        return parts

    def get_hooks_list(self) -> list[PostWriteHookConfig]:
        """Return the post-write hooks in order; each mapping holds its options and, under ``_hook_name``, its name.

        Hooks named in the ini file's ``[post_write_hooks]`` win over those of the TOML file.

        :raises ConfigError: if the TOML entry is not a list of tables with names.
        """
        found = hooks_of_section(self.get_section(HOOKS, {}) or {})
        if found:
            return found
        tables = self._toml_value(HOOKS, self.toml_config.get(HOOKS, []))
        return hooks_of_tables(tables, f"{self.toml_file_name}: '{HOOKS}'", f"tool.{self.product.name}.{HOOKS}")

    # -- the database

    @property
    def says_environment(self) -> bool:
        """Whether it says all that env.py would, so that there need be none."""
        named = self.get_option("metadata") or self.get_option("engine")
        return bool(named) or self.get_boolean_option("no_env_py")

    def database_url(self) -> str:
        """Return the URL of the database; one of nothing but the dialect while a script for a dialect is written.

        A URL set with :meth:`set_main_option` wins; then the environment variable that the option ``url_env`` names,
        if it is set; then ``sqlalchemy.url`` of the ini file; then ``sqlalchemy.url`` or ``url`` of the TOML file.

        :raises ConfigError: if there is none.
        """
        if self.script_dialect is not None:
            return f"{self.script_dialect}://"
        if "sqlalchemy.url" in self._set_in_code:
            return str(self.get_main_option("sqlalchemy.url"))
        own = self._own_url()
        if own is not None:
            return own
        variable = self.get_text_option("url_env")
        if variable is not None and os.environ.get(variable):
            return os.environ[variable]
        from revgraph.util.variables import filled_in

        nested = self.get_option("sqlalchemy")
        for url in (
            self.get_option("sqlalchemy.url"),
            nested.get("url") if isinstance(nested, dict) else None,
            self.get_option("url"),
        ):
            if url:
                return filled_in(self._text_of_url(url), "the database URL")
        raise ConfigError(self._no_url(variable))

    def _own_url(self) -> str | None:
        """Return the URL that stands with one of several databases itself; it comes before what is said for all."""
        if self.database is None:
            return None
        section = f"{self.config_ini_section}.{DATABASES}.{self.database}"
        own = dict(self._own_table())
        if section in self.file_config:
            own |= {name: self._ini_value(section, name) for name in self.file_config.options(section)}
        variable = own.get("url_env")
        if variable and os.environ.get(str(variable)):
            return os.environ[str(variable)]
        url = own.get("sqlalchemy.url") or own.get("url")
        from revgraph.util.variables import filled_in

        what = f"the URL of database {self.database!r}"
        return filled_in(self._text_of_url(self._toml_value("url", url)), what) if url else None

    def _text_of_url(self, url: Any) -> str:
        if not isinstance(url, str):  # it is not shown: there may be a password in it
            raise ConfigError(f"{self.toml_file_name}: 'url' must be a string, and is of type {type(url).__name__}")
        return url

    def _no_url(self, variable: str | None) -> str:
        where = f"'sqlalchemy.url' in [{self.config_ini_section}] of {self.config_file_name or self.product.ini}"
        if self.toml_file_name is not None:
            where += f" or 'url' in [tool.{self.product.name}] of {self.toml_file_name}"
        if self.database is None and self.database_names():
            return f"there are several databases: {', '.join(self.database_names())}; choose with --db NAME, or --all"
        if variable is None:
            return f"no database URL: set {where}, or name an environment variable that holds it with 'url_env'"
        return f"no database URL: the environment variable {variable} ('url_env') is not set; set it, or {where}"


def _deprecated(message: str) -> None:
    warnings.warn(message, DeprecationWarning, stacklevel=5)
