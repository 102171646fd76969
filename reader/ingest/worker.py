"""The worker process: chunks of files in, prepared documents out, until the pipe closes.

Only here is all of cleaning loaded: the process that imports does without.
"""

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

from reader.article import Document, Refusal
from reader.errors import ReaderError
from reader.formats import read
from reader.ingest.crew import READY, Result
from reader.ingest.limits import Limits, allow, hold
from reader.ingest.preparing import prepare
from reader.ingest.walk import Found, Skipped

_NICENESS = 5  # the app that is being used beside an import comes first


def main() -> None:
    """Serve the parent. Ctrl-C is the parent's affair; when it is gone, so are we."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICENESS)
    sys.dont_write_bytecode = True  # it may write no file
    hold()
    tasks = Connection(os.dup(0), writable=False)
    results = Connection(os.dup(1), readable=False)
    os.dup2(2, 1)  # whatever prints must not speak to the parent
    with suppress(EOFError, BrokenPipeError):
        results.send(READY)
        while True:
            chunk, refusals, limits = tasks.recv()
            results.send([_bounded(found, refusals, limits) for found in chunk])


def _bounded(found: Found, refusals: Sequence[Refusal], limits: Limits) -> Result:
    """One document within its limits; too long a time ends this process."""
    allow(limits, found.size)
    try:
        return prepare_file(found, refusals)
    except MemoryError:
        return Skipped(found.path, "cleaning it takes too much memory")


def prepare_file(found: Found, refusals: Sequence[Refusal] = ()) -> Result:
    """Read and clean one document; what is wrong with it is a value."""
    try:
        document: Document = read(found.path, found.source, found.collection)
        return prepare(document, refusals)
    except ReaderError as error:
        return Skipped(found.path, str(error))


if __name__ == "__main__":
    main()
