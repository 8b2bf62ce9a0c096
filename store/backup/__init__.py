"""One file with everything that could not be had again: taken from either database, put back into either."""

from store.backup.manifest import BackupRefused
from store.backup.reading import opened
from store.backup.restoring import Restored, restore
from store.backup.taking import Taken, back_up

__all__ = ["BackupRefused", "Restored", "Taken", "back_up", "opened", "restore"]
