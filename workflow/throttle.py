"""A limit on wrong resume codes per address: 128 bits cannot be guessed, and nobody should be kept busy trying."""

from __future__ import annotations

import ipaddress
import math
import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

from workflow.errors import TooManyAttemptsError


class Throttle:
    """Counts attempts per address in a sliding window; an address that succeeds gets its attempt back."""

    def __init__(self, attempts: int = 10, window: timedelta = timedelta(minutes=10), addresses: int = 10_000) -> None:
        self._attempts = attempts
        self._window = window
        self._addresses = addresses
        self._seen: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, address: str, now: datetime) -> None:
        """Count an attempt before it is made, so that many at once do not slip through.

        Raises:
            TooManyAttemptsError: the address has used up its attempts.
        """
        key = _network(address)
        with self._lock:
            times = self._seen.setdefault(key, deque())
            self._seen.move_to_end(key)
            if times and times[-1] > now:  # the clock was set back: nobody waits longer than the window for that
                times = self._seen[key] = deque(min(time, now) for time in times)
            while times and now - times[0] >= self._window:
                times.popleft()
            if len(times) >= self._attempts:
                raise TooManyAttemptsError(math.ceil((times[0] + self._window - now).total_seconds()))
            times.append(now)
            while len(self._seen) > self._addresses:
                self._seen.popitem(last=False)

    def give_back(self, address: str) -> None:
        """Uncount the last attempt of an address: it was right."""
        with self._lock:
            times = self._seen.get(_network(address))
            if times:
                times.pop()


def _network(address: str) -> str:
    """Return what counts as one address: an IPv4 address, or the /64 network that one IPv6 customer holds."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)  # how a server that listens on both kinds sees an IPv4 address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return address
