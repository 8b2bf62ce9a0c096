"""The one canonical form of rule files: stable order, one style, comments kept."""

from questionnaires.writing.comments import HEAD, Anchor
from questionnaires.writing.document import Document, canonical, headings, plain, present
from questionnaires.writing.folder import Folder, read_folder

__all__ = ["HEAD", "Anchor", "Document", "Folder", "canonical", "headings", "plain", "present", "read_folder"]
