"""Results that are kept for as long as the server runs, so that an address opened again shows them at once."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

MOST = 30
"""Results kept; the one not looked at for longest goes first."""


class Results:
    """Results by what they depend on."""

    def __init__(self, holds: Callable[[Any], bool] = lambda result: True) -> None:
        self._kept: OrderedDict[str, Any] = OrderedDict()
        self._lock = Lock()
        self._holds = holds

    def get(self, key: str) -> Any:
        """Return a result, or None; one that no longer holds is forgotten."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None and not self._holds(found):
                del self._kept[key]
                found = None
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: str, result: Any) -> None:
        """Keep a result."""
        with self._lock:
            self._kept[key] = result
            self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
