"""Downloads of what is shown; the file is made when its button is pressed, not before."""

from collections.abc import Callable, Iterable

import streamlit as st

import wording
from sheets.published import results_csv, results_xlsx
from workflow.published import Body, Result

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def buttons(rows: Callable[[], Iterable[tuple[Body, Result]]], name: str) -> None:
    """Draw the two buttons; `rows` is read once a button is pressed."""
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            wording.text("hasil.unduh.csv"),
            lambda: results_csv(rows()),
            file_name=f"{name}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="unduh_csv",
        )
        st.download_button(
            wording.text("hasil.unduh.xlsx"),
            lambda: results_xlsx(rows()),
            file_name=f"{name}.xlsx",
            mime=_XLSX,
            icon=":material/download:",
            on_click="ignore",
            key="unduh_xlsx",
        )
