"""A script that starts worker processes must be one they can import: refused in one sentence before the first worker.

Every new worker process imports the script that started it.  Without ``if __name__ == "__main__":`` it would start
workers itself, and a script that came through a pipe cannot be imported at all.
"""

import ast
import multiprocessing
import sys
import threading
from pathlib import Path
from types import FrameType, ModuleType

from hunt.errors import HuntError

THREADS = 'or use executor = "threads", which is as fast'


def refuse_unguarded_script(executor: str) -> None:
    """Refuse to start worker processes from a script that they cannot import.

    Raises
    ------
    HuntError
        When the script was not read from a file, or runs this outside ``if __name__ == "__main__":``.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):  # a worker is importing the script just now
        raise HuntError(_unguarded(executor))
    main = sys.modules.get("__main__")
    file = getattr(main, "__file__", None)
    if main is None or file is None or _is_program(main):
        return  # an interactive session, a notebook or ``python -c``: workers import nothing
    if not Path(file).is_file():
        raise HuntError(
            f"executor = {executor!r} needs a script in a file, because each worker imports it, and this one comes "
            f"from {file}; save it as a file, {THREADS}."
        )
    line = _line_of_script()
    if line is not None and not _is_guarded(Path(file), line):
        raise HuntError(_unguarded(executor))


def _unguarded(executor: str) -> str:
    return (
        f'executor = {executor!r} needs the line  if __name__ == "__main__":  above what your script runs, because '
        f"each worker imports the script; add it, {THREADS}."
    )


def _is_program(main: ModuleType) -> bool:
    """Tell whether a package was started with ``python -m``; workers do not import its ``__main__`` again."""
    spec = getattr(main, "__spec__", None)
    return spec is not None and (spec.name == "__main__" or spec.name.endswith(".__main__"))


def _line_of_script() -> int | None:
    """Return the line of the script that is being run, outside of all functions; None where no such line is known."""
    frame: FrameType | None = sys._current_frames().get(threading.main_thread().ident or 0)
    found = None
    while frame is not None:
        if frame.f_code.co_name == "<module>" and frame.f_globals.get("__name__") == "__main__":
            found = frame.f_lineno
        frame = frame.f_back
    return found


def _is_guarded(file: Path, line: int) -> bool:
    """Tell whether a line of a script stands below an ``if`` that asks for ``__name__``."""
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return True  # not for us to judge: a zip file, or a script that has changed since
    for node in tree.body:
        if node.lineno <= line <= (node.end_lineno or node.lineno):
            asks = isinstance(node, ast.If) and any(
                isinstance(one, ast.Name) and one.id == "__name__" for one in ast.walk(node.test)
            )
            return asks
    return True
