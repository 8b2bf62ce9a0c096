"""What a process needs before it serves many: enough open files, and a garbage collector that stops nobody for long.

Measured: each open tab holds five open files (its socket and connection, and an event loop of the platform's), so the
usual limit of 1,024 ends at 200 officers; a full collection over what is loaded and cached for 800 officers takes up
to seconds on a busy machine, and meanwhile nobody is answered.
"""

from __future__ import annotations

import gc
import resource
import sys

_FILES = 65_536
_YOUNG, _MIDDLE, _OLD = 2_000, 10, 10
_SWITCH_SECONDS = 0.0005


def allow_many_connections() -> int:
    """Raise the number of files that this process may open to what the system allows it; return that number."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return soft


def settle() -> None:
    """Let threads change often, and leave what is loaded by now out of every later collection.

    An answer needs the interpreter a dozen times; each time it would wait 5 ms for a page that is being drawn.

    Nearly everything an answer or a page makes is freed at once, without the collector; it only looks for circles, such
    as closed sessions. A full collection then waits until a quarter of what lives is new.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
