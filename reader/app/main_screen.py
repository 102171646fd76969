"""The main screen: the panes, and what passes between them. What is done to data is the desk's."""

from collections import deque
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

from reader.app.annotating import Annotating
from reader.app.article_list import ArticleList, ResultList
from reader.app.bindings import bindings_for
from reader.app.bookmarks import Bookmarking
from reader.app.choosing import Choosing
from reader.app.comparing import Comparing
from reader.app.desk import Desk
from reader.app.field import Field
from reader.app.following import Following
from reader.app.importing import Importing
from reader.app.lists_pane import ListsPane
from reader.app.mended_report import MendedReport
from reader.app.notes_pane import NotesPane
from reader.app.panes import Panes
from reader.app.provenance import Provenance, ReasonLine
from reader.app.reader_pane import ReaderPane
from reader.app.reading import Reading
from reader.app.search_pane import SearchPane
from reader.app.searching import Searching
from reader.app.start import Start
from reader.app.status_bar import StatusBar
from reader.app.surroundings import Surroundings


class _Row(Horizontal):
    """Panes side by side; they cover it, so it draws nothing."""

    BLANK = True


class _Column(Vertical):
    """Panes below each other."""

    BLANK = True


class MainScreen(
    Panes,
    Comparing,
    Following,
    Reading,
    Provenance,
    MendedReport,
    Annotating,
    Bookmarking,
    Searching,
    Choosing,
    Importing,
    Surroundings,
    Screen[None],
):
    """List, article, notes and search; the screen only routes."""

    BINDINGS: ClassVar[list[Any]] = bindings_for("everywhere")
    AUTO_FOCUS = None

    def __init__(self, desk: Desk, start: Start) -> None:
        super().__init__()
        self.desk = desk
        self.modes = set()
        self.ended = deque()
        self._start = start

    def compose(self) -> ComposeResult:
        # Textual says so after the first paint, and has to lay out and paint everything again.
        breakpoints = self.app.HORIZONTAL_BREAKPOINTS or []
        self.add_class(*self._get_breakpoint_classes(self.size.width, breakpoints), update=False)
        with _Row(id="panes"):
            yield ListsPane(id="lists")
            with _Column(id="left"):
                yield SearchPane(id="search")
                yield ArticleList(id="articles")
                yield ResultList(id="results")
            with _Column(id="reading"):
                yield ReaderPane(id="article")
                yield ReasonLine()
                yield Field(placeholder="Find in this article", id="find")
            yield NotesPane(id="notes")
        yield Static("", id="too-small", markup=False)
        yield StatusBar()

    def on_mount(self) -> None:
        last = self.desk.last_session()
        self.query_one(ArticleList).set_compact(self.desk.settings.compact)
        self.lay_lines(self.view)
        self.show_list(at=self._start.article or (last[0] if last else None))
        if self._start.article is not None:
            self.read(self._start.article, at=self._start.at)
        elif last is not None:
            article, is_reading = last
            self.read(article, is_opened=False)
            self.focus_pane("article" if is_reading else "articles")
        else:
            self.focus_pane("articles")
        self.call_after_refresh(self.show_lists)
        self.call_after_refresh(self.show_notes)
        self.call_after_refresh(self._settle)
        self.call_after_refresh(self.take_up_draft)
        self.begin_imports(self._start.imports)
        self.watch(self.view, "mode", self.show_status, init=False)
        self.set_interval(1.0, self.look_for_changes)
        self.watch(self.articles, "cursor", self.show_place, init=False)
        for name in ("progress", "measured"):
            self.watch(self.view, name, self.show_place, init=False)
        for name in ("text_name", "change_number"):
            self.watch(self.view, name, self.show_reason, init=False)
        self.watch(self.view, "text_name", self.show_status, init=False)
        self.set_interval(5.0, self.keep_session)
        for remark in self.desk.remarks:
            self.notify(remark, severity="warning", markup=False)

    def _settle(self) -> None:
        """Go on with what was taken back when the program was cut off."""
        if self.desk.is_unsettled():
            self.clean_again()

    def action_back(self) -> None:
        """From a pane to the one before it; from the results back to the list."""
        if self.give_up_awaited():
            return
        if "zen" in self.modes:
            self.action_zen()
        elif self.pane == "notes":
            self.modes.discard("notes")
            self.focus_pane("article")
        elif self.pane == "lists":
            self.leave_lists()
        elif self.pane == "results":
            self.leave_search()
        elif self.pane == "find":
            self.give_up_find()
        elif self.view.has_matches and self.pane == "article" and "searching" not in self.modes:
            self.view.set_matches(())
        elif self.view.text_name != "clean" and self.pane == "article":
            self.view.show_clean()
        elif self.pane == "article" and self.view.chosen_link:
            self.view.leave_link()
        elif self.pane != "article" or not self.go_back():
            self.action_show_list()
