"""The one canonical form of rule files: stable order, one style, comments kept."""

from questionnaires.writing.document import HEAD, Anchor, Document, canonical, headings, stated
from questionnaires.writing.folder import Folder, read_folder

__all__ = ["HEAD", "Anchor", "Document", "Folder", "canonical", "headings", "read_folder", "stated"]
