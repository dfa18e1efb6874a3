"""Who is there now, and who asks too often. It is kept in memory only and never written."""

import time
from collections import deque

AWAY = 6.0
"""Seconds without a request after which a phone counts as asleep."""


class Presence:
    """The last request of each seat, and the tab it came from."""

    def __init__(self) -> None:
        self._last: dict[int, float] = {}
        self._tabs: dict[int, str] = {}
        self.reached: set[str] = set()
        """The addresses of this machine under which a device other than itself has reached it."""

    def seen(self, seat: int, tab: str, *, fresh: bool) -> bool:
        """Note a request; False if the seat has moved to another tab. A page that has just opened takes the seat."""
        if fresh or seat not in self._tabs:
            self._tabs[seat] = tab
        if self._tabs[seat] != tab:
            return False
        self._last[seat] = time.monotonic()
        return True

    def seats(self) -> set[int]:
        """Return the seats whose phones have asked within the last seconds."""
        least = time.monotonic() - AWAY
        return {seat for seat, at in self._last.items() if at > least}


class Limit:
    """A largest number of events per name within a time."""

    def __init__(self, most: int, seconds: float) -> None:
        self.most = most
        self.seconds = seconds
        self._times: dict[str, deque[float]] = {}

    def used_up(self, name: str) -> bool:
        """Say whether no further event would be allowed now."""
        least = time.monotonic() - self.seconds
        return sum(one > least for one in self._times.get(name, ())) >= self.most

    def allows(self, name: str) -> bool:
        """Count an event, and say whether it is allowed."""
        now = time.monotonic()
        times = self._times.setdefault(name, deque())
        while times and times[0] <= now - self.seconds:
            times.popleft()
        if len(times) >= self.most:
            return False
        times.append(now)
        if len(self._times) > 5000:  # names that nobody uses any more
            self._times = {one: kept for one, kept in self._times.items() if kept and kept[-1] > now - self.seconds}
        return True
