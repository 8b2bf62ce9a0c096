"""The edge of every page: a fault is logged under a code, and the person sees only that code."""

import logging
import secrets

import streamlit as st

import wording

_LOG = logging.getLogger("monev.faults")


def show(fault: Exception) -> bool:
    """True, after the fault was logged and its code shown in place of Streamlit's own message."""
    code = new_code()
    _LOG.error("gangguan %s", code, exc_info=fault)
    st.error(wording.text("rangka.gangguan", kode=code), icon=":material/report:")
    return True


def new_code() -> str:
    """A code short enough to be read aloud: two groups of four without look-alikes."""
    letters = "".join(secrets.choice("23456789BCDFGHJKMNPQRSTVWXYZ") for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
