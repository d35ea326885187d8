"""The alias is in place where it was asked for, and nowhere else."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from unittest import mock

import pytest

from revgraph.compat.alembic import MODULES, install, installed, uninstall
from revgraph.compat.alembic.program import COMMANDS
from revgraph.config import Config
from revgraph.errors import ConfigError, RevgraphError
from revgraph.graph.revision import Revision
from revgraph.operations import Operations, ops
from revgraph.operations.base import door
from revgraph.plugins import chosen_plugins
from revgraph.runtime.environment import door as environment
from revgraph.runtime.migration import MigrationContext
from revgraph.script.base import ScriptDirectory


def test_inside_the_block_alembic_is_revgraph() -> None:
    with installed():
        from alembic import context, op
        from alembic.script import ScriptDirectory

        import revgraph.script

        assert ScriptDirectory is revgraph.script.ScriptDirectory
        assert op.add_column is import_module("revgraph.op").add_column
        assert not hasattr(context, "config")  # no environment is running


def test_outside_the_real_one_is_what_it_was() -> None:
    real = pytest.importorskip("alembic")
    real_op = import_module("alembic.op")
    with installed():
        assert import_module("alembic") is not real
    assert import_module("alembic") is real
    assert import_module("alembic.op") is real_op
    assert real.op is real_op


def test_without_the_real_one_nothing_is_left() -> None:
    code = (
        "import sys; sys.modules['alembic'] = None\n"  # as if it were not installed
        "from revgraph.compat.alembic import installed\n"
        "with installed():\n    from alembic.util import CommandError\n"
        "assert sys.modules['alembic'] is None\n"
        "try:\n    import alembic.op\nexcept ModuleNotFoundError:\n    print('gone')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("gone\n", 0), done.stderr


def test_installations_nest() -> None:
    before = sys.modules.get("alembic")
    install()
    with installed():
        pass
    alias = import_module("alembic")
    assert alias.__version__.count(".") == 2
    uninstall()
    uninstall()  # once too often does no harm
    assert sys.modules.get("alembic") is before


def test_what_is_lent_to_our_classes_is_taken_back() -> None:
    with installed():
        import_module("alembic.op").add_column  # noqa: B018
        assert hasattr(Revision, "_all_down_revisions")
    assert not hasattr(Revision, "_all_down_revisions")
    assert not hasattr(MigrationContext, "_version")


def test_our_classes_have_what_they_had() -> None:
    before = dict(vars(ScriptDirectory)), dict(vars(RevgraphError))
    install()
    import_module("alembic.op").add_column  # noqa: B018
    uninstall()
    assert (dict(vars(ScriptDirectory)), dict(vars(RevgraphError))) == before


def test_a_replaced_name_is_replaced_for_revgraph_too() -> None:
    with installed(), mock.patch("alembic.command.upgrade") as upgrade:
        import revgraph.command

        assert revgraph.command.upgrade is upgrade
    assert revgraph.command.upgrade is not upgrade


def test_every_module_of_the_table_can_be_imported() -> None:
    with installed():
        for name in MODULES:
            assert import_module(name).__name__ == name
        with pytest.raises(ImportError):
            import_module("alembic.nonesuch")


@pytest.mark.parametrize(
    ("ini", "toml", "product"),
    [
        ("[alembic]\nscript_location = x\n", "", "alembic"),
        ("[revgraph]\nscript_location = x\n", "", "revgraph"),
        ("[alembic]\n[revgraph]\n", "", "revgraph"),
        ("", "[tool.alembic]\nscript_location = 'x'\n", "alembic"),
        ("", "[tool.revgraph]\n[tool.alembic]\n", "revgraph"),
        ("[other]\n", "[tool.other]\n", "revgraph"),
        ("", "", "revgraph"),
    ],
)
def test_a_configuration_is_of_the_kind_its_files_are(tmp_path, ini: str, toml: str, product: str) -> None:
    (tmp_path / "x.ini").write_text(ini)
    (tmp_path / "pyproject.toml").write_text(toml)
    config = Config(tmp_path / "x.ini", tmp_path / "pyproject.toml")
    assert config.product.name == config.config_ini_section == product
    assert config.product.version_table == f"{product}_version"


def test_the_names_of_plug_ins_that_env_py_may_give_are_known() -> None:
    with installed():
        built_in, others = chosen_plugins(["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"])
        assert "tables" in built_in
        assert [each.name for each in others] == ["alembic.ext.checkconstraint_byname"]
    with pytest.raises(ConfigError):
        chosen_plugins(["alembic.autogenerate.*"])


def test_commands_are_those_of_alembics_module() -> None:
    import revgraph.command

    with installed():
        command = import_module("alembic.command")
        found = {
            name for name in dir(command) if getattr(getattr(command, name), "__module__", "") == "alembic.command"
        }
    assert found == set(COMMANDS)
    assert revgraph.command.upgrade.__module__.startswith("revgraph.command")


def test_what_is_registered_twice_is_refused_in_alembics_words() -> None:
    def register() -> str:
        with pytest.raises(ValueError, match="function") as refusal:
            Operations.implementation_for(ops.CreateTableOp)(mock.Mock())
        return str(refusal.value)

    before = register()
    with installed():
        assert import_module("alembic.op").add_column
        assert register() == (
            "Can not set dispatch function for object <class 'alembic.operations.ops.CreateTableOp'>: key already "
            "exists. To replace existing function, use replace=True."
        )
    assert register() == before == f"operations: there is already a function for {ops.CreateTableOp!r} (default)"


def test_what_is_current_is_behind_op_and_context() -> None:
    with installed():
        op, context = import_module("alembic.op"), import_module("alembic.context")
        current = Operations(mock.Mock(opts={}))
        with door.opened(current):
            assert op._proxy is current
        with environment.opened(mock.sentinel.environment):
            assert context._proxy is mock.sentinel.environment
        for outside in (op, context):
            assert not hasattr(outside, "_proxy")


def test_outside_of_an_environment_the_function_is_named() -> None:
    with installed():
        op, context = import_module("alembic.op"), import_module("alembic.context")
        op._proxy = Operations(mock.Mock(opts={}))
        assert str(op.inline_literal("x")) == "'x'"
        del op._proxy
        with pytest.raises(NameError, match=r"^Can't invoke function 'inline_literal', .* 'Operations' class"):
            op.inline_literal("x")
        with pytest.raises(NameError, match=r"'get_context'.* for the Alembic 'EnvironmentContext' class"):
            context.get_context()
    with pytest.raises(NameError, match=r"^'op' has nothing to act on here"):
        import_module("revgraph.op").inline_literal("x")
