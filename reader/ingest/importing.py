"""The import itself: what is new or changed goes through a crew into the library.

In: paths. Out: Progress by time, counts that are on disk. Finding is `walk`, cleaning `crew`.
"""

import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from reader.article import Badge, Mended, Refusal
from reader.errors import NotesError
from reader.ingest.crew import Crew, Result, chunks_of
from reader.ingest.taking_back import clean_again, refusals_in
from reader.ingest.undoing import Step, take_out
from reader.ingest.walk import Found, Skipped, walk
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.library.placing import Placed, place_again
from reader.library.prepared import PreparedArticle
from reader.library.writer import Outcome, Writer
from reader.settings import Folders
from reader.text.badges import BADGES, from_bits
from reader.text.rules import RULES_VERSION

_EACH = 0.2  # seconds between two yields
_WINDOW = 5.0  # seconds over which the rate is taken
_FEW, _SMALL = 32, 256 << 10  # documents, bytes that one cleans sooner than a second one starts


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an import: documents added, updated, unchanged; articles in the first two.

    `copies` are those of the articles that are copies of others in the library.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    articles: int = 0
    seconds: float = 0.0
    skipped: tuple[Skipped, ...] = ()
    copies: int = 0
    moved: int = 0  # highlights that stand elsewhere now, or in other words
    lost: int = 0  # and those whose passage is gone
    mended: tuple[Mended, ...] = ()  # in the documents added and updated, by rule
    badged: tuple[tuple[Badge, int], ...] = ()  # articles of them with each badge
    is_undone: bool = False  # while it ran: nothing of it is kept
    waits: str = ""  # why what was taken back earlier is not gone yet


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an import is, in documents; `rate` a second. All that `report` counts is on disk."""

    done: int
    total: int
    rate: float
    seconds_left: float
    doing: str
    report: Report
    is_done: bool = False


@dataclass(slots=True)
class _Tally:
    """Counts as they grow, and the pace."""

    began: float = field(default_factory=time.monotonic)
    yielded: float = 0.0
    total: int = 0
    bytes_total: int = 0
    bytes_done: int = 0
    cleaned: int = 0
    outcomes: dict[Outcome, int] = field(
        default_factory=lambda: {"added": 0, "updated": 0, "unchanged": 0}
    )
    articles: int = 0
    copies: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    mended: dict[str, Mended] = field(default_factory=dict)
    badged: Counter[Badge] = field(default_factory=Counter)
    pace: deque[tuple[float, int, int]] = field(default_factory=deque)
    placed: Placed = field(default_factory=Placed)
    has_changed: bool = False  # an article's text may be another than it was
    is_undone: bool = False
    waits: str = ""

    @property
    def is_due(self) -> bool:
        return time.monotonic() - self.yielded >= _EACH

    def count(self, outcome: Outcome, articles: Sequence[PreparedArticle] = ()) -> None:
        self.outcomes[outcome] += 1
        if outcome == "unchanged":
            return
        self.articles += len(articles)
        for article in articles:
            self.badged.update(from_bits(article.badges))
            for rule, edits in article.mended:
                so_far = self.mended.get(rule, Mended(rule, 0, 0))
                self.mended[rule] = Mended(rule, so_far.edits + edits, so_far.articles + 1)

    def forget(self) -> None:
        """The import was taken back: nothing of it is kept."""
        self.outcomes = {"added": 0, "updated": 0, "unchanged": self.outcomes["unchanged"]}
        self.articles = self.copies = 0
        self.mended.clear()
        self.badged.clear()
        self.is_undone = True

    def progress(self, doing: str, *, is_done: bool = False) -> Progress:
        """A picture of now."""
        now = self.yielded = time.monotonic()
        self.pace.append((now, self.cleaned, self.bytes_done))
        while len(self.pace) > 2 and now - self.pace[0][0] > _WINDOW:
            self.pace.popleft()
        then, cleaned, size = self.pace[0]
        passed = max(now - then, 1e-6)
        speed = (self.bytes_done - size) / passed
        left = self.bytes_total - self.bytes_done
        report = Report(
            **self.outcomes,
            articles=self.articles,
            seconds=round(now - self.began, 3),
            skipped=tuple(self.skipped),
            copies=self.copies,
            moved=len(self.placed.moved),
            lost=len(self.placed.lost),
            mended=tuple(sorted(self.mended.values(), key=lambda each: -each.edits)),
            badged=tuple((badge, n) for badge in BADGES if (n := self.badged[badge])),
            is_undone=self.is_undone,
            waits=self.waits,
        )
        return Progress(
            done=sum(self.outcomes.values()) + len(self.skipped),
            total=self.total,
            rate=(self.cleaned - cleaned) / passed,
            seconds_left=left / speed if speed > 0 and not is_done else 0.0,
            doing=doing,
            report=report,
            is_done=is_done,
        )


def import_paths(
    paths: Sequence[Path],
    folders: Folders,
    *,
    collection: str = "",
    workers: int | None = None,
    stop: Callable[[], bool] = lambda: False,
    is_step: bool = True,
) -> Iterator[Progress]:
    """Import files and folders. A generator: nothing happens until it is iterated.

    It yields about five times a second, and the last Progress `is_done`, also when `stop` said
    so; what is imported by then is kept, and importing again goes on from there. It is one step
    of undo, unless `is_step` says that the user did not ask for it; taken back meanwhile, it
    stops, and nothing of it stays. Raises LibraryError when the library can't be written (a full
    disk); what was committed is kept.
    """
    tally = _Tally()
    _back_up_notes(folders)
    refusals = refusals_in(folders)
    with Writer.open(folders) as writer, Step(folders, paths, stop) as step:
        if is_step:
            writer.bringing.begin, stop = step.begin, step.is_stopped
        yield from _follow(writer, folders, tally)
        yield from _bring(paths, collection, workers, refusals, writer, tally, stop)
        yield from _go_over(writer, folders, refusals, tally, stop)
        if step.is_undone():
            tally.forget()
            yield from _follow(writer, folders, tally)
        if tally.has_changed:
            yield tally.progress("Finding your highlights again")
        tally.placed = _place_again(folders)  # an import that was killed may have left some
        yield tally.progress("Stopped" if stop() else "Done", is_done=True)


def _bring(
    paths: Sequence[Path],
    collection: str,
    workers: int | None,
    refusals: Sequence[Refusal],
    writer: Writer,
    tally: _Tally,
    stop: Callable[[], bool],
) -> Iterator[Progress]:
    """What is new or changed among the files, into the library."""
    files: list[Found] = []
    yield from _look(paths, collection, files, tally, stop)
    wanted: list[Found] = []
    yield from _compare(files, bool(collection), wanted, writer, tally, stop)
    tally.pace.clear()
    results = _results(wanted, workers, refusals)
    yield from _clean(wanted, results, not collection, writer, tally, stop)
    writer.commit()
    tally.has_changed = bool(tally.outcomes["added"] or tally.outcomes["updated"])


def _go_over(
    writer: Writer,
    folders: Folders,
    refusals: Sequence[Refusal],
    tally: _Tally,
    stop: Callable[[], bool],
) -> Iterator[Progress]:
    """What is there already: cleaned again where that was taken back, compared with the new."""
    for _ in clean_again(writer, folders, refusals):
        tally.has_changed = True
        if stop():
            break
        if tally.is_due:
            yield tally.progress("Cleaning again what you took back")
    while not stop() and writer.catch_up():
        if tally.is_due:
            yield tally.progress("Looking for copies among older articles")


def _follow(writer: Writer, folders: Folders, tally: _Tally) -> Iterator[Progress]:
    """Out with what was taken back and is not gone yet."""
    for step in take_out(writer, folders):
        tally.waits = step.cut_off
        if tally.is_due:
            yield tally.progress("Taking an import back")


def _back_up_notes(folders: Folders) -> None:
    """Before anything changes; a home without notes has nothing to lose."""
    if folders.notes.exists():
        with suppress(NotesError), Notes.open(folders) as notes:  # said where notes are opened
            notes.backup_before_import()


def _place_again(folders: Folders) -> Placed:
    """Highlights in the articles as they are now. One that fails here is found when it is shown."""
    if not folders.notes.exists():
        return Placed()
    with suppress(NotesError), Notes.open(folders) as notes, Library.open(folders) as library:
        return place_again(library, notes)
    return Placed()


def _look(
    paths: Sequence[Path],
    collection: str,
    files: list[Found],
    tally: _Tally,
    stop: Callable[[], bool],
) -> Iterator[Progress]:
    """Fill `files` with what there is."""
    for found in walk(paths, collection):
        if isinstance(found, Found):
            files.append(found)
        else:
            tally.skipped.append(found)
        tally.total += 1
        if tally.is_due:
            yield tally.progress("Looking for documents")
            if stop():
                return


def _compare(
    files: list[Found],
    is_named: bool,
    wanted: list[Found],
    writer: Writer,
    tally: _Tally,
    stop: Callable[[], bool],
) -> Iterator[Progress]:
    """Fill `wanted` with what is new or may have changed; nothing is read for it."""
    for found in files:
        known = writer.known(str(found.path))
        if (
            known is not None
            and (known.size, known.modified_ns) == (found.size, found.modified_ns)
            and known.rules == RULES_VERSION
            and not (is_named and known.collection != found.collection)
        ):
            tally.count("unchanged")
        else:
            if known is not None and not is_named:  # it stays where it is, and is known by that
                found = replace(found, source=known.source, collection=known.collection)
            wanted.append(found)
            tally.bytes_total += found.size
        if tally.is_due:
            yield tally.progress("Looking for what is new")
            if stop():
                return


def _clean(
    wanted: list[Found],
    prepared: Iterable[Sequence[Result]],
    keep_collection: bool,
    writer: Writer,
    tally: _Tally,
    stop: Callable[[], bool],
) -> Iterator[Progress]:
    """Read, clean and store. Between two results nothing is left uncommitted for long."""
    sizes = {found.path: found.size for found in wanted}
    yield tally.progress("Cleaning and storing")
    for results in prepared:
        if stop():
            return
        for result in results:
            tally.cleaned += 1
            if isinstance(result, Skipped):
                tally.skipped.append(result)
                tally.bytes_done += sizes.get(result.path, 0)
            else:
                outcome = writer.store(result, keep_collection=keep_collection)
                tally.count(outcome, result.articles)
                tally.copies = writer.copies
                tally.bytes_done += sizes.get(Path(result.path), 0)
        if not results or tally.is_due:
            writer.commit()
        if tally.is_due:
            yield tally.progress("Cleaning and storing")


def _results(
    wanted: list[Found], workers: int | None, refusals: Sequence[Refusal]
) -> Iterator[Sequence[Result]]:
    """Cleaned by workers; with none (for documents of our own) in this process."""
    if workers == 0:
        from reader.ingest.worker import prepare_file

        for found in wanted:
            yield (prepare_file(found, refusals),)
        return
    is_little = len(wanted) < _FEW and sum(found.size for found in wanted) < _SMALL
    count = 1 if is_little else workers or len(os.sched_getaffinity(0))
    with Crew(min(count, len(wanted)), refusals) as crew:
        yield from crew.run(chunks_of(wanted))
