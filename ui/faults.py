"""The edge of every page: a refusal is shown in its own words, a fault is logged under a code that is shown."""

import logging
import secrets

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
    _LOG.error("gangguan %s", code, exc_info=fault)
    st.error(wording.text("rangka.gangguan", kode=code), icon=":material/report:")
    return True


def new_code() -> str:
    """A code short enough to be read aloud: two groups of four without look-alikes."""
    letters = "".join(secrets.choice(_UNMISTAKABLE) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
