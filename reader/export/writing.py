"""Exports on disk: which format a file has, and the whole new file or the old one as it was.

Pieces of text and a path in. What the pieces are is each exporter's; pages in a folder `folder`'s.
"""

import os
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from reader.article import Annotation, Headline
from reader.errors import ReaderError, UsageError
from reader.export import EXPORTERS, SUFFIXES
from reader.export.exported import Exported
from reader.export.folder import write_folder
from reader.library.articles import Library
from reader.library.notes import Notes


def format_of(path: str, name: str = "") -> str:
    """The format that is named, else the one of the file's ending, else jsonl."""
    found = name or SUFFIXES.get(Path(path).suffix.lower(), "jsonl")
    if found not in EXPORTERS:
        raise UsageError(
            f"There is no export format “{found}”.", hint=f"Formats: {', '.join(EXPORTERS)}."
        )
    return found


def is_folder(path: str) -> bool:
    """Whether a folder is meant: it is one, or is not there yet and its name is no file's."""
    place = Path(path).expanduser()
    return path.endswith(os.sep) or place.is_dir() or not (place.suffix or place.exists())


def write_file(path: Path, pieces: Iterable[str]) -> None:
    """Write it whole. Raises ReaderError, and the file that was there is as it was."""
    if path.is_dir():
        raise ReaderError(f"“{path}” is a folder.", hint="Name the file to write.")
    scratch = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with scratch.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    except OSError as error:
        raise ReaderError(
            f"The export cannot be written to {path}: {error.strerror}.",
            hint="Make room or name another place.",
        ) from error
    finally:
        scratch.unlink(missing_ok=True)


def write_shown(
    library: Library, notes: Notes, annotations: Sequence[Annotation], path: str
) -> str:
    """Write these annotations alone, in a file or as pages in a folder; what was done, in words."""
    exported = list(_by_article(library, notes, annotations))
    target = Path(path).expanduser()
    if is_folder(path):
        written = write_folder(exported, target)
        said = f"{written.new:,} new, {written.changed:,} changed, {written.unchanged:,} as before"
        left = f", {len(written.left_alone):,} left as they are" if written.left_alone else ""
        return f"{target}: {said}{left}"
    write_file(target, EXPORTERS[format_of(path)](exported))
    return f"{len(annotations):,} written to {target}"


def _by_article(
    library: Library, notes: Notes, annotations: Sequence[Annotation]
) -> Iterable[Exported]:
    ordered = sorted(annotations, key=lambda each: (each.article, each.start))
    known = {each.article: each for each in notes.known()}
    for article, own in groupby(ordered, key=lambda each: each.article):
        what = known.get(article)
        found = library.headlines([article])
        title = what.title if what else ""
        yield Exported(
            found[0] if found else Headline(article, title),
            None,
            tuple(own),
            url=what.url if what else "",
            place=notes.place(article),
        )
