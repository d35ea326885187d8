"""The templates are found from an installed wheel and from an editable install alike."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.kit.source import ROOT


@dataclass(frozen=True)
class Installation:
    """A virtual environment with revgraph in it; dependencies come from the one the tests run in."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def packages(self) -> Path:
        return next(self.folder.glob("lib/python*/site-packages"))

    def share_dependencies(self) -> None:
        lines = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
        (self.packages / "zz_shared.pth").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def run(self, *argv: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "REVGRAPH"))}
        return subprocess.run([self.python, *argv], cwd=cwd, env=environment, capture_output=True, text=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as pip would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(params=["wheel", "editable"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    """A fresh environment, with revgraph installed from a wheel, or by a path file as an editable install is."""
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    made = Installation(folder)
    if request.param == "wheel":
        with zipfile.ZipFile(request.getfixturevalue("wheel")) as archive:
            archive.extractall(made.packages)
    else:
        (made.packages / "aa_revgraph.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    made.share_dependencies()
    return made


def test_init_finds_its_templates(installation: Installation, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    done = installation.run("-m", "revgraph", "init", "migrations", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (tmp_path / "migrations").iterdir()}
    assert made == {"README", "env.py", "script.py.mako", "versions"}
    assert (tmp_path / "revgraph.ini").is_file()


def test_the_package_that_runs_is_the_installed_one(installation: Installation, tmp_path: Path) -> None:
    code = "import revgraph, revgraph.util.files as files; print(revgraph.__file__); print(files.templates_root())"
    package, templates = (Path(line) for line in installation.run("-c", code, cwd=tmp_path).stdout.split())
    if package.is_relative_to(installation.folder):
        assert templates == package.parent / "templates"
    else:
        assert package.parent.parent == ROOT
        assert templates == ROOT / "templates"


def test_demo_models_are_installed(installation: Installation, tmp_path: Path) -> None:
    code = "import revgraph.util.files as files; print(*(path.name for path in files.templates_root().glob('demo/*')))"
    found = installation.run("-c", code, cwd=tmp_path).stdout.split()
    assert {"models.py", "models_later.py"} <= set(found)


def test_the_wheel_holds_no_tests_and_is_typed(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "revgraph/py.typed" in names
    assert {name.partition("/")[0] for name in names if ".dist-info" not in name} == {"revgraph"}
    assert any(name.endswith("licenses/docs/LICENSE") for name in names)
    assert not [name for name in names if "__pycache__" in name]


def test_the_console_script_is_declared(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        declared = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "revgraph = revgraph.__main__:main" in archive.read(declared).decode()
