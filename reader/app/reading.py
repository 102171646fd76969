"""Opening and walking articles: what the list, the reader view and their keys do together."""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on, work
from textual.content import Content
from textual.worker import Worker, get_current_worker

from reader.app.article_list import A_MINUTE, minutes, source_label
from reader.app.article_view import ArticleView
from reader.app.desk import SORTS
from reader.app.row_list import RowList, cut
from reader.app.screen_parts import ScreenParts
from reader.app.unfolding import Unfolded
from reader.article import ArticleId, Hit
from reader.errors import ReaderError
from reader.library.listing import Listing
from reader.settings import SAMPLE

if TYPE_CHECKING:
    from reader.search.within import Place

COUNTED_AT_ONCE = 20_000  # articles of a library whose lists are counted without a thread
AT_ONCE = 100_000  # characters that one finds in without a thread


class Reading(ScreenParts):
    """The main screen's part that reads."""

    _listed = ""  # the list whose rows are on screen
    _words = 0  # of the open article
    _previewed: int | None = None  # where a preview begins: nobody has read as far yet

    # the list

    @property
    def is_waiting(self) -> bool:
        """In a list of which nothing is known yet, keys wait for its rows."""
        is_empty = self.pane == "articles" and not self.articles.count
        return (is_empty and self.is_at_work("list")) or super().is_waiting

    def show_list(self, *, at: ArticleId | None = None) -> None:
        """Show the desk's list, the cursor on an article if it is there.

        What takes a while to count in a large library is counted in a thread; the list's own rows
        stay on screen meanwhile, another's do not.
        """
        listing, label = self.desk.listing, self.desk.list.label
        is_small = self.desk.library.count() <= COUNTED_AT_ONCE
        if is_small or (listing.is_counted and at is None):
            self._lay_out_list(listing, listing.index_of(at) if at else 0)
            return
        if self._listed != label:
            if listing.is_counted:
                self._lay_out_list(listing, 0)
            else:
                self.articles.empty_text = "Looking through the library…"
                self.articles.set_rows(0, listing.window)
                self._name_list("…")
        self.count_list(listing, at, self.articles.cursor)

    @work(thread=True, group="list", exclusive=True)
    def count_list(self, listing: Listing | Unfolded, at: ArticleId | None, was: int) -> None:
        """Count a list, and find an article in it, off the event loop."""
        try:
            listing.count()
            index = listing.index_of(at) if at else 0
        except ReaderError as error:
            self.app.call_from_thread(self.say_failure, error)
            return
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._lay_out_counted, listing, index, was)

    def _lay_out_counted(self, listing: Listing | Unfolded, index: int | None, was: int) -> None:
        """The cursor goes to the article; to another if somebody has moved there meanwhile."""
        now, row = self.articles.cursor, self.articles.current
        if now == was or row is None or listing is not self.desk.listing:
            self._lay_out_list(listing, index)
        else:
            self.count_list(listing, row.id, now)

    def _lay_out_list(self, listing: Listing | Unfolded, index: int | None) -> None:
        if self.is_closing or listing is not self.desk.listing:
            return  # another was chosen meanwhile
        self._listed = self.desk.list.label
        self.articles.set_rows(listing.count(), listing.window, cursor=index or 0)
        self.call_after_refresh(self.prepare_list)  # the first paint comes first
        self._name_list(f"{listing.count():,}")
        self.articles.empty_text = self.importing_text or (
            "No article here yet.\n\nI imports a file or a folder,\nL shows the other lists."
        )
        self.show_place()

    def _name_list(self, count: str) -> None:
        label = self.desk.list.label
        if self.desk.holds_only(SAMPLE):
            label += " · samples; I imports your own"
        self.articles.border_title = Content(label)
        self.articles.border_subtitle = Content(f"{count} · by {self.desk.sort}")

    @work(thread=True, group="prepare", exclusive=True)
    def prepare_list(self) -> None:
        """Find the list's landmarks, so that a jump to its middle is as quick as to its top."""
        try:
            self.desk.listing.prepare()
        except ReaderError as error:
            self.app.call_from_thread(self.say_failure, error)

    def reload_list(self) -> None:
        """The same list with what is new, the cursor on the same article.

        At the top of a list of which nothing was opened yet, it stays at the top.
        """
        is_fresh = self.articles.cursor == 0 and self.desk.article is None
        row = None if is_fresh else self.articles.current
        self.desk.reload_list()
        self.show_list(at=row.id if row is not None else None)

    @on(RowList.Chosen, "#articles")
    def open_chosen(self, event: RowList.Chosen) -> None:
        self.read(event.row.id)

    @on(RowList.Moved, "#articles")
    def preview_row(self, event: RowList.Moved) -> None:
        """Beside the list the article follows the cursor, once it rests."""
        if self.is_narrow or "searching" in self.modes:
            return
        self.preview(event.row.id)

    @on(RowList.Moved, "#results")
    def preview_hit(self, event: RowList.Moved) -> None:
        hit: Hit = event.row
        if not self.is_narrow:
            self.preview(hit.headline.id, hit)

    # the article

    def read(
        self,
        article_id: ArticleId,
        *,
        at: int | None = None,
        hit: Hit | None = None,
        is_opened: bool = True,
    ) -> None:
        """Show an article at a place, else at the best passage of a hit, else where it was left.

        Opened, it counts as read and has the focus.
        """
        self.stop_preview()  # it would show this anew, under a selection that has begun meanwhile
        self.keep_place()
        try:
            article = self.desk.open(article_id)
            self._words = self.desk.headline(article_id).words
        except ReaderError as error:
            self.say_failure(error)
            return
        found, best = places_of(hit, article.text) if hit is not None else ([], -1)
        if at is None:
            at = found[best].start if found else self.desk.notes.place(article_id)
        if self.view.article is None or self.view.article.id != article_id:
            self.trail = ()
        self._is_missing = False
        self.view.show(article, self.desk.annotations, at=at)
        self.view.mark_places(found, best)
        self._previewed = None if is_opened else self.view.place
        self.show_notes()
        if is_opened:
            if self.desk.settings.mark_read and not self.desk.folders.is_read_only:
                self.mark_read(article_id)
            self.focus_pane("article")
        self.show_status()

    @property
    def place_read(self) -> int | None:
        """How far one has read in the open article; a preview is read once one moves in it."""
        return self.view.place if self.view.place != self._previewed else None

    def keep_place(self) -> None:
        """Keep how far one has read in the article that is being left."""
        place = self.place_read
        if self.is_marking or place is None:
            return
        try:
            self.desk.keep_place(place)
        except ReaderError as error:
            self.say_failure(error)

    def mark_read(self, article_id: ArticleId) -> None:
        """It stands open, so it is read; if that can't be kept it can still be read."""
        if self.is_marking:  # the screen would wait for that
            self.opened_meanwhile += (article_id,)
            return
        try:
            self.desk.notes.mark_read(self.desk.with_copies(article_id), True, is_step=False)
        except ReaderError as error:
            self.say_failure(error)
        self.articles.forget()

    def whereabouts(self) -> str:
        """The breadcrumb: list, article, progress."""
        room = max(16, self.size.width // 3)
        parts = [_brief(self.desk.list.label, room)]
        if self.pane in ("article", "notes", "find") and self.desk.article is not None:
            article = self.desk.article
            parts = [_brief(source_label(article.source, article.collection), room) or parts[0]]
            if self.pane == "article" and self.view.mode == "select":
                return self.view.measured
            if link := self.link_shown():
                return " › ".join(link)
            parts.append(f"{round(self.view.progress * 100)} %{self._time_left()}")
            if self.trail:
                parts.append(f"Esc: back to “{_brief(self.trail[-1].title, room)}”")
            parts += self.text_shown()
            if self.view.has_matches:
                kind = "near match" if self.view.is_near_match else "match"
                parts.append(f"{kind} {self.view.match_number}/{self.view.match_count}")
            elif self._is_missing:
                parts.append("not found")
        elif self.pane == "articles" and self.articles.count:
            parts.append(f"{self.articles.cursor + 1:,}/{self.articles.count:,}")
        if self.first_beside is not None:
            parts.append("w sets the chosen one beside this")
        return " › ".join(parts)

    def _time_left(self) -> str:
        """How long the rest takes to read; nothing for less than a minute."""
        left = self._words * (1 - self.view.progress)
        return f", {minutes(round(left))} left" if left >= A_MINUTE and self.view.progress else ""

    @on(ArticleView.PositionChanged)
    @on(ArticleView.MatchChosen)
    def show_progress(self) -> None:
        self.show_place()

    @on(ArticleView.EndReached)
    def read_next_unread(self) -> None:
        self.action_next_unread()

    def _step(self, step: int) -> None:
        if self.is_choosing_list():
            return
        self.settle_preview()
        self._step_to(self.desk.neighbour(step), step, "article")

    def _step_unread(self, step: int) -> None:
        """Near by it is found at once; further away in a thread, and only if one still waits."""
        if self.is_choosing_list():
            return
        self.settle_preview()
        found, is_final = self.desk.near_unread(step)
        if is_final:
            self._step_to(found, step, "unread article")
        else:
            self.say("Looking further for an unread one…")
            self._look_further(step, self.desk.listing, self.desk.article)

    @work(thread=True, group="unread", exclusive=True)
    def _look_further(self, step: int, rows: object, article: object) -> None:
        try:
            found = self.desk.far_unread(step)
        except ReaderError as error:
            self.app.call_from_thread(self.say_failure, error)
            return
        worker = get_current_worker()
        self.app.call_from_thread(self._go_further, worker, found, step, rows, article)

    def _go_further(
        self,
        worker: Worker[None],
        found: ArticleId | None,
        step: int,
        rows: object,
        article: object,
    ) -> None:
        """Unless one has gone on, or is at something else: a note may be written on this one."""
        is_wanted = rows is self.desk.listing and article is self.desk.article
        if is_wanted and self.is_active and not worker.is_cancelled:
            self._step_to(found, step, "unread article")

    def _step_to(self, found: ArticleId | None, step: int, what: str) -> None:
        if found is None:
            self.notify(f"No {'further' if step > 0 else 'earlier'} {what} in this list.")
            return
        self.read(found)
        index = self.desk.listing.index_of(found)
        if index is not None:
            with self.prevent(RowList.Moved):
                self.articles.cursor = index

    def action_next_article(self) -> None:
        self._step(1)

    def action_previous_article(self) -> None:
        self._step(-1)

    def action_next_unread(self) -> None:
        self._step_unread(1)

    def action_previous_unread(self) -> None:
        self._step_unread(-1)

    def action_sort(self) -> None:
        """Ask for the order of the list."""
        from reader.app.dialogs import Picker

        def sort_by(choice: int | None) -> None:
            if choice is not None:
                row = self.articles.current
                self.desk.choose_list(self.desk.list, SORTS[choice])
                self.show_list(at=row.id if row else None)

        remarks = ("newest first", "A to Z", "last imported first", "longest first")
        self.app.push_screen(
            Picker("Order", list(zip(SORTS, remarks, strict=True)), at=SORTS.index(self.desk.sort)),
            sort_by,
        )

    def action_outline(self) -> None:
        """Ask for a heading, and go there."""
        from reader.app.dialogs import Picker

        if self.pane == "lists":
            self.chosen()  # says that none is
            return
        self.settle_preview()
        article = self.desk.article
        headings = [b for b in article.blocks if b.kind in ("title", "heading")] if article else []
        if article is None or not headings:
            self.notify("This article has no headings.")
            return
        titles = [
            ("  " * max(0, b.level - 1) + article.text[b.start : b.end], "") for b in headings
        ]

        def go(choice: int | None) -> None:
            if choice is not None:
                self.view.go_to(headings[choice].start)

        passed = [number for number, b in enumerate(headings) if b.start <= self.view.place]
        self.app.push_screen(Picker("Outline", titles, at=max(passed, default=0)), go)


def _brief(label: str, room: int) -> str:
    """A name that leaves room beside it."""
    return label if cell_len(label) <= room else cut(label, room).rstrip()


def places_of(hit: Hit, text: str) -> "tuple[list[Place], int]":
    """Where a hit's words stand in the text, and which of these places the best passage begins.

    An answer names only the first places of a word; a text of bearable length is gone through.
    """
    from reader.search.within import Place, Text, best_of, occurrences

    matches = [match for match in hit.matches if match.field == "text"]
    if len(text) <= AT_ONCE:
        words = dict.fromkeys((match.text, match.is_corrected) for match in matches)
        return occurrences(Text(text), words)
    ordered = sorted(matches, key=lambda match: match.start)
    found = [(Place(m.start, m.end, m.is_corrected), m.text.casefold()) for m in ordered]
    return [place for place, _ in found], best_of(found)
