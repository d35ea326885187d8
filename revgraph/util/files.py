"""Files: atomic writing, templates, loading Python by path. No knowledge of revisions or databases.

What only some functions need is imported inside them: every command that only reads headers imports this file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from revgraph.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def templates_root() -> Path:
    """Return the folder of the project templates.

    An installed wheel holds it inside the package; in a checkout (editable install) it stands beside the package.

    :raises TemplateError: if there is neither.
    """
    from pathlib import Path

    package = Path(__file__).resolve().parents[1]
    for candidate in (package / "templates", package.parent / "templates"):
        if candidate.is_dir():
            return candidate
    raise TemplateError(
        f"the templates are missing from this installation (looked beside {package}); reinstall revgraph"
    )


def write_atomic(path: Path, content: str | bytes, *, encoding: str = "utf-8", overwrite: bool = True) -> None:
    """Write a whole file or nothing: to a temporary neighbour first, then renamed over ``path``.

    :param path: where to; its folder is made if missing.
    :param content: text (line ends written as they are) or bytes.
    :param encoding: of the text.
    :param overwrite: replace a file that is there; otherwise that is a FileExistsError.
    :raises OSError: writes nothing if it raises.
    """
    import tempfile

    data = content if isinstance(content, bytes) else content.encode(encoding)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(data)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        os.chmod(name, mode)
        if overwrite:
            os.replace(name, path)
        else:
            _rename_to_new(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Write several files, or leave all of them as they were.

    The new contents and copies of the old ones are written to temporary neighbours first; only then the files are
    replaced, and put back if one of them can't be.

    :param contents: what each file shall hold; one that does not exist is made.
    :raises OSError: if one can't be written.
    """
    with ExitStack() as leftovers:
        new = {path: _temporary_neighbour(path, data, leftovers) for path, data in contents.items()}
        old = {path: _temporary_neighbour(path, path.read_bytes(), leftovers) for path in contents if path.exists()}
        with ExitStack() as undo:
            for path, name in new.items():
                if path in old:
                    undo.callback(os.replace, old[path], path)
                else:
                    undo.callback(path.unlink, missing_ok=True)
                os.replace(name, path)
            undo.pop_all()


@contextmanager
def changed_files(contents: Mapping[Path, bytes | None]) -> Iterator[None]:
    """Change files for good if the block ends well; if it raises, all of them are again as they were.

    :param contents: what each file shall hold; None for one that shall go.
    :raises OSError: if one can't be written or removed.
    """
    before = {path: path.read_bytes() if path.exists() else None for path in contents}
    try:
        _change(contents)
        yield
    except BaseException:
        _change(before)
        raise


def _change(contents: Mapping[Path, bytes | None]) -> None:
    replace_files({path: data for path, data in contents.items() if data is not None})
    for path, data in contents.items():
        if data is None:
            path.unlink(missing_ok=True)


def _temporary_neighbour(path: Path, data: bytes, leftovers: ExitStack) -> str:
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    leftovers.callback(_unlink_if_there, name)
    with os.fdopen(handle, "wb") as temporary:
        temporary.write(data)
    os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    return name


def _unlink_if_there(name: str) -> None:
    with suppress(OSError):
        os.unlink(name)


def _rename_to_new(temporary: str, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: take the name first, then rename over it
        with path.open("xb"):
            os.replace(temporary, path)
    else:
        os.unlink(temporary)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def render_template(template: Path, variables: Mapping[str, Any], *, encoding: str = "utf-8") -> str:
    """Render a Mako template and return the text.

    :param template: the ``.mako`` file.
    :param variables: names the template may use.
    :param encoding: of the template file.
    :raises TemplateError: if it is missing or does not render; names the template's line.
    """
    from mako import exceptions
    from mako.template import Template

    if not template.is_file():
        raise TemplateError(f"template {template} does not exist; take it from a project that 'init' makes elsewhere")
    try:
        made = Template(filename=str(template), input_encoding=encoding, strict_undefined=False)
        return str(made.render_unicode(**variables))
    except Exception as error:
        records = exceptions.RichTraceback(error=error).records
        line = next((record[5] for record in reversed(records) if record[5] is not None), None)
        at = f":{line}" if line is not None else ""
        raise TemplateError(f"{template}{at}: the template does not render: {type(error).__name__}: {error}") from error


def template_traceback(error: BaseException) -> str:
    """Return the traceback of what a template raised, with the template's own lines in it.

    :param error: the cause of a :class:`TemplateError`.
    """
    from mako.exceptions import text_error_template

    return str(text_error_template().render_unicode(error=error, traceback=error.__traceback__))


def load_python_file(path: Path, module_name: str) -> ModuleType:
    """Execute a ``.py`` or ``.pyc`` file and return it as a module that is not entered in ``sys.modules``.

    :param path: the file.
    :param module_name: its ``__name__``.
    :raises Exception: whatever the file raises.
    """
    import importlib.util
    from importlib.machinery import SourceFileLoader, SourcelessFileLoader

    loader_type = SourcelessFileLoader if path.suffix in (".pyc", ".pyo") else SourceFileLoader
    spec = importlib.util.spec_from_file_location(module_name, path, loader=loader_type(module_name, str(path)))
    if spec is None or spec.loader is None:
        raise ImportError(f"can't load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compiled_twin(source: Path) -> Path | None:
    """Return what a Python file was compiled to, in ``__pycache__`` or beside it; None if there is no such file.

    :param source: the ``.py`` file, which need not be there.
    """
    import importlib.util
    from importlib.machinery import BYTECODE_SUFFIXES
    from pathlib import Path

    cached = Path(importlib.util.cache_from_source(str(source)))
    beside = [source.with_suffix(suffix) for suffix in BYTECODE_SUFFIXES]
    return next((each for each in (cached, *beside) if each.is_file()), None)


def line_in_file(error: BaseException, path: str) -> int | None:
    """Return the line of a Python file that raised an exception, or that does not compile; None if it did neither.

    :param error: the exception.
    :param path: the file, as it was loaded.
    """
    wanted = os.path.normpath(path)
    if isinstance(error, SyntaxError) and error.filename and os.path.normpath(error.filename) == wanted:
        return error.lineno
    line, place = None, error.__traceback__
    while place is not None:
        if os.path.normpath(place.tb_frame.f_code.co_filename) == wanted:
            line = place.tb_lineno
        place = place.tb_next
    return line


def prepend_sys_path(paths: list[str]) -> None:
    """Put folders at the front of ``sys.path``, in their order; one that is there already moves."""
    wanted = list(dict.fromkeys(paths))
    if sys.path[: len(wanted)] != wanted:
        sys.path[:] = wanted + [path for path in sys.path if path not in wanted]
