"""The library follows when an import is taken back; and an import as the step that can be.

In: what the notes say was taken back. Out: its articles gone from the library, what it changed as
it was before, and how many stay because something of the user's is on them. It can be cut off at
any moment: the next import, or start of the app, goes on.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from reader.article import ArticleId, Refusal
from reader.errors import NotesError, ReaderError
from reader.ingest.walk import shown
from reader.library import imports
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.library.notes.marks import digest_of
from reader.library.placing import place_again
from reader.library.prepared import Prepared, article_id
from reader.library.writer import Writer
from reader.settings import Folders

_NAMED = 2  # paths in the name of an import


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of an import that was taken back: articles gone, as they were before, kept."""

    gone: int = 0
    back: int = 0
    kept: int = 0  # they carry something of the user's
    cut_off: str = ""  # why the rest must wait for the next import or start

    def __str__(self) -> str:
        """For the user; "" if there was nothing to do."""
        done = [
            f"{_articles(self.gone)} left the library" if self.gone else "",
            f"{_articles(self.back)} {_are(self.back)} as before" if self.back else "",
            f"{_articles(self.kept)} with stars, tags or notes of yours {_stay(self.kept)}"
            if self.kept
            else "",
            f"the rest waits for the next start: {self.cut_off.rstrip('.')}"
            if self.cut_off
            else "",
        ]
        return "; ".join(filter(None, done))


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _stay(count: int) -> str:
    return "stays" if count == 1 else "stay"


def follow(library: Library, notes: Notes) -> Followed:
    """Take out of the library what was brought by imports that were taken back."""
    done = Followed()
    if imports.stale(library.connection(), notes.undone_imports()):
        with Writer.open(library.folders) as writer:
            for step in take_out(writer, library.folders):
                done = step
        place_again(library, notes)
    return done


def take_out(writer: Writer, folders: Folders) -> Iterator[Followed]:
    """The same, document by document, each committed; what is done by then."""
    if not folders.notes.exists():
        return
    done = Followed()
    try:
        with Notes.open(folders) as notes, Library.open(folders) as library:
            for done in _taken_out(writer, library, notes):
                yield done
    except NotesError as error:
        yield replace(done, cut_off=str(error))


def _taken_out(writer: Writer, library: Library, notes: Notes) -> Iterator[Followed]:
    done = Followed()
    refusals = notes.refusals()
    for by in imports.stale(library.connection(), notes.undone_imports()):
        while rows := imports.brought(library.connection(), by):
            for document, was_there in rows:
                one = _Document(writer, library, notes, document)
                done = one.put_back(by, refusals, done) if was_there else one.drop(done)
                yield done


@dataclass(frozen=True, slots=True)
class _Document:
    """One document of an import that was taken back."""

    writer: Writer
    library: Library
    notes: Notes
    key: int

    def drop(self, done: Followed) -> Followed:
        """Out of the library, unless the user has something on an article of it."""
        ids = list(imports.articles(self.library.connection(), self.key))
        if self.notes.owned(ids):
            return self._keep(len(ids), done)
        self.writer.change(lambda db: imports.drop(db, self.key))
        return replace(done, gone=done.gone + len(ids))

    def put_back(self, by: int, refusals: Sequence[Refusal], done: Followed) -> Followed:
        """As it was, unless something is marked in what it is now."""
        from reader.ingest.preparing import prepare

        now = imports.articles(self.library.connection(), self.key)
        former = imports.former(self.library.connection(), by, self.key)
        if former is None:
            return done
        try:
            was = prepare(former.was, refusals)
        except ReaderError:  # nothing to read was left of it then
            return self._keep(len(now), done)
        if self._is_marked(now, former.identity, was):
            return self._keep(len(now), done)
        self.writer.put_back(former, was)
        return replace(done, back=done.back + len(was.articles))

    def _is_marked(self, now: dict[str, str], identity: str, was: Prepared) -> bool:
        """Whether the user has something on a text that would go."""
        before = {article_id(identity, at): each.text for at, each in enumerate(was.articles)}
        other = [name for name, text in now.items() if before.get(ArticleId(name)) != text]
        new = [name for name in other if name not in before]
        return bool(self.notes.owned(new)) or any(
            digest_of(now[name]) in self.notes.made_in(name) for name in other
        )

    def _keep(self, count: int, done: Followed) -> Followed:
        self.writer.change(lambda db: imports.keep(db, self.key))
        return replace(done, kept=done.kept + count)


class Step:
    """An import as a step of undo: it begins with the first document that changes."""

    def __init__(self, folders: Folders, paths: Sequence[Path], stop: Callable[[], bool]) -> None:
        self._folders, self._stop = folders, stop
        self._name = named(paths)
        self._notes: Notes | None = None
        self._id = ""

    def begin(self) -> str:
        """Its id; "" where the notes take none, which is said where they are opened."""
        with suppress(NotesError):
            self._notes = Notes.open(self._folders)
            self._id = self._notes.begin_import(self._name)
        return self._id

    def is_undone(self) -> bool:
        """Whether the user has taken it back while it runs."""
        with suppress(NotesError):
            return bool(self._notes and self._id and self._notes.is_import_undone(self._id))
        return False

    def is_stopped(self) -> bool:
        """Whether to do no more."""
        return self._stop() or self.is_undone()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._notes is not None:
            self._notes.close()


def named(paths: Sequence[Path]) -> str:
    """“articles” and “b.md”, or “articles” and 3 more."""
    names = [f"“{shown(path.name) or shown(str(path))}”" for path in paths]
    if len(names) > _NAMED:
        return f"{names[0]} and {len(names) - 1:,} more"
    return " and ".join(names)
