"""The parts every command is made of: groups and usage lines in Indonesian, options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from cli_output import say

F = TypeVar("F", bound=Callable[..., Any])


def option(*names: str, **rest: Any) -> Callable[[F], F]:
    """Return an option whose default is not shown."""
    return click.option(*names, show_default=False, **rest)


rules_option = option("--rules", required=True, metavar="ATURAN", help=say("opsi_aturan"))
category_option = option("--category", required=True, metavar="KATEGORI", help=say("opsi_kategori"))
body_option = option("--body", metavar="NAMA", default="", help=say("opsi_badan"))
json_option = option("--json", "as_json", is_flag=True, help=say("opsi_json"))
strict_option = option("--strict", is_flag=True, help=say("opsi_ketat"))
output_option = option(
    "-o", "--output", required=True, metavar="BERKAS.xlsx", type=click.Path(path_type=Path), help=say("opsi_keluaran")
)


class Command(click.Command):
    """A command whose usage line is Indonesian."""

    def __init__(self, name: str | None = None, **rest: Any) -> None:
        super().__init__(name, options_metavar=say("opsi"), **rest)


class Group(click.Group):
    """Commands that belong together."""

    command_class = Command
    group_class = type

    def __init__(self, name: str | None = None, **rest: Any) -> None:
        super().__init__(name, options_metavar=say("opsi"), subcommand_metavar=say("perintah"), **rest)
