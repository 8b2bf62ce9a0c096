"""The edge of every page: a refusal is shown in its own words, a fault under a code that stands in the log."""

import logging
import secrets
import traceback

import streamlit as st

import wording
from workflow.errors import MonevError

_LOG = logging.getLogger("monev.faults")
_UNMISTAKABLE = "23456789BCDFGHJKMNPQRSTVWXYZ"


def show(fault: Exception) -> bool:
    """True, after the person was told: the place of Streamlit's own message is taken."""
    if isinstance(fault, MonevError):
        st.warning(str(fault), icon=":material/info:")
        return True
    code = new_code()
    # Streamlit logs the traceback just before; this line ties it to the code, also when several fail at once.
    _LOG.error("gangguan %s: %s", code, _place(fault))
    st.error(wording.text("rangka.gangguan", kode=code), icon=":material/report:")
    return True


def _place(fault: Exception) -> str:
    last = traceback.extract_tb(fault.__traceback__)[-1:]
    where = f" di {last[0].filename}:{last[0].lineno}" if last else ""
    return f"{type(fault).__name__}{where}"


def new_code() -> str:
    """A code short enough to be read aloud: two groups of four without look-alikes."""
    letters = "".join(secrets.choice(_UNMISTAKABLE) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
