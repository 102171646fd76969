"""A folder of pages, one file an article, written again without a needless change.

Pages and a folder in, what came of each file out. A file that is not ours, or that holds edits
which were not read in, is left as it is and said. Not here: what a page looks like (`page`).
"""

import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reader.errors import ReaderError
from reader.export.exported import Exported
from reader.export.page import read_page, write_page
from reader.export.returning import is_taken_over

_ID_LETTERS = 10  # of an id in a file's name; the whole id is in the page
_SLUG_LETTERS = 48


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A file that was not written, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a folder."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    left_alone: tuple[LeftAlone, ...] = ()


def write_folder(exported: Iterable[Exported], folder: Path) -> Written:
    """A page for each article. Raises ReaderError when the folder can't be written."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        ours = {path.stem.rpartition("-")[2]: path for path in sorted(folder.glob("*-*.md"))}
        outcomes = {"new": 0, "changed": 0, "unchanged": 0}
        left_alone: list[LeftAlone] = []
        for each in exported:
            key = each.headline.id[:_ID_LETTERS]
            path = ours.get(key) or folder / f"{slug(each.headline.title)}-{key}.md"
            try:
                outcomes[_write(path, each)] += 1
            except ValueError as error:
                left_alone.append(LeftAlone(path, str(error)))
    except OSError as error:
        raise ReaderError(
            f"The export cannot be written to {error.filename or folder}: {error.strerror}.",
            hint="Make room or name another folder with --output.",
        ) from error
    return Written(**outcomes, left_alone=tuple(left_alone))


def slug(title: str) -> str:
    """A title as a part of a file's name: letters and digits of any script, joined by hyphens."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", title).lower().replace("_", " "))
    name = "-".join(words).encode("utf-8", "ignore")[:_SLUG_LETTERS].decode("utf-8", "ignore")
    return name.strip("-") or "untitled"


def _write(path: Path, exported: Exported) -> str:
    """What was done. Raises ValueError with a reason to leave the file alone."""
    data = write_page(exported).encode("utf-8", "replace")
    try:
        with path.open("rb") as file:
            before = file.read()
    except FileNotFoundError:
        before = b""
        path.touch(mode=0o600, exist_ok=False)
    else:
        if before == data:
            return "unchanged"
        page = read_page(before.decode("utf-8", "replace"))
        if page.value["id"] != exported.headline.id:
            raise ValueError("it belongs to another article")
        if not is_taken_over(page, exported):
            raise ValueError("it has edits that are not read in; restore it first")
    replace(path, data)
    return "changed" if before else "new"


def replace(path: Path, data: bytes) -> None:
    """The whole new file or the old one as it was, whatever happens in between."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with scratch.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
