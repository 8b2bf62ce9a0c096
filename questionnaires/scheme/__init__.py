"""A rule set told in plain sentences, for people who wrote it and want to correct it."""

from questionnaires.scheme.telling import scheme, way
from questionnaires.scheme.text import Line, Scheme, Section

__all__ = ["Line", "Scheme", "Section", "scheme", "way"]
