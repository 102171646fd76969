"""The worker process: chunks of files in, prepared documents out, until the pipe closes."""

import os
import signal
from contextlib import suppress
from multiprocessing.connection import Connection

from reader.ingest.crew import READY, prepare_file

_NICENESS = 5  # the app that is being used beside an import comes first


def main() -> None:
    """Serve the parent. Ctrl-C is the parent's affair; when it is gone, so are we."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICENESS)
    tasks = Connection(os.dup(0), writable=False)
    results = Connection(os.dup(1), readable=False)
    os.dup2(2, 1)  # whatever prints must not speak to the parent
    with suppress(EOFError, BrokenPipeError):
        results.send(READY)
        while True:
            chunk, refusals = tasks.recv()
            results.send([prepare_file(found, refusals) for found in chunk])


if __name__ == "__main__":
    main()
