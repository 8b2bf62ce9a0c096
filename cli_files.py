"""Writing files for people: never over what somebody filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from cli_input import fault, library, refuse
from cli_output import echo


def write_file(output: Path, write: Callable[[str], None], told: str = "", *, silent: bool = False) -> None:
    """Write a file and say so, unless `silent`; a workbook or table that somebody filled in is never replaced."""
    from xlsxwriter.exceptions import FileCreateError

    if output.is_file() and _filled(output):
        refuse([fault(str(output), "menimpa_isian")])
    try:
        write(str(output))
    except (OSError, FileCreateError):
        refuse([fault(str(output), "tidak_menulis")])
    if told:
        print(told)
    if not silent:
        echo("ditulis", berkas=output)


def demand_other_name(output: Path, files: Sequence[Path]) -> None:
    """Refuse an output that is one of the inputs."""
    if any(path.exists() and output.exists() and path.samefile(output) for path in files):
        refuse([fault(str(output), "menimpa_masukan")])


def _filled(path: Path) -> bool:
    """Tell whether answers or stage values of somebody stand in the file."""
    from sheets.contest.grids import holds_values
    from sheets.odk.table import is_export
    from sheets.reader import read_workbook

    found = read_workbook(path, library())
    if found.facts or (found.stamp and found.problems):
        return True
    data = path.read_bytes()
    return is_export(data, path.name) or holds_values(data, path.name)
