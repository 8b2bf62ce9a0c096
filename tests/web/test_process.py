"""A process may open as many files as the system allows, and its collector passes over what is loaded at the start."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _said(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_process_that_starts_with_few_files_gets_many() -> None:
    lowered = "import resource as r; r.setrlimit(r.RLIMIT_NOFILE, (256, 4096)); from web import process; "
    told = "process.allow_many_connections(); print(r.getrlimit(r.RLIMIT_NOFILE))"
    assert _said(lowered + told) == "(4096, 4096)"


def test_a_process_that_may_open_more_keeps_that() -> None:
    given = "import resource as r; r.setrlimit(r.RLIMIT_NOFILE, (2048, 2048)); from web import process; "
    told = "process.allow_many_connections(); print(r.getrlimit(r.RLIMIT_NOFILE))"
    assert _said(given + told) == "(2048, 2048)"


def test_what_is_loaded_is_left_out_and_circles_made_later_are_still_collected() -> None:
    script = """
import gc, sys, weakref
from web import process
class Node: pass
before = len(gc.get_objects())
process.settle()
node = Node(); node.itself = node; seen = weakref.ref(node); del node
print(gc.get_freeze_count() > before // 2, len(gc.get_objects()) < before // 10, seen() is not None)
gc.collect()
print(seen() is None, sys.getswitchinterval() <= 0.001)
"""
    assert _said(script) == "True True True\nTrue True"


CIRCLES = """
import asyncio, gc, sys, weakref
from web.process import ClosedTabs
class Node: pass
gc.disable()
async def app(scope, receive, send):
    if scope.get("fails"): raise OSError
async def play(kinds):
    tabs = ClosedTabs(app, count=3)
    node = Node(); node.itself = node; seen = weakref.ref(node); del node
    for kind in kinds:
        try: await tabs({"type": kind.removesuffix("!"), "fails": kind.endswith("!")}, None, None)
        except OSError: pass
    return seen() is None
for kinds in sys.stdin.read().splitlines(): print(asyncio.run(play(kinds.split())))
"""


def test_what_closed_tabs_leave_behind_is_given_back_after_so_many_of_them() -> None:
    rounds = ["websocket " * 3, "websocket websocket! websocket", "websocket " * 2, "websocket http http websocket"]
    done = subprocess.run(
        [sys.executable, "-c", CIRCLES], cwd=ROOT, input="\n".join(rounds), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "True", "False", "False"]
