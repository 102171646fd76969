"""Searching as one types: the field, the results, and finding within the article."""

from asyncio import get_running_loop
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from textual import on, work
from textual.content import Content
from textual.widgets import Input
from textual.worker import get_current_worker

from reader.app.reading import AT_ONCE
from reader.app.row_list import RowList
from reader.app.screen_parts import ScreenParts
from reader.app.search_pane import SearchField, SearchPane
from reader.app.unfolding import folded
from reader.article import Answer, ArticleId, Hit
from reader.errors import ReaderError
from reader.library.history import Walk

if TYPE_CHECKING:
    from reader.search.within import Place

# One searches, the next one cuts it off. Not the app's many threads: the C library gives each a
# heap of its own, which never shrinks; among a million articles that came to 65 MiB.
_THREADS = ThreadPoolExecutor(2, "search")
_NOTHING = "Nothing found.\n\nFewer words find more;\nEsc goes back to the list."
_TYPE = "Type a word or two.\n\nTypos, missing accents and\nhalf words are fine."
_LOOKING = "Looking through the library…"
_TYPED = 0.3  # seconds without a key before the best hit is shown: typing comes first


class Searching(ScreenParts):
    """The main screen's part that searches."""

    _typed = ""
    _answered: str | None = None  # the query whose answer is shown
    _answer = Answer("")  # what is shown, copies of one story not yet folded
    folds_hits = True
    _kept: tuple[str, str] | None = None  # a key that came too early, and the query it is about
    _is_missing = False  # what one wants to find does not stand in the article
    _found_from = 0  # the line of the article at the top when one began to find in it
    _walk: Walk | None = None  # through former queries
    _pane_before = "articles"  # where one was when the search began
    _article_before: ArticleId | None = None  # what was open when the search began

    def action_search(self) -> None:
        """Search everything; in the article, find within it."""
        if self.pane == "article" and self.desk.article is not None:
            self.action_find()
        else:
            self.action_search_all()

    def action_search_all(self) -> None:
        self.start_search(self._typed)

    def start_search(self, query: str) -> None:
        """Show the search pane with a query, the list waiting behind it as it is."""
        if "searching" not in self.modes:
            self.settle_preview()
            self._article_before = self.desk.article.id if self.desk.article else None
            is_pane = self.pane in ("lists", "article", "notes")
            self._pane_before = self.pane if is_pane else "articles"
        self.modes.add("searching")
        self._walk = None
        self.search.renew_values(self.desk.library.data_version())
        field = self.search.field
        field.value = query
        self._say_looking(query)
        self.focus_pane("search")
        field.action_select_all()
        if query:
            self.run_search(query)

    @on(SearchPane.Typed)
    def take_query(self, event: SearchPane.Typed) -> None:
        self._typed = event.text
        self._say_looking(event.text)
        if self._kept is not None and self._kept[1] != event.text:
            self._kept = None
        if event.text.strip() and "searching" not in self.modes:
            self.modes.add("searching")
            self.place_panes()
        self.run_search(event.text)

    def _say_looking(self, query: str) -> None:
        """What stands in place of the results until there is an answer."""
        self.results.border_title = Content("Results")
        if not self.results.count:
            self.results.empty_text = _LOOKING if query.strip() else _TYPE
            self.results.refresh()

    def search_again(self) -> None:
        """The results show what has changed."""
        self.run_search(self._typed)

    @work(exclusive=True, group="search")
    async def run_search(self, query: str) -> None:
        """Show each answer as it comes; a thread finds it, and gives up once this is cancelled."""
        is_over = Event()
        step = partial(next, self._answers(query, is_over.is_set), None)
        try:
            while (answer := await get_running_loop().run_in_executor(_THREADS, step)) is not None:
                self.show_answer(answer)
        except ReaderError as error:
            self._kept = None
            self.say_failure(error)
        finally:
            is_over.set()

    def _answers(self, query: str, is_stale: Callable[[], bool]) -> Iterator[Answer]:
        """What the search finds; loading it is the thread's affair too."""
        from reader.search import answers

        yield from answers(self.desk.library, self.desk.notes, query, is_stale=is_stale)

    def show_answer(self, answer: Answer) -> None:
        """Lay an answer into the results, unless another was typed or the search is over.

        Asked again, its first steps know less than what is shown; then the cursor stays where it
        was, on its article if that is there.
        """
        if answer.query != self._typed or "searching" not in self.modes or self.is_closing:
            return
        is_again = answer.query == self._answered
        if is_again and self._answer.is_final and not answer.is_final:
            return
        self._answer = answer
        if self.folds_hits:
            answer = folded(answer)
        self.search.show_answer(answer)
        self._answered = answer.query
        hits = answer.hits
        row = self.results.current
        ids = answer.articles
        at = min(self.results.cursor, max(0, len(hits) - 1)) if is_again else 0
        at = ids.index(row.headline.id) if row and row.headline.id in ids else at
        self.results.border_subtitle = Content(f"{len(hits):,}" if hits else "")
        is_asked = bool(answer.query.strip())
        self.results.empty_text = _NOTHING if is_asked and answer.is_final else _TYPE
        if is_asked and not answer.is_final:
            self.results.empty_text = _LOOKING
        self.results.set_rows(
            len(hits), lambda start, limit: hits[start : start + limit],
            cursor=at if self.results.cursor else 0,
        )  # fmt: skip
        if self._obey_kept():
            return
        if answer.is_final and self.search.field.has_focus and not self.is_narrow:
            self._preview_best()

    def _preview_best(self) -> None:
        """The best hit stands beside the results, once one has stopped typing."""
        hit: Hit | None = self.results.current
        if hit is not None:
            self.preview(hit.headline.id, hit, after=_TYPED)

    def unfold_hits(self) -> None:
        """Every copy of one story as a result of its own, or the best of them alone."""
        self.folds_hits = not self.folds_hits
        self.show_answer(self._answer)

    @on(SearchField.Key)
    def obey_key(self, event: SearchField.Key) -> None:
        """Keys of the field that concern the results."""
        if event.what in ("older", "newer") and self._walks(event.what):
            return
        if event.what == "leave":
            self.leave_search()
        elif self._has_answer_for(event.what):
            self._obey(event.what)
        else:
            self._kept = event.what, self.search.field.value

    def _has_answer_for(self, what: str) -> bool:
        """What a key is about has been found: the values one may take, or the results."""
        return not self.search.awaits_values if what == "complete" else self._is_answered

    @property
    def _is_answered(self) -> bool:
        """The results are those of what stands in the field."""
        typed, answer = self.search.field.value, self._answer
        is_shown = typed == self._answered and bool(answer.hits or answer.is_final)
        return is_shown or not typed.strip()

    def _obey(self, what: str) -> None:
        if what == "complete":
            if not self.search.complete():
                self.action_next_pane()
        elif what in ("down", "newer"):
            self.results.action_cursor_down()
        elif what in ("up", "older"):
            self.results.action_cursor_up()
        elif self.results.current is not None:
            self._open_hit(self.results.current)

    def _obey_kept(self) -> bool:
        """Do what the key that came too early asked for, if that can be done by now."""
        if self._kept is None or not self._has_answer_for(self._kept[0]):
            return False
        (what, _), self._kept = self._kept, None
        self._obey(what)
        return True

    def _walks(self, what: str) -> bool:
        """Show an older or newer query in the field, if the arrow is about them."""
        field = self.search.field
        if self._walk is None or self._walk.text != field.value:
            self._walk = None
            if what == "newer" or not field.is_at_start or self.results.cursor:
                return False
            self._walk = Walk(self.desk.history.latest(), field.value)
        elif what == "newer" and self._walk.is_back:
            return False
        field.value = self._walk.step(1 if what == "older" else -1)
        field.cursor_position = len(field.value)
        return True

    def remember_query(self) -> None:
        """Keep what was searched for, so that it can be found again with the arrow."""
        try:
            self.desk.history.add(self.search.field.value)
        except ReaderError as error:
            self.say_failure(error)

    @on(SearchPane.ValuesWanted)
    def want_values(self, event: SearchPane.ValuesWanted) -> None:
        self.load_values(event.field)

    @work(thread=True, group="values")
    def load_values(self, field: str) -> None:
        """What a field can be told, counted off the event loop."""
        from reader.library.values import values_of

        worker = get_current_worker()
        try:
            for found in values_of(self.desk.library, self.desk.notes, field):
                if not worker.is_cancelled:
                    self.app.call_from_thread(self._set_values, field, found)
        except ReaderError as error:
            self.app.call_from_thread(self.say_failure, error)

    def _set_values(self, field: str, found: list[tuple[str, int]]) -> None:
        """Also when the search has been left: they are asked for once."""
        if self.is_closing:
            return
        self.search.set_values(field, found)
        self._obey_kept()

    @property
    def is_waiting(self) -> bool:
        """A key waits for what it is about, and those behind it wait for what it brings about."""
        if self._kept is not None or (self.pane == "results" and not self._is_answered):
            return True
        return (self.pane == "article" and self.is_at_work("find")) or super().is_waiting

    @on(RowList.Chosen, "#results")
    def open_chosen_hit(self, event: RowList.Chosen) -> None:
        self._open_hit(event.row)

    def _open_hit(self, hit: Hit) -> None:
        self.remember_query()
        self.read(hit.headline.id, hit=hit)

    def leave_search(self) -> None:
        """Back to the list, exactly as it was."""
        self.remember_query()
        self._walk = None
        self.modes.discard("searching")
        self._answered = self._kept = None
        self.workers.cancel_group(self, "search")
        with self.prevent(Input.Changed):
            self.search.field.value = ""
        self.search.show_answer(Answer(""))
        self.stop_preview()
        before = self._article_before
        here = self.desk.article
        if before is not None and (here is None or here.id != before or self.place_read is None):
            self.read(before, is_opened=False)
        self.focus_pane(self._pane_before)
        self.show_lists()

    # within the article

    def action_find(self) -> None:
        """Show the line in which one types what to find here."""
        self._found_from = self.view.scroll_offset.y
        self.modes.add("finding")
        self.focus_pane("find")

    def give_up_find(self) -> None:
        """Escape: the article as it was before."""
        self.modes.discard("finding")
        self.query_one("#find", Input).value = ""
        self.focus_pane("article")
        self.view.scroll_to(y=self._found_from, animate=False)

    @on(Input.Changed, "#find")
    def find_in_article(self, event: Input.Changed) -> None:
        """Each keystroke finds; in a long article a thread does."""
        typed = event.value
        if not typed.strip():
            self._is_missing = self.view.awaits_find = False
            self.view.set_matches(())
            self.show_place()
        elif len(self.view.text) > AT_ONCE:
            self.view.awaits_find = True
            self.find_in_long(typed)
        else:
            self._say_found(self.view.find(typed))

    @work(thread=True, exclusive=True, group="find")
    def find_in_long(self, typed: str) -> None:
        """Fold the article, which is kept folded, and look through it, off the event loop."""
        from reader.search.within import find

        worker = get_current_worker()
        folded = self.view.folded()
        if worker.is_cancelled:
            return
        found = find(folded, typed)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_found, folded.original, typed, found)

    def _show_found(self, text: str, typed: str, found: "list[Place]") -> None:
        """Unless another article is open by now, or the line says something else, or nothing."""
        if self.is_closing or text != self.view.text:
            return
        if typed == self.query_one("#find", Input).value:
            self._say_found(self.view.show_found(found))

    def _say_found(self, count: int) -> None:
        self._is_missing = not count
        if self._is_missing and "finding" not in self.modes:
            self.say("Not found in this article.")
        self.show_place()

    @on(Input.Submitted, "#find")
    def leave_find(self) -> None:
        """Enter: on to the matches, if there are any."""
        if self._is_missing and not self.view.awaits_find:
            self.say("Not found in this article.")
        self.modes.discard("finding")
        self.focus_pane("article")
