"""Files as ``alembic.util.pyfiles`` knows them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import wraps
from importlib import resources
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import ModuleType
from typing import Any

from revgraph.errors import TemplateError
from revgraph.util import files


def load_python_file(dir_: str | os.PathLike[str], filename: str | os.PathLike[str]) -> ModuleType:
    """Execute a Python file, or its compiled twin where there is no source, and return its module.

    :param dir_: its folder.
    :param filename: its name.
    :raises ImportError: if there is neither.
    """
    path = Path(dir_) / filename
    name = re.sub(r"\W", "_", Path(filename).name)
    if not path.exists():
        compiled = pyc_file_from_path(path)
        if compiled is None:
            raise ImportError(f"Can't find Python file {path}")
        path = compiled
    return files.load_python_file(path, name)


def pyc_file_from_path(path: str | os.PathLike[str]) -> Path | None:
    """Return the compiled twin of a Python file, in ``__pycache__`` or beside it; None if there is none."""
    return files.compiled_twin(Path(path))


def coerce_resource_to_filename(fname_or_resource: str) -> Path:
    """Return ``package:path`` as a path inside that package; a plain path as it is."""
    if os.path.isabs(fname_or_resource) or ":" not in fname_or_resource:
        return Path(fname_or_resource)
    package, *inner = fname_or_resource.split(":")
    return Path(str(resources.files(package).joinpath(*inner)))


def keeping_traceback(original: Callable[..., str]) -> Callable[..., str]:
    """Return ``render_template`` as it leaves a file that tells where in the template an error is, and names it."""

    @wraps(original)
    def render_template(template: Path, variables: Mapping[str, Any], *, encoding: str = "utf-8") -> str:
        try:
            return original(template, variables, encoding=encoding)
        except TemplateError as error:
            if error.__cause__ is None:  # it is not there
                raise
            with NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", delete=False) as file:
                file.write(files.template_traceback(error.__cause__))
            told = f"Template rendering failed; see {file.name} for a template-oriented traceback. {error}"
            raise TemplateError(told) from error.__cause__

    return render_template


def template_to_file(
    template_file: str | os.PathLike[str],
    dest: str | os.PathLike[str],
    output_encoding: str,
    *,
    append_with_newlines: bool = False,
    **kw: Any,
) -> None:
    """Render a Mako template into a file.

    :param append_with_newlines: add to a file that is there, after an empty line, instead of replacing it.
    :param kw: names the template may use.
    :raises TemplateError: if it does not render; nothing was written.
    """
    text = keeping_traceback(files.render_template)(Path(template_file), kw, encoding=output_encoding)
    target = Path(dest)
    if append_with_newlines and target.exists():
        text = target.read_text(encoding=output_encoding) + "\n\n" + text
    files.write_atomic(target, text, encoding=output_encoding)
