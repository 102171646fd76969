"""Worker processes that read and clean documents, while this one writes.

In: chunks of found files. Out: their prepared documents, or why one was skipped, in the order
they get ready. The library is not touched here.

Plain child processes with a pipe each way, not `multiprocessing`: that forks helpers which need
a true standard error (a Textual app has none), imports the caller's `__main__` again, and leaves
orphans when the parent is killed. Here a worker ends when its pipe does.
"""

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Self

from reader.article import Refusal
from reader.ingest.limits import Limits, reason
from reader.ingest.walk import Found, Skipped
from reader.library.prepared import Prepared

READY = "ready"

_DOCUMENTS, _BYTES = 16, 256 << 10  # a chunk holds no more: about 0.1 s of work
_AHEAD = 2  # chunks given to a worker, so that it never waits for us
_TICK = 0.1  # seconds
_DYING = 10.0  # seconds from the end of a worker's pipe to that of the process, on a busy machine
_LIMITS = Limits()

Chunk = list[Found]
Result = Prepared | Skipped


def chunks_of(files: Iterable[Found]) -> Iterator[Chunk]:
    """Files in handy portions."""
    chunk: Chunk = []
    size = 0
    for found in files:
        chunk.append(found)
        size += found.size
        if len(chunk) >= _DOCUMENTS or size >= _BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


class _Worker:
    """One process, and the chunks it has not answered yet."""

    def __init__(self, refusals: Sequence[Refusal], limits: Limits) -> None:
        self._asked = tuple(refusals), limits
        package = str(Path(__file__).parents[2])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reader.ingest.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
        assert self.process.stdin is not None and self.process.stdout is not None
        self.tasks = Connection(os.dup(self.process.stdin.fileno()), readable=False)
        self.results = Connection(os.dup(self.process.stdout.fileno()), writable=False)
        self.process.stdin.close()
        self.process.stdout.close()
        self.is_ready = False
        self.given: deque[Chunk] = deque()

    def give(self, chunk: Chunk) -> None:
        self.given.append(chunk)
        with suppress(OSError):  # it has died: `results` will say so
            self.tasks.send((chunk, *self._asked))

    def end(self, patience: float = 0.0) -> int:
        """Make sure that it is gone, at once or when it has had some seconds; what it died of."""
        self.tasks.close()
        self.results.close()
        with suppress(subprocess.TimeoutExpired):
            return self.process.wait(patience)
        self.process.kill()
        return self.process.wait()


class Crew:
    """A few workers; leaving the context ends them at once."""

    def __init__(
        self, count: int, refusals: Sequence[Refusal] = (), limits: Limits = _LIMITS
    ) -> None:
        self._count = count
        self._refusals, self._limits = refusals, limits
        self._workers: list[_Worker] = []
        self._again: deque[Chunk] = deque()  # of a worker that died

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def run(self, chunks: Iterator[Chunk]) -> Iterator[Sequence[Result]]:
        """Every chunk's results; an empty one at least every 0.1 s, so that time goes on."""
        self._workers = [self._worker() for _ in range(self._count)]
        while True:
            for worker in self._workers:
                while len(worker.given) < _AHEAD and (chunk := self._next(chunks)):
                    worker.give(chunk)
            busy = {worker.results: worker for worker in self._workers if worker.given}
            if not busy:
                yield from self._alone(chunks)
                return
            ready = wait(list(busy), timeout=_TICK)
            if not ready:
                yield ()
            for results in ready:
                assert isinstance(results, Connection)
                yield self._received(busy[results])

    def _alone(self, chunks: Iterator[Chunk]) -> Iterator[Sequence[Result]]:
        """No worker could be started."""
        from reader.ingest.worker import prepare_file

        while chunk := self._next(chunks):
            yield [prepare_file(found, self._refusals) for found in chunk]

    def _worker(self) -> _Worker:
        return _Worker(self._refusals, self._limits)

    def _next(self, chunks: Iterator[Chunk]) -> Chunk | None:
        return self._again.popleft() if self._again else next(chunks, None)

    def _received(self, worker: _Worker) -> Sequence[Result]:
        try:
            answer = worker.results.recv()
        except (EOFError, OSError):
            return self._died(worker)
        if answer == READY:
            worker.is_ready = True
            return ()
        worker.given.popleft()
        results: Sequence[Result] = answer
        return results

    def _died(self, worker: _Worker) -> Sequence[Result]:
        """Find the document that a worker can't survive: its chunk comes again, one by one."""
        code = worker.end(_DYING)
        self._workers.remove(worker)
        given = list(worker.given)
        if not worker.is_ready:  # it never ran: no document's fault, and another would not either
            self._again.extend(given)
            return ()
        self._workers.append(self._worker())
        first, *rest = given
        self._again.extend(rest)
        if len(first) == 1:
            return (Skipped(first[0].path, reason(code)),)
        self._again.extend([found] for found in first)
        return ()
