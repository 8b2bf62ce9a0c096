"""Replies to a question of the browser; they must reach it also when the page begins to be drawn anew."""

from __future__ import annotations

from typing import Any, cast

from streamlit.runtime import app_session
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

_KINDS = frozenset({"file_urls_response", "backend_operation_response", "heartbeat_ack"})


def keep() -> None:
    """Let sessions that begin from now on keep their replies until they are sent.

    A run that begins throws away what was not sent before it. Streamlit (1.67) counts replies among it, for example
    the address to which a file is to be sent: the browser waits for it for ever, and a file that was dropped in while
    the page began to run never appears.
    """
    cast("Any", app_session).ForwardMsgQueue = _Queue


class _Queue(ForwardMsgQueue):
    """What is to be sent to one tab."""

    def clear(self, retain_lifecycle_msgs: bool = False, fragment_ids_this_run: list[str] | None = None) -> None:
        """Throw away what was drawn for a page that is drawn anew; what the browser asked for stays."""
        replies = [one for one in self._queue if one.WhichOneof("type") in _KINDS] if retain_lifecycle_msgs else []
        super().clear(retain_lifecycle_msgs, fragment_ids_this_run)
        # Nothing of what was kept is at a known place now, so replies may go first.
        self._queue = [*replies, *(one for one in self._queue if one.WhichOneof("type") not in _KINDS)]
