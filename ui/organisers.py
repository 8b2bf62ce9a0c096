"""Choosing a rule set by year and organiser, alike on every page."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

import streamlit as st

import wording
from workflow import Monev


@cache
def offers(monev: Monev, *, without_questionnaire: bool = False) -> dict[str, dict[str, Any]]:
    """The rule sets that are no drafts, newest year first; those to answer, or all of them."""
    rows = [
        row for row in monev.rule_sets() if row["state"] != "draft" and (without_questionnaire or row["categories"])
    ]
    rows.sort(key=lambda row: (-int(row["rules"].split("/")[1]), row["title"]))
    return {f"{row['rules']}@{row['version']}": row for row in rows}


def offer(found: Mapping[str, Mapping[str, Any]], name: str) -> str:
    """The year first, where a narrow list cannot cut it off; the version only where there are several."""
    rules, version = name.split("@")
    year = rules.rpartition("/")[2]
    title = str(found[name]["title"]).removesuffix(f" {year}")
    several = sum(other.startswith(f"{rules}@") for other in found) > 1
    key = "beranda.mulai.pilihan_versi" if several else "beranda.mulai.pilihan"
    return wording.text(key, tahun=year, judul=title, versi=version)


def choose(
    found: Mapping[str, Mapping[str, Any]],
    label: str,
    placeholder: str,
    *,
    key: str,
    persist_state: Literal["page"] | None = None,
) -> str | None:
    """Draw the list; return the name of the rule set that was chosen."""
    chosen: str | None = st.selectbox(
        label,
        list(found),
        index=None,
        format_func=lambda name: offer(found, name),
        placeholder=placeholder,
        key=key,
        persist_state=persist_state,
    )
    return chosen
