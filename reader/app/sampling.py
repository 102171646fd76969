"""The first start: the sample corpus is laid out by a process of its own, the screen fills with it.

Started before Textual is loaded, so that both are done at once. What it does is `ingest.sample`.
"""

import subprocess
import sys
from dataclasses import astuple
from typing import Self

from reader.errors import ReaderError
from reader.settings import Folders


class Sampling:
    """The process; nothing waits for it."""

    def __init__(self, folders: Folders) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "reader.ingest.sample", *map(str, astuple(folders))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @classmethod
    def if_new(cls, folders: Folders) -> Self | None:
        """Where there is no library yet."""
        return None if folders.library.exists() else cls(folders)

    @property
    def is_done(self) -> bool:
        return self._process.poll() is not None

    def added(self) -> int:
        """How many articles it brought, once it is done. Raises ReaderError if it failed."""
        said, error = self._process.communicate()
        if self._process.returncode:
            why = (error.strip().splitlines() or ["it was ended."])[-1]
            raise ReaderError(f"The sample articles could not be laid out: {why}")
        return int(said)

    def end(self) -> None:
        """Leave it undone, if it is; the next start goes on."""
        self._process.kill()
        self._process.communicate()
