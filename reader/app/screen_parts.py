"""What the parts of the main screen share: the desk, the panes, and how a failure is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from textual.reactive import Reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from reader.app.article_list import ArticleList, ResultList
from reader.app.desk import Desk
from reader.app.reader_pane import ReaderPane
from reader.app.search_pane import SearchPane
from reader.app.status_bar import StatusBar
from reader.app.wrapped_pane import WrappedPane
from reader.article import ArticleId, Hit, Mended
from reader.errors import ReaderError


@dataclass(frozen=True, slots=True)
class Left:
    """An article one left by a link."""

    id: ArticleId
    title: str
    at: int


_AWAITED = ("compare", "mended", "text")  # workers whose answer the next key is about
_MOVED = 0.08  # seconds for which the cursor rests before the article follows it


class ScreenParts(Screen[None]):
    """The base of each part; the main screen joins them."""

    # Textual would paint the whole screen anew for it; the panes show it themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    desk: Desk
    _is_missing = False
    opened_meanwhile: tuple[ArticleId, ...] = ()  # while very many were being marked
    first_beside: ArticleId | None = None  # chosen to be set beside another
    modes: set[str]  # what is on: searching, finding, lists, notes, zen
    last_mended: tuple[Mended, ...] = ()  # by the import that ended last
    trail: Sequence[Left] = ()  # where one followed links
    _preview_wait: Timer | None = None  # of a preview that is due
    _preview: Callable[[], None] | None = None  # which is this

    @property
    def articles(self) -> ArticleList:
        """The article list."""
        return self.query_one(ArticleList)

    @property
    def view(self) -> ReaderPane:
        """The reader view."""
        return self.query_one(ReaderPane)

    @property
    def results(self) -> ResultList:
        """The search results."""
        return self.query_one(ResultList)

    @property
    def search(self) -> SearchPane:
        """The search field and its line."""
        return self.query_one(SearchPane)

    def lay_lines(self, pane: WrappedPane) -> None:
        """The lines of a pane as the user wants them."""
        settings = self.desk.settings
        pane.measure = settings.measure
        pane.spacing, pane.is_justified = settings.line_spacing, settings.justify

    @property
    def is_marking(self) -> bool:
        """Very many articles are being marked, or unmarked, in a thread: others must wait."""
        return self.is_at_work("marking")

    def is_at_work(self, *groups: str) -> bool:
        """A worker of one of these groups is not done."""
        return any(each.group in groups and not each.is_finished for each in self.app.workers)

    @property
    def is_waiting(self) -> bool:
        """What was asked for is on its way, and keys wait for it (see `type_ahead`)."""
        return self.is_at_work(*_AWAITED)

    def give_up_awaited(self) -> bool:
        """What was asked for is not wanted any more; False if nothing was."""
        awaited = [e for e in self.app.workers if e.group in _AWAITED and not e.is_finished]
        for each in awaited:
            each.cancel()
        self.view.next_text = ""
        return bool(awaited)

    @property
    def is_closing(self) -> bool:
        """The panes are gone already: what a thread still brings has no place any more."""
        return not self.query(StatusBar)

    @property
    def is_narrow(self) -> bool:
        """One pane at a time."""
        raise NotImplementedError

    def place_panes(self) -> None:
        """Show the panes that belong on screen now."""
        raise NotImplementedError

    @property
    def pane(self) -> str:
        """The id of the pane with the focus."""
        return (self.focused.id or "") if self.focused is not None else ""

    @property
    def importing_text(self) -> str:
        """What an empty list says while an import runs."""
        raise NotImplementedError

    def say_failure(self, error: ReaderError) -> None:
        """One sentence and what to do about it."""
        self.notify(f"{error} {error.hint}".strip(), severity="error", markup=False)

    def say(self, sentence: str) -> None:
        """A toast; content in it stays content."""
        self.notify(sentence, markup=False)

    def focus_pane(self, name: str) -> None:
        """Go to a pane."""
        raise NotImplementedError

    def read(
        self,
        article_id: ArticleId,
        *,
        at: int | None = None,
        hit: Hit | None = None,
        is_opened: bool = True,
    ) -> None:
        """Show an article."""
        raise NotImplementedError

    @property
    def place_read(self) -> int | None:
        """How far one has read in the open article, if one has moved in it."""
        raise NotImplementedError

    def preview(
        self, article_id: ArticleId, hit: Hit | None = None, *, after: float = _MOVED
    ) -> None:
        """Show an article beside the list, without opening it, in so many seconds."""
        self.stop_preview()
        self._preview = partial(self.read, article_id, hit=hit, is_opened=False)
        self._preview_wait = self.set_timer(after, self.settle_preview)

    def settle_preview(self) -> None:
        """Show now what is due: a key is about the article that one is at, not the one before."""
        if self._preview is not None:
            self._preview()

    def stop_preview(self) -> None:
        """What is due is not wanted any more."""
        self._preview = None
        if self._preview_wait is not None:
            self._preview_wait.stop()

    def mark_read(self, article_id: ArticleId) -> None:
        """An article stands open, so it is read."""
        raise NotImplementedError

    def show_list(self, *, at: ArticleId | None = None) -> None:
        """Show the desk's list."""
        raise NotImplementedError

    def reload_list(self) -> None:
        """Bring the article list up to date."""
        raise NotImplementedError

    def show_lists(self) -> None:
        """Bring the lists up to date."""
        raise NotImplementedError

    def show_notes(self) -> None:
        """Bring the notes pane up to date."""
        raise NotImplementedError

    def start_search(self, query: str) -> None:
        """Show the search pane with a query."""
        raise NotImplementedError

    def remember_query(self) -> None:
        """Keep what was searched for."""
        raise NotImplementedError

    def action_next_pane(self) -> None:
        """Go to the next pane."""
        raise NotImplementedError

    def target(self) -> ArticleId | None:
        """The article a command is about."""
        raise NotImplementedError

    def chosen(self) -> ArticleId | None:
        """The target; that there is none is said."""
        target = self.target()
        if target is None:
            self.say("Choose an article first.")
        return target

    def is_choosing_list(self) -> bool:
        """In the lists one sees neither a whole list nor an article that could be meant; said."""
        if self.pane == "lists":
            self.say("Open a list first.")
        return self.pane == "lists"

    def unfold_hits(self) -> None:
        """Fold the copies among the search results, or unfold them."""
        raise NotImplementedError

    def search_again(self) -> None:
        """Bring the search results up to date."""
        raise NotImplementedError

    def keep_lines(self, event: WrappedPane.Adjusted) -> None:
        """Keep how the user wants the lines."""
        raise NotImplementedError

    def show_own_data(self) -> None:
        """Draw anew what shows the user's own data."""
        raise NotImplementedError

    def clean_again(self, undone: str = "") -> None:
        """Let the library follow what is taken back now, or is no more; `undone` was said of it."""
        raise NotImplementedError

    def look_for_changes(self) -> None:
        """Show what any program has changed."""
        raise NotImplementedError

    def refresh_index(self) -> object:
        """Bring the search index up to the library."""
        raise NotImplementedError

    def show_article_again(self) -> None:
        """Show the open article anew, if its text has changed."""
        raise NotImplementedError

    def text_shown(self) -> list[str]:
        """Which text of the article is on screen, for the status line; nothing for the clean."""
        raise NotImplementedError

    def link_shown(self) -> list[str]:
        """Which link is chosen, for the status line."""
        raise NotImplementedError

    def whereabouts(self) -> str:
        """Where one is, for the status line."""
        raise NotImplementedError

    def show_status(self) -> None:
        """Bring the status line up to date."""
        raise NotImplementedError

    def show_place(self) -> None:
        """Bring the left of the status line up to date; cheap, for every scroll."""
        self.query_one(StatusBar).place = self.whereabouts()
