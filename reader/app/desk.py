"""The user's desk: which list and which article are open, and what is done to them.

Data in, data out; it knows the library and the notes but no widget. The screen shows it.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Literal, cast

from reader.app import walking
from reader.app.list_rows import ALL, ListRow, Lists
from reader.app.tagging import chosen_tags, tagged
from reader.app.unfolding import Unfolded
from reader.app.views import View, changes_view, raw_view
from reader.article import (
    Annotation,
    Article,
    ArticleId,
    Badge,
    Edit,
    Filter,
    Headline,
    Mended,
    Refusal,
)
from reader.errors import NotesError, NotFound, ReaderError
from reader.library.articles import Library
from reader.library.history import History
from reader.library.listing import Listing
from reader.library.notes import Notes
from reader.settings import Folders, Settings, save_setting
from reader.text.anchors import Selector

if TYPE_CHECKING:
    from reader.text.suggesting import Suggestion

Sort = Literal["date", "title", "added", "length"]
SORTS: tuple[Sort, ...] = ("date", "title", "added", "length")
_MARKED = 64  # characters at a mark by which it is found again


class Desk:
    """What lies open. Every change of the user's data returns the sentence for its toast."""

    def __init__(self, folders: Folders, settings: Settings) -> None:
        """Open (and make, on the first day) the user's files. Raises ReaderError."""
        self.folders = folders
        self.settings = settings
        folders.make()
        self.notes = Notes.open(folders)
        self.library = Library.open(folders)
        self.history = History(folders)
        self.lists = Lists(self.library, self.notes)
        self.list = ALL
        self.sort: Sort = "date"
        self.is_folded = self.lists.is_folded = settings.fold_copies
        self.listing: Listing | Unfolded = self.library.listing(is_folded=self.is_folded)
        self.article: Article | None = None
        self.annotations: tuple[Annotation, ...] = ()  # highlights and notes of the article
        self.bookmarks: tuple[Annotation, ...] = ()  # its marks, by letter
        self._seen_versions = self._versions()
        self._kept_session = ""

    def keep_setting(self, name: str, value: str | int | bool) -> None:
        """Write a setting down, for this day and the next. Raises ReaderError."""
        save_setting(self.folders, name, value)
        self.settings = replace(self.settings, **{name: value})  # type: ignore[arg-type]

    # lists

    def choose_list(self, row: ListRow, sort: Sort | None = None) -> None:
        """Make another list the open one."""
        self.list = row
        self.sort = sort or self.sort
        self.listing = self.library.listing(
            row.filter or Filter(), self.sort, is_folded=self.is_folded
        )

    def reload_list(self) -> None:
        """The same list, as the library has it now."""
        shown = self.listing
        self.choose_list(self.list)
        if isinstance(shown, Unfolded):
            self.unfold(shown.id)

    def fold(self, is_folded: bool) -> None:
        """Copies as one row, or each as a row of its own."""
        self.is_folded = self.lists.is_folded = is_folded
        self.choose_list(self.list)

    def unfold(self, article_id: ArticleId) -> ArticleId | None:
        """Show the copies of a row below it, or fold what was unfolded; the row to stand on."""
        listing = self.listing
        if isinstance(listing, Unfolded):
            shown, listing = listing, listing.listing
            self.listing = listing
            if article_id in (shown.id, *shown.names):
                return shown.id
        names = tuple(row.id for row in self.library.copies(article_id))
        at = listing.index_of(article_id) if names else None
        if at is None:
            return None
        self.listing = Unfolded(listing, self.library, article_id, at, names)
        return article_id

    def with_copies(self, article_id: ArticleId) -> list[ArticleId]:
        """The article, and its copies where a row stands for all of them."""
        others = self.library.copies(article_id) if self.is_folded else []
        return [article_id, *(row.id for row in others)]

    def holds_only(self, collection: str) -> bool:
        """Whether the library holds nothing beside one collection."""
        return {name for name, _ in self.library.collections()} <= {collection}

    def has_changed(self) -> tuple[bool, bool]:
        """Whether (the library, the notes) changed since last asked, by any program."""
        now, before = self._versions(), self._seen_versions
        self._seen_versions = now
        return now[0] != before[0], now[1] != before[1]

    def _versions(self) -> tuple[int, int]:
        return self.library.data_version(), self.notes.data_version()

    # the open article

    def open(self, article_id: ArticleId) -> Article:
        """Lay an article on the desk; it counts as read if the settings say so."""
        from reader.library.placing import place_again

        self.article = self.library.article(article_id)
        if self.notes.annotations(article_id):
            with suppress(NotesError):  # a place that can't be kept is looked for again next time
                place_again(self.library, self.notes, [article_id])
        self.reload_annotations()
        return self.article

    def article_at(self, url: str) -> ArticleId | None:
        """The article that an address is of, if the library has it."""
        from reader.library.addresses import articles_at

        return articles_at(self.library, [url]).get(url)

    def titles_at(self, urls: Sequence[str]) -> dict[str, str]:
        """The headlines of the articles that addresses are of."""
        from reader.library.addresses import articles_at

        found = articles_at(self.library, urls)
        titles = {row.id: row.title for row in self.library.headlines(list(found.values()))}
        return {url: titles[name] for url, name in found.items() if name in titles}

    def text(self, name: str) -> View:
        """The open article as another of its texts: raw, or with its changes."""
        article = self._open_article()
        found = self.library.changes(article.id)
        return raw_view(article, found) if name == "raw" else changes_view(article, found)

    def take_back(self, article_id: ArticleId, edits: Sequence[Edit]) -> str:
        """Leave these places of an article as they came."""
        from reader.ingest.taking_back import take_back

        return take_back(self.library, self.notes, article_id, edits)

    def take_back_rule(self, article_id: ArticleId, rule: str, *, everywhere: bool) -> str:
        """Switch a rule off in an article's document, or in its collection."""
        from reader.ingest.taking_back import take_back_rule

        return take_back_rule(self.library, self.notes, article_id, rule, everywhere=everywhere)

    def mended(self) -> list[Mended]:
        """What each rule of cleaning did in the whole library."""
        from reader.library.mending import totals

        return totals(self.library.connection())

    def badged(self) -> list[tuple[Badge, int]]:
        """How many articles of the library have each badge."""
        from reader.library.mending import badged

        return badged(self.library.connection())

    def refusals_here(self) -> list[Refusal]:
        """What was taken back of the open article, or of its whole collection."""
        return self.notes.refusals_in(self._open_article())

    def settle(self) -> tuple[list[ArticleId], str]:
        """Let the library follow what was taken back of cleaning, or of imports.

        The articles that changed, and what became of an import.
        """
        from reader.ingest.taking_back import settle
        from reader.ingest.undoing import follow

        followed = follow(self.library, self.notes)
        return settle(self.library, self.notes), str(followed)

    def is_unsettled(self) -> bool:
        """Whether an import was taken back and is not gone yet: something was cut off there."""
        from reader.library.imports import stale

        return bool(stale(self.library.connection(), self.notes.undone_imports()))

    @property
    def remarks(self) -> list[str]:
        """What the user should be told at the start."""
        if not self.folders.is_read_only:
            return self.notes.remarks
        return ["This home can only be read: what you read, mark or write here is not kept."]

    def reload_annotations(self) -> None:
        """What is marked in the open article, as the notes have it now."""
        if self.article is not None:
            made = self.notes.annotations(self.article.id)
            self.annotations = tuple(each for each in made if each.kind != "bookmark")
            marks = [each for each in made if each.kind == "bookmark"]
            self.bookmarks = tuple(sorted(marks, key=lambda each: each.note))

    def neighbour(self, step: int) -> ArticleId | None:
        """The next (1) or previous (-1) article of the open list."""
        return walking.at(self.listing, self._index() + step)

    def near_unread(self, step: int) -> tuple[ArticleId | None, bool]:
        """The next unread article, or the one before; False where one must look further."""
        return walking.near_unread(self.listing, self._index(), step)

    def far_unread(self, step: int) -> ArticleId | None:
        """The same, however far it is. For a thread: it may take seconds."""
        return walking.far_unread(self.listing, self._unread(), self._index(), step)

    def _unread(self) -> Listing:
        """What is unread of the open list."""
        wanted = replace(self.list.filter or Filter(), is_unread=True)
        return self.library.listing(wanted, self.sort, is_folded=self.is_folded)

    def _index(self) -> int:
        """Where the open article stands in the open list; before the first one, if it does not."""
        index = self.listing.index_of(self.article.id) if self.article else None
        return -1 if index is None else index

    def headline(self, article_id: ArticleId) -> Headline:
        """The row of one article. Raises NotFound."""
        found = self.library.headlines([article_id])
        if not found:
            raise NotFound("This article is no longer in the library.")
        return found[0]

    # what the user does

    def toggle_star(self, article_id: ArticleId) -> str:
        row = self.headline(article_id)
        with self.notes.marking(self.library.article(article_id), with_text=False):
            self.notes.star([article_id], not row.starred, label=row.title)
        return "Star taken away" if row.starred else "Starred"

    def toggle_read(self, article_id: ArticleId) -> str:
        row = self.headline(article_id)
        self.notes.mark_read(self.with_copies(article_id), row.unread, label=row.title)
        return "Marked as read" if row.unread else "Marked as unread"

    def mark_list_read(self) -> str:
        """Mark every unread article of the open list. A million take seconds: for a thread."""
        wanted = replace(self.list.filter or Filter(), is_unread=True)
        ids = list(self.library.listing(wanted, self.sort).ids())
        if not ids:
            return "Nothing here is unread"
        self.notes.mark_read(ids, True)
        return f"{len(ids):,} marked as read; u takes it back"

    def toggle_tag(self, article_id: ArticleId, tag: str) -> str:
        """Tags, commas between them, put on; or taken away where all are there."""
        row = self.headline(article_id)
        tags, has = chosen_tags(tag, [row.tags])
        with self.notes.marking(self.library.article(article_id), with_text=False):
            self.notes.tag_each([article_id], tags, not has, label=row.title)
        return tagged(tags, has)

    def annotate(
        self, start: int, end: int, note: str = "", color: str = "", of: Article | None = None
    ) -> Annotation:
        """Mark a passage of the open article, or of one as it was; on disk when this returns."""
        from reader.library.placing import place_again, remember
        from reader.text.anchors import quote

        article = of or self._open_article()
        selector = quote(article.text, start, end)
        with self.notes.at_once():
            remember(self.library, self.notes, article)
            made = self.notes.annotate(
                article.id, "highlight", quote=selector.exact, prefix=selector.prefix,
                suffix=selector.suffix, start=start, end=end, note=note, color=color,
            )  # fmt: skip
        place_again(self.library, self.notes, [article.id])  # its text may be another by now
        self.reload_annotations()
        return made

    def places_for(self, made: Annotation, article: Article) -> "list[Suggestion]":
        """Where a highlight might be: the one place that it moved to, or guesses."""
        from reader.text.suggesting import Suggestion, suggestions

        if made.state != "orphan":
            return [Suggestion(made.start, made.end, 100.0)]
        return suggestions(article.text, Selector(made.quote, made.prefix, made.suffix))

    def reattach(self, made: Annotation, place: "Suggestion") -> None:
        """The user says where a highlight is; on disk when this returns."""
        from reader.library.placing import reattach

        article = self.library.article(made.article)
        reattach(self.library, self.notes, made, article, place.start, place.end)

    def write_note(self, text: str, of: Article | None = None) -> Annotation:
        """A note on the whole open article, or on another; on disk when this returns."""
        article = of or self._open_article()
        with self.notes.marking(article):
            made = self.notes.annotate(article.id, "note", note=text)
        self.reload_annotations()
        return made

    def set_mark(self, letter: str, at: int) -> None:
        """Mark a place of the open article with a letter, which leaves the place it had."""
        from reader.text.anchors import quote

        article = self._open_article()
        here = quote(article.text, at, min(len(article.text), at + _MARKED))
        with self.notes.marking(article):
            for old in self.bookmarks:
                if old.note == letter:
                    self.notes.delete(old.id)
            self.notes.annotate(
                article.id, "bookmark", quote=here.exact, prefix=here.prefix, suffix=here.suffix,
                start=at, end=at + len(here.exact), note=letter,
            )  # fmt: skip
        self.reload_annotations()

    def _open_article(self) -> Article:
        if self.article is None:
            raise NotFound("No article is open.")
        return self.article

    # where one was

    def keep_place(self, at: int) -> None:
        """Keep how far one has read in the open article, if that has changed.

        No pane shows places, so this alone is no change to draw anything for.
        """
        if self.article is None or self.folders.is_read_only:
            return
        if self.notes.place(self.article.id) == at:
            return
        before = self.notes.data_version()
        self.notes.set_place(self.article.id, at)
        library, seen = self._seen_versions
        if seen == before and self.notes.data_version() == before + 1:
            self._seen_versions = library, before + 1

    def save_session(self, at: int | None, *, is_reading: bool) -> None:
        """Keep the open article with its place, and the open list, for the next start."""
        if self.folders.is_read_only:
            return  # which was said at the start
        if at is not None:
            self.keep_place(at)
        kept = json.dumps(
            {
                "article": self.article.id if self.article else "",
                "list": asdict(self.list),
                "sort": self.sort,
                "is_reading": is_reading,
            }
        )
        if kept == self._kept_session:
            return
        path = self.folders.state / "session.json"
        scratch = path.with_suffix(".new")
        try:
            scratch.write_text(kept, encoding="utf-8")
            scratch.replace(path)
        except OSError as error:
            raise ReaderError(f"The last place cannot be kept: {error.strerror}.") from error
        self._kept_session = kept

    def last_session(self) -> tuple[ArticleId, bool] | None:
        """Open the list of the last session; its article, if that still is there, and whether
        one was reading it."""
        try:
            kept = json.loads((self.folders.state / "session.json").read_text(encoding="utf-8"))
            held = kept["list"]
            if kept["sort"] not in SORTS:
                return None
            if held["filter"]:
                excluded = held["filter"].pop("excluded", None)
                held["filter"] = Filter(**held["filter"], excluded=excluded and Filter(**excluded))
            self.choose_list(ListRow(**held), cast(Sort, kept["sort"]))
            found: Sequence[Headline] = self.library.headlines([kept["article"]])
        except (OSError, ValueError, KeyError, TypeError):
            return None  # no session yet, or one of another version: nothing of worth is lost
        return (found[0].id, kept.get("is_reading") is True) if found else None
