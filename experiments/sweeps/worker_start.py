"""How a worker process begins: it watches its parent, leaves Ctrl-C to it, and loads the rules.

This module imports next to nothing, so that a worker watches its parent before it spends seconds on the rules.
"""

import os
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.connection import wait


def begin() -> None:
    """Prepare a worker before its first job."""
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    from hunt.engine.compiled import compile_once

    compile_once()


def end_with_parent() -> None:
    """End this process as soon as the process that started it has ended, however that happened.

    A parent that is killed by force cannot stop its workers, and a worker that waits for work holds both ends of the
    queue it waits for, so it would wait for ever and keep the parent's output open.
    """
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)  # nobody is left to whom anything could be said

    threading.Thread(target=watch, name="watches the parent", daemon=True).start()
