"""Processes to be killed: begun in milliseconds, so that there can be hundreds of them.

In: a function, which gets `say` and whatever else it needs. Out: what it said, until it was killed.
They are forks of a process that has loaded what they need and has no threads.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        "reader.app.desk",
        "reader.ingest.importing",
        "reader.ingest.preparing",
        "reader.search.indexing",
    ]
)

Say = Callable[[str], None]


def _run(
    program: Callable[..., None], writing: "Connection[Any, Any]", given: tuple[Any, ...]
) -> None:
    program(writing.send, *given)


class Child:
    """A process that says lines, one at a time and each of them whole."""

    def __init__(self, program: Callable[..., None], *given: object) -> None:
        self._reading, writing = _FORKS.Pipe(duplex=False)
        self._process = _FORKS.Process(target=_run, args=(program, writing, given), daemon=True)
        self._process.start()
        writing.close()

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def lines(self) -> Iterator[str]:
        """What it says, until it ends."""
        with suppress(EOFError):
            while True:
                yield self._reading.recv()

    def kill(self) -> list[str]:
        """End it; what it had said and nobody heard yet."""
        self._process.kill()
        rest = list(self.lines())
        self._process.join()
        self._reading.close()
        return rest
