"""From starting the installed application to its first page in a browser, and the share spent importing.

    python -m bench.first_page

Printed, not judged: the floor is the import of the libraries, which every start pays.
"""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.looking import launch

ROUNDS = 5
HOME = Path(__file__).parents[1]
_IMPORT = re.compile(r"^import time:\s+(\d+) \|\s+\d+ \|\s+(.*)$")


def importing(data: str) -> tuple[float, float]:
    """Return the seconds that importing takes and those that assembling the application takes on top."""
    command = [sys.executable, "-X", "importtime", "-c", "import app"]
    environment = {**os.environ, "MONEV_DATA_DIR": data}
    result = subprocess.run(command, cwd=HOME, env=environment, capture_output=True, text=True, check=True)
    rows = [found for line in result.stderr.splitlines() if (found := _IMPORT.match(line))]
    own = sum(int(row[1]) for row in rows if row[2].strip() == "app")
    return (sum(int(row[1]) for row in rows) - own) / 1e6, own / 1e6


def first_paint(browser: object, data: str) -> tuple[float, float]:
    """Return the seconds until the port answers and until the page shows its title."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "MONEV_DATA_DIR": data}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=HOME, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                if process.poll() is not None or time.perf_counter() - started > 60:
                    raise
                time.sleep(0.01)
        listening = time.perf_counter() - started
        context = browser.new_context(viewport={"width": 1366, "height": 768})  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}")
        page.wait_for_selector("h1", timeout=60_000)
        painted = time.perf_counter() - started
        context.close()
    finally:
        process.terminate()
        process.wait(30)
    return listening, painted


def main() -> None:
    """Measure and print the medians."""
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        browser = launch(playwright)
        fresh = first_paint(browser, data)
        rounds = [first_paint(browser, data) for _ in range(ROUNDS)]
        imports = [importing(data) for _ in range(ROUNDS)]
        browser.close()
    listening, painted = (statistics.median(side) for side in zip(*rounds, strict=True))
    library, own = (statistics.median(side) for side in zip(*imports, strict=True))
    print(f"halaman pertama, basis data baru: {fresh[1]:.2f} s (mendengar setelah {fresh[0]:.2f} s)")
    print(f"halaman pertama, basis data ada: {painted:.2f} s (mendengar setelah {listening:.2f} s)")
    print(f"mengimpor {library:.2f} s = {library / painted:.0%} dari halaman pertama; merakit {own:.2f} s")


if __name__ == "__main__":
    main()
