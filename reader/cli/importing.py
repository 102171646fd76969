"""`reader import`: documents into the library, with a progress bar for a person.

What is read, cleaned and kept is `ingest`'s business.
"""

import argparse
import hashlib
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader.article import Badge, Mended
from reader.cli import output
from reader.errors import ReaderError, UsageError
from reader.ingest.importing import Progress, Report
from reader.ingest.importing import import_paths as ingest
from reader.settings import Folders, find_folders

_FAILED, _PARTLY, _INTERRUPTED = 1, 3, 130
_SHOWN = 10  # skipped documents told one by one; --json has them all


def import_paths(args: argparse.Namespace) -> int:
    """Import, say what came of it, and exit with 3 when something was left out."""
    folders = find_folders(args.home)
    collection = args.collection
    paths = [Path(path).expanduser() for path in args.paths if path != "-"]
    if "-" in args.paths:
        paths.append(_received(folders))
        collection = collection or ("received" if len(paths) == 1 else "")
    with _stopping() as is_stopped:
        progress = ingest(paths, folders, collection=collection, stop=is_stopped)
        report = _followed(progress, sys.stderr)
        was_stopped = is_stopped()
    if args.json:
        output.json_line(_object(report))
    if report.waits:
        output.say(f"An import that was taken back is not gone yet: {report.waits}")
    if report.is_undone:
        output.say("This import was taken back while it ran: nothing of it is kept.")
        return _PARTLY
    _say(report)
    if was_stopped:
        output.say("Interrupted: all of these are kept. The same command goes on from here.")
        return _INTERRUPTED
    if not report.skipped:
        return 0
    missing = {skipped.path for skipped in report.skipped if not skipped.path.exists()}
    return _FAILED if all(path in missing for path in paths) else _PARTLY


def _received(folders: Folders) -> Path:
    """Standard input as a file of its own: it can't be read twice, so it is kept with the data."""
    if output.is_terminal(sys.stdin):
        output.say("Reading the document from the keyboard; Ctrl-D ends it.")
    data = sys.stdin.buffer.read()
    if not data.strip():
        raise UsageError("Standard input is empty.", hint="Pipe a document into it.")
    folders.make()
    folder = folders.data / "received"
    path = folder / f"{hashlib.sha256(data).hexdigest()[:16]}.txt"
    scratch = path.with_suffix(".new")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if not path.exists():
            scratch.write_bytes(data)
            scratch.replace(path)
    except OSError as error:
        scratch.unlink(missing_ok=True)
        raise ReaderError(
            f"The document cannot be kept in {folder}: {error.strerror}.",
            hint="Make room or allow writing, and try again.",
        ) from error
    return path


class _Stop:
    """Whether the user has asked to stop; callable, as ingest wants it."""

    def __init__(self) -> None:
        self._is_asked = False

    def __call__(self) -> bool:
        return self._is_asked

    def ask(self, *_: object) -> None:
        """The first Ctrl-C ends after the batch at hand, the second one at once."""
        if self._is_asked:
            raise KeyboardInterrupt
        self._is_asked = True


@contextmanager
def _stopping() -> Iterator[_Stop]:
    stop = _Stop()
    before = signal.signal(signal.SIGINT, stop.ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _followed(steps: Iterable[Progress], stream: Any) -> Report:
    """The report at the end; on a terminal a bar until then."""
    if output.has_colour(stream):
        return _with_bar(steps)
    last = None
    for step in steps:
        last = step
    return _report_of(last)


def _with_bar(steps: Iterable[Progress]) -> Report:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        TextColumn("{task.fields[figures]}", markup=False),
    )
    last = None
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Looking", total=None, figures="")
        for last in steps:
            bar.update(
                task,
                completed=last.done,
                total=last.total or None,
                description=output.shown(last.doing)[:30],
                figures=_figures(last),
            )
    return _report_of(last)


def _figures(step: Progress) -> str:
    parts = [f"{step.done:,}/{step.total:,}" if step.total else f"{step.done:,}"]
    if step.rate:
        parts.append(f"{step.rate:,.0f}/s")
    if step.seconds_left:
        parts.append(f"{_duration(step.seconds_left)} left")
    return " · ".join(parts).replace(",", "\u202f")


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 3600 else f"{seconds / 3600:.1f} h"


def _report_of(last: Progress | None) -> Report:
    if last is None:
        raise ReaderError("There was nothing to import.")
    return last.report


def _object(report: Report) -> dict[str, Any]:
    return {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": [{"path": str(each.path), "reason": each.reason} for each in report.skipped],
        "articles": report.articles,
        "copies": report.copies,
        "seconds": round(report.seconds, 3),
        "moved": report.moved,
        "lost": report.lost,
        "mended": [
            {"rule": each.rule, "edits": each.edits, "articles": each.articles}
            for each in report.mended
        ],
        "badges": dict(report.badged),
    }


def _say(report: Report) -> None:
    done = [
        f"{number:,} {word}"
        for number, word in (
            (report.added, "added"),
            (report.updated, "updated"),
            (report.unchanged, "unchanged"),
            (len(report.skipped), "skipped"),
        )
        if number
    ]
    articles = f"{report.articles:,} article{'' if report.articles == 1 else 's'}"
    if report.copies:
        is_one = report.copies == 1
        articles += (
            f", {report.copies:,} of them {'a copy of another' if is_one else 'copies of others'}"
        )
    output.say(
        f"Documents: {', '.join(done) or 'none found'}; {articles}, {_duration(report.seconds)}."
    )
    if report.moved or report.lost:
        output.say(
            f"Your highlights: {report.moved:,} moved, {report.lost:,} lost their passage; "
            "`reader annotations --moved` and `--orphans` list them."
        )
    for line in _mended(report.mended):
        output.say(line)
    if report.badged:
        output.say(f"Not to be mended: {_badged(report.badged)}.")
    for each in report.skipped[:_SHOWN]:
        output.say(f"  {output.shown(str(each.path))}: {output.shown(each.reason)}")
    if len(report.skipped) > _SHOWN:
        output.say(f"  … and {len(report.skipped) - _SHOWN:,} more (all with --json).")


def _badged(badged: Sequence[tuple[Badge, int]]) -> str:
    """`2 articles broken off (is:truncated), 1 mostly furniture (is:furniture)`."""
    from reader.text.badges import WORDS

    parts = [f"{number:,} {WORDS[badge]} (is:{badge})" for badge, number in badged]
    number, first = badged[0][1], parts[0].split(" ", 1)
    parts[0] = f"{first[0]} article{'' if number == 1 else 's'} {first[1]}"
    return ", ".join(parts)


def _mended(mended: Sequence[Mended]) -> Iterator[str]:
    """What was mended, in words and by rule; white space in one line at the end."""
    from reader.text.rules import is_space, reason

    damage = [each for each in mended if not is_space(each.rule)]
    if damage:
        yield "Mended (`reader list rule:NAME` shows the articles, `show ID --changes` each place):"
    for each in damage[:_SHOWN]:
        articles = f"{each.articles:,} article{'' if each.articles == 1 else 's'}"
        yield f"  {each.edits:,} × {reason(each.rule)}, in {articles} (rule:{each.rule})"
    if len(damage) > _SHOWN:
        yield f"  … and {len(damage) - _SHOWN:,} more rules (all with --json)."
    spaces = sum(each.edits for each in mended if is_space(each.rule))
    if spaces:
        yield f"{'  and' if damage else 'Mended:'} {spaces:,} × white space and line ends."
