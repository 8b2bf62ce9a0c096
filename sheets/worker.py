"""The process that reads, compares and writes: `python -m sheets.worker`, started by `sheets/apart.py` only.

Standard input is a file that holds the task and the workbooks, and takes the finished ranking in their place. Standard
output carries messages: how far reading is, then the outline of the comparison.
"""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
import time
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from analytics.comparison import Comparison, Entry, Unread, compare
from questionnaires import Library, Problem
from sheets.many import count_workbooks, read_many
from sheets.ranking import write_ranking
from sheets.reader import WorkbookReader
from sheets.task import Progress, Task, outline
from wording import number, text

_BEHIND = 5
"""How far this process stands back behind those that people wait for, on systems that know such an order."""
_TELL_EVERY = 0.1


def main() -> None:
    """Do the task on standard input."""
    messages = _messages()
    with open(0, "r+b", closefd=False) as desk:
        task: Task = pickle.load(desk)  # noqa: S301
        tempfile.tempdir = task.scratch
        try:
            found = _compared(task, desk, messages)
            if isinstance(found, Problem):
                _send(messages, found)
                return
            _send(messages, outline(found))
            desk.seek(0)
            desk.truncate()
            write_ranking(found, desk)
        finally:
            shutil.rmtree(task.scratch, ignore_errors=True)


def _messages() -> BinaryIO:
    """Return the way to the other process; what anything prints goes to the log instead."""
    found = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return found


def _send(messages: BinaryIO, message: object) -> None:
    pickle.dump(message, messages)
    messages.flush()


def _compared(task: Task, desk: BinaryIO, messages: BinaryIO) -> Comparison | Problem:
    begin = desk.tell()
    total = len(task.entries) + count_workbooks(_files(task, desk, begin))
    entries: list[Entry] = list(task.entries)
    unread: list[Unread] = []
    reader = WorkbookReader(Library(), task.questionnaire, task.own)
    items = read_many(_files(task, desk, begin), reader)
    read, told = len(entries), 0.0
    while max(read, total) <= task.most:
        item = next(items, None)
        if item is None:
            return compare(task.questionnaire, entries, unread)
        (entries if isinstance(item, Entry) else unread).append(cast("Any", item))
        read += 1
        if time.monotonic() - told > _TELL_EVERY:
            told = time.monotonic()
            _send(messages, Progress(read, max(read, total)))
    message = text("bandingkan.masalah.banyak.pesan", batas=number(task.most))
    return Problem(text("bandingkan.masalah.banyak.tempat"), message, text("bandingkan.masalah.banyak.saran"))


def _files(task: Task, desk: BinaryIO, begin: int) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file; one is held in memory at a time."""
    at = begin
    for name, size in task.files:
        desk.seek(at)
        yield name, desk.read(size)
        at += size


def _step_back() -> None:
    nice: Any = getattr(os, "nice", None)
    if nice is not None:
        nice(_BEHIND)


if __name__ == "__main__":
    _step_back()
    main()
