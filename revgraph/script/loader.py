"""Execute a revision file, once, and keep the module.

Knows the file by its path only; what a revision file must hold is not known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from revgraph.errors import ScriptLoadError, ScriptSyntaxError
from revgraph.util.files import line_in_file, load_python_file
from revgraph.util.text import named

if TYPE_CHECKING:
    from types import ModuleType


class ModuleLoader:
    """Load one file when its module is asked for; all copies of a revision share the loader, so it runs once.

    :param path: the ``.py`` or ``.pyc`` file.
    :param module: of the file, if it was executed already.
    """

    __slots__ = ("_module", "path")

    def __init__(self, path: str, module: ModuleType | None = None) -> None:
        self.path = path
        self._module = module

    def load(self) -> ModuleType:
        """Return the module, executing the file the first time.

        :raises ScriptSyntaxError: if it does not compile.
        :raises ScriptLoadError: if it raises, with the line of the file that was running.
        """
        if self._module is None:
            self._module = self._executed()
        return self._module

    def _executed(self) -> ModuleType:
        import re
        from pathlib import Path

        path = Path(self.path)
        try:
            return load_python_file(path, re.sub(r"\W", "_", path.name))
        except SyntaxError as error:
            if error.filename == self.path:
                raise ScriptSyntaxError(
                    f"this revision does not compile: {error.msg}; correct the line", path=self.path, line=error.lineno
                ) from error
            raise ScriptLoadError(_told(error), path=self.path, line=line_in_file(error, self.path)) from error
        # SystemExit too: a script that calls sys.exit() must not end a command in silence
        except (Exception, SystemExit) as error:
            raise ScriptLoadError(_told(error), path=self.path, line=line_in_file(error, self.path)) from error


def _told(error: BaseException) -> str:
    return f"the file raised {named(error)} while it was loaded"
