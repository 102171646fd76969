"""Passages found again in articles whose text has changed.

In go the library as it is now and the notes; the placements are written there, and what moved or
was lost comes out. First the way through the raw text (our own cleaning changed), then the kept
text beside the new one, at last the quote alone. How a passage is found is `text`'s.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from reader.article import AnchorState, Annotation, Article, ArticleId
from reader.errors import NotFound
from reader.library.articles import Library
from reader.library.notes import Notes
from reader.library.notes.anchoring import Place, Unplaced
from reader.library.notes.marks import digest_of
from reader.text.anchors import find, quote
from reader.text.carrying import Versions
from reader.text.way import Way, follow

_AT_ONCE = 100  # articles of one change


@dataclass(frozen=True, slots=True)
class Placed:
    """Annotations (their ids) that stand elsewhere or changed, and those whose passage is gone."""

    moved: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def place_again(
    library: Library, notes: Notes, articles: Iterable[ArticleId] | None = None
) -> Placed:
    """Look for every passage that was not looked for in its article's text of today.

    Cheap where nothing changed: a digest of each text in which something is marked.
    """
    moved: list[str] = []
    lost: list[str] = []
    batch: list[tuple[ArticleId, str, list[Place]]] = []
    for article in notes.marked() if articles is None else articles:
        found = _of_article(library, notes, article)
        if found is not None:
            moved += [place[0] for place in found[2] if place[3] == "moved"]
            lost += [place[0] for place in found[2] if place[3] == "orphan"]
            batch.append(found)
        if len(batch) >= _AT_ONCE:
            notes.place_all(batch)
            batch.clear()
    notes.place_all(batch)
    return Placed(tuple(moved), tuple(lost))


def remember(library: Library, notes: Notes, article: Article) -> None:
    """Keep an article's text and its way to the raw one, before something is marked in it."""
    digest = digest_of(article.text)
    is_known = notes.keeps_way(digest) or library.text(article.id) != article.text
    way = None if is_known else library.way(article.id)
    with notes.at_once():
        notes.remember(article)
        if way is not None:
            notes.keep_way(digest, way)


def reattach(
    library: Library, notes: Notes, made: Annotation, article: Article, start: int, end: int
) -> None:
    """The user says that a passage is `[start, end)` of the article's text. One step of undo."""
    selector = quote(article.text, start, end)
    with notes.at_once():
        remember(library, notes, article)
        notes.reattach(made, selector, start, digest_of(article.text), article.headline)


def _of_article(
    library: Library, notes: Notes, article: ArticleId
) -> tuple[ArticleId, str, list[Place]] | None:
    """The digest of its text and the new places; None if there is nothing to look for."""
    try:
        text = library.text(article)
    except NotFound:
        return None  # not here at present; its annotations wait
    digest = digest_of(text)
    unplaced = notes.unplaced(article, digest)
    if not unplaced:
        return None
    finder = _Finder(text, digest, library.way(article), notes)
    return article, digest, [finder.place(each) for each in unplaced]


class _Finder:
    """Today's text of an article, compared once with each text that something was marked in."""

    def __init__(self, text: str, digest: str, way: Way, notes: Notes) -> None:
        self._text, self._digest, self._way, self._notes = text, digest, way, notes
        self._kept: dict[str, tuple[str, Way | None]] = {}
        self._versions: dict[str, Versions] = {}

    def place(self, made: Unplaced) -> Place:
        """Where a passage is now; an orphan keeps the place that it had."""
        if made.text_sha256 == self._digest:
            return made.annotation_id, made.start, made.end, "exact"
        found = self._find(made)
        if found is None:
            return made.annotation_id, made.start, made.end, "orphan"
        return made.annotation_id, found[0], found[1], found[2]

    def _find(self, made: Unplaced) -> tuple[int, int, AnchorState] | None:
        text, way = self._version(made.text_sha256)
        if way and (span := follow(way, self._way, made.start, made.end, len(self._text))):
            return *span, "exact"
        if text:
            found = self._compared(made.text_sha256, text).place(made.start, made.end)
        else:
            found = find(self._text, made.selector, made.start)
        return (found.start, found.end, found.state) if found else None

    def _version(self, digest: str) -> tuple[str, Way | None]:
        if digest not in self._kept:
            self._kept[digest] = self._notes.version(digest)
        return self._kept[digest]

    def _compared(self, digest: str, text: str) -> Versions:
        if digest not in self._versions:
            self._versions[digest] = Versions.of(text, self._text)
        return self._versions[digest]
