"""People who fill in questionnaires while things break, and the log of what they gave and were told."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path
from typing import Any

import playwright

from scoring.questions import Kind
from tests.faults.application import PATIENCE, Application, until
from workflow.codes import new_browser

_NODE = Path(playwright.__file__).parent / "driver" / "node"
_PROGRAM = Path(__file__).with_name("people.mjs")
_JOURNAL = Path(__file__).parents[2] / "ui" / "questionnaire"
RULES, CATEGORY = "latihan/2025", "opd"
SPEED = 100
"""How many times faster than a person's the time of a journal runs: its first retry comes after 30 ms."""

ALONE, TOGETHER = 3, 2


class Log:
    """What people gave and were told, line by line; `submissions` says how many work on each self-assessment."""

    def __init__(self, submissions: dict[str, int]) -> None:
        self.submissions = submissions
        self.log: list[dict[str, Any]] = []

    def lines(self, kind: str) -> list[dict[str, Any]]:
        """Return the lines of the log that have this field."""
        return [line for line in list(self.log) if kind in line]


class People(Log):
    """Three people with a self-assessment each and two who share one; every number of the log is what came in."""

    def __init__(self, application: Application, seed: int, pause: int = 30, **faults: float) -> None:
        monev = application.assemble()
        codes = [q.code for q in monev.questionnaire(RULES, CATEGORY).questions if q.kind is Kind.YES_NO]
        people = []
        super().__init__({})
        for size in [1] * ALONE + [TOGETHER]:
            begun = monev.start(new_browser(), RULES, CATEGORY, "Dinas Contoh", "WIB")
            self.submissions[begun.submission_id] = size
            for _ in range(size):
                name = f"o{len(people)}"
                person = {"name": name, "submission": begun.submission_id, "code": begun.resume_code, "codes": codes}
                people.append(person)
        plan = {
            "program": _JOURNAL.as_uri(), "origin": application.origin, "seed": seed, "speed": SPEED, "pause": pause,
            "people": people, "faults": faults,
        }  # fmt: skip
        self._stored = self._refused = 0
        self._process = subprocess.Popen(
            [str(_NODE), "--no-warnings", str(_PROGRAM), json.dumps(plan)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    @property
    def stored(self) -> int:
        """How many answers were acknowledged so far."""
        return self._stored

    @property
    def refused(self) -> int:
        """How often somebody was told that the database does not serve."""
        return self._refused

    def rest(self) -> None:
        """Let everybody send what is left and finish, then end."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"rest\n")
        self._process.stdin.flush()
        try:
            until(lambda: self._process.poll() is not None, "everything that was given being stored")
        finally:
            self.stop()

    def stop(self) -> None:
        """End at once."""
        self._process.kill()
        self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if not line.endswith(b"\n"):
                break
            found = json.loads(line)
            self.log.append(found)
            self._refused += found.get("status") == 503
            self._stored += sum(one["outcome"] == "stored" for one in found.get("told") or ())
