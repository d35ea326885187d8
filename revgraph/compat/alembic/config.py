"""A configuration of Alembic's own: its names, its keys, its version table."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TextIO

from revgraph.compat.alembic.faces import installed
from revgraph.compat.alembic.revisions import peer_order
from revgraph.compat.alembic.streams import write_outstream
from revgraph.compat.alembic.table import PLUGINS
from revgraph.config import Config as OwnConfig
from revgraph.guests import Product

if TYPE_CHECKING:
    import configparser
    from argparse import Namespace

log = logging.getLogger("alembic.config")

ALEMBIC = Product(
    name="alembic",
    config_env="ALEMBIC_CONFIG",
    version_table="alembic_version",
    ini="alembic.ini",
    options={
        "version_num_width": 32,
        "render_as_batch": False,
        "code_width": None,
        "code_signature": "Alembic",
        "plain_drafts": True,
        "autogenerate_plugins": PLUGINS,
        "mysql_unstated_is_none": True,
    },
    explains=False,
    careful=False,
    ini_beside_toml="""\
# What can't stand in pyproject.toml: the URL of the database. A % in it is written %%.

[alembic]
sqlalchemy.url = driver://user:pass@localhost/dbname
""",
)


TRANSLATED = (
    (rb"(?m)^(?:#.*\n)*# url_env = .*\n\n", b""),
    (rb"(?m)^(?:#.*\n)*(?:heads_lock|journal) = .*\n\n", b""),
    (rb"config\.database_url\(\)", b'config.get_main_option("sqlalchemy.url")'),
    (rb"compare_server_default=True,\n\s*", b""),
    (rb"(?m)^(?:#.*\n)*(?:# url_env|url) = \".*\n\n", b""),
    (rb"(?m)^(?:#.*\n)*# lock(?:_timeout)? = .*\n(?:#.*\n)*\n", b""),
    (rb"(?m)^(?:#.*\n)*# revision_id = .*\n\n", b""),
    (rb"(?m)^# revision_id = \".*\n", b""),
    (rb"revgraph", ALEMBIC.name.encode()),
)
"""What is written otherwise in a new Alembic project, so that Alembic itself can run it: pattern and replacement."""


LACKS = frozenset(
    {
        *(f"op.{verb}_enum" for verb in ("create", "alter", "drop")),
        *("op.add_enum_value", "op.rename_enum_value"),
        *(f"op.{verb}_sequence" for verb in ("create", "alter", "drop")),
        *(f"op.{verb}_{kind}" for verb in ("create", "drop") for kind in ("schema", "extension")),
        *(f"op.rename_{kind}" for kind in ("column", "constraint", "index")),
        *("op.validate_constraint", "op.missing_value", "op.online_only"),
        "config.database_url",
    }
)
"""What a project may use of revgraph that Alembic does not have."""


class Config(OwnConfig):
    """Hold the configuration of an Alembic environment; see :class:`revgraph.config.Config`.

    :param ini_section: section of the ini file that holds the main options.
    :param stdout: where messages and data go.
    """

    product: ClassVar[Product] = ALEMBIC
    lacks: ClassVar[frozenset[str]] = LACKS
    arrange = staticmethod(peer_order)

    def __init__(
        self,
        file_: str | os.PathLike[str] | None = None,
        toml_file: str | os.PathLike[str] | None = None,
        ini_section: str | None = ALEMBIC.name,
        output_buffer: TextIO | None = None,
        stdout: TextIO | None = None,
        cmd_opts: Namespace | None = None,
        config_args: Mapping[str, Any] | None = None,
        attributes: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(file_, toml_file, ini_section, output_buffer, stdout, cmd_opts, config_args, attributes)

    def running(self) -> AbstractContextManager[None]:
        """Return the block in which env.py and the revisions run: ``import alembic`` finds revgraph there."""
        return installed()

    @property
    def made_for(self) -> str | None:
        """Nothing: all of it is Alembic's, and answered for anyway."""
        return None

    @property
    def version_table(self) -> str:
        """The version table, unless env.py names another: the only way that Alembic has."""
        return self.product.version_table

    def sys_path_entries(self) -> list[str]:
        """Return what goes to the front of ``sys.path``, as written."""
        return self.get_prepend_sys_paths_list() or []

    def in_own_names(self, template: bytes) -> bytes:
        """Return the text of a project template as an Alembic project has it."""
        for pattern, replacement in TRANSLATED:
            template = re.sub(pattern, replacement, template)
        return template

    def print_stdout(self, text: str, *arg: Any) -> None:
        """Write a line to :attr:`stdout`, unless told to be quiet; what the stream can't encode becomes ``?``.

        :param text: the line; percent-formatted if there are arguments.
        """
        if not self.messaging_opts["quiet"]:
            write_outstream(self.stdout, text % arg if arg else text, "\n")

    @cached_property
    def file_config(self) -> configparser.ConfigParser:
        """The parser of the ini file; from then on :attr:`config_args` has its folder as ``here``."""
        if getattr(self.cmd_opts, "verbose", False):
            if self.config_file_name is None:
                log.info("No config file provided")
            else:
                log.info("Loading config from file: %s", self.config_file_name)
        parser: configparser.ConfigParser = vars(OwnConfig)["file_config"].func(self)
        self.config_args["here"] = parser.get(parser.default_section, "here")
        return parser

    @property
    def toml_config(self) -> Mapping[str, Any]:
        """The ``[tool.alembic]`` table as written."""
        return self.toml_alembic_config

    @cached_property
    def toml_alembic_config(self) -> Mapping[str, Any]:
        """The ``[tool.alembic]`` table as written."""
        table: Mapping[str, Any] = vars(OwnConfig)["toml_config"].func(self)
        return table

    def get_alembic_option(self, name: str, default: str | None = None) -> Any:
        """Return an option: from the main ini section if it is there, else from the TOML table."""
        return self.get_option(name, default)

    def get_alembic_boolean_option(self, name: str) -> bool:
        """Return an option that is true or false."""
        return self.get_boolean_option(name)

    @property
    def _config_file_path(self) -> Path | None:
        return None if self.config_file_name is None else Path(self.config_file_name)

    @property
    def _toml_file_path(self) -> Path | None:
        return None if self.toml_file_name is None else Path(self.toml_file_name)
