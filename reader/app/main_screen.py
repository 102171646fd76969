"""The main screen: the panes, and what passes between them. What is done to data is the desk's."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.app.annotating import Annotating
from reader.app.article_list import ArticleList, ResultList
from reader.app.bindings import bindings_for
from reader.app.commands import shown_keys
from reader.app.desk import Desk, ListRow
from reader.app.importing import Importing
from reader.app.lists_pane import ListsPane
from reader.app.notes_pane import NotesPane
from reader.app.reader_pane import ReaderPane
from reader.app.reading import Reading
from reader.app.row_list import RowList
from reader.app.search_pane import SearchPane
from reader.app.searching import Searching
from reader.app.status_bar import StatusBar
from reader.article import ArticleId

_SMALLEST = (30, 8)  # columns and rows with which one can still read
_PANES = {"lists": "lists", "articles": "left", "results": "left", "article": "reading",
          "find": "reading", "notes": "notes"}  # fmt: skip


class MainScreen(Reading, Annotating, Searching, Importing, Screen[None]):
    """List, article, notes and search; the screen only routes."""

    BINDINGS: ClassVar[list[Any]] = bindings_for("everywhere")
    AUTO_FOCUS = None

    def __init__(
        self,
        desk: Desk,
        *,
        imports: Sequence[Path] = (),
        article: ArticleId | None = None,
        at: int | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._first = (tuple(imports), article, at)

    def compose(self) -> ComposeResult:
        with Horizontal(id="panes"):
            yield ListsPane(id="lists")
            with Vertical(id="left"):
                yield SearchPane(id="search")
                yield ArticleList(id="articles")
                yield ResultList(id="results")
            with Vertical(id="reading"):
                yield ReaderPane(id="article")
                yield Input(placeholder="Find in this article", id="find")
            yield NotesPane(id="notes")
        yield Static("", id="too-small", markup=False)
        yield StatusBar()

    def on_mount(self) -> None:
        imports, article, at = self._first
        last = self.desk.last_session()
        self.query_one(ArticleList).set_compact(self.desk.settings.compact)
        self.query_one(ReaderPane).measure = self.desk.settings.measure
        self.show_list()
        if article is not None:
            self.read(article, at=at)
        elif last is not None:
            self.read(last, is_opened=False)
            self.focus_pane("articles")
        else:
            self.focus_pane("articles")
        self.call_after_refresh(self.show_lists)
        self.begin_imports(imports)
        self.set_interval(1.0, self.look_for_changes)

    # the panes

    @property
    def articles(self) -> ArticleList:
        return self.query_one(ArticleList)

    @property
    def view(self) -> ReaderPane:
        return self.query_one(ReaderPane)

    def focus_pane(self, name: str) -> None:
        """Go to a pane; under 100 columns it takes the screen."""
        self.set_class(False, "-at-lists", "-at-left", "-at-reading", "-at-notes")
        self.add_class(f"-at-{_PANES[name]}")
        if name in ("lists", "notes"):
            self.add_class(f"-show-{name}")
        elif name in ("articles", "results"):
            self.remove_class("-show-lists")
        self.query_one(f"#{name}", Widget).focus(scroll_visible=False)

    @property
    def pane(self) -> str:
        """The pane with the focus."""
        return (self.focused.id or "") if self.focused is not None else ""

    def _row_of_panes(self) -> list[str]:
        """The panes from left to right, as they can be reached now."""
        middle = "results" if self.has_class("-searching") else "articles"
        row = [middle, "article"]
        if self.has_class("-wide") or self.has_class("-show-lists"):
            row.insert(0, "lists")
        if self.has_class("-wide") or self.has_class("-show-notes"):
            row.append("notes")
        return row

    def _step_pane(self, step: int, *, is_cycle: bool) -> None:
        row = self._row_of_panes()
        at = row.index(self.pane) + step if self.pane in row else 0
        self.focus_pane(row[at % len(row) if is_cycle else max(0, min(at, len(row) - 1))])

    def action_pane_right(self) -> None:
        if self.pane in ("articles", "results"):
            self.query_one(f"#{self.pane}", RowList).action_choose()
        else:
            self._step_pane(1, is_cycle=False)

    def action_pane_left(self) -> None:
        self._step_pane(-1, is_cycle=False)

    def action_next_pane(self) -> None:
        self._step_pane(1, is_cycle=True)

    def action_previous_pane(self) -> None:
        self._step_pane(-1, is_cycle=True)

    def action_show_list(self) -> None:
        self.focus_pane("results" if self.has_class("-searching") else "articles")

    def action_show_article(self) -> None:
        self.focus_pane("article")

    def action_show_lists(self) -> None:
        self.show_lists()
        self.focus_pane("lists")

    def action_back(self) -> None:
        """From a pane to the one before it; from the results back to the list."""
        if self.has_class("-zen"):
            self.remove_class("-zen")
        elif self.pane == "notes":
            self.remove_class("-show-notes")
            self.focus_pane("article")
        elif self.pane == "results":
            self.leave_search()
        elif self.view.has_matches and self.pane == "article" and not self.has_class("-searching"):
            self.view.set_matches(())
        else:
            self.action_show_list()

    def action_zen(self) -> None:
        self.focus_pane("article")
        self.toggle_class("-zen")

    # lists

    def show_lists(self) -> None:
        """Bring the lists up to date."""
        rows = self.desk.lists()
        pane = self.query_one(ListsPane)
        at = next((i for i, row in enumerate(rows) if row.label == self.desk.list.label), 0)
        pane.set_rows(len(rows), lambda start, limit: rows[start : start + limit], cursor=at)

    @on(RowList.Chosen, "#lists")
    def choose_list(self, event: RowList.Chosen) -> None:
        row: ListRow = event.row
        if row.query:
            self.remove_class("-show-lists")
            self.start_search(row.query)
        elif row.filter is not None:
            self.desk.choose_list(row)
            self.show_list()
            self.focus_pane("articles")

    # what stands around the panes

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        self.show_status()

    def show_status(self) -> None:
        """Say where one is, and which keys matter here."""
        bar = self.query_one(StatusBar)
        bar.place = self.whereabouts()
        own = self.desk.settings.keys
        bar.keys = tuple(
            (
                shown_keys(own.get(b.id or "", b.key).split(",")[0]),
                b.description,
            )
            for _, b, is_enabled, _ in self._shown_bindings()
            if is_enabled
        )

    def _shown_bindings(self) -> list[Any]:
        """The bindings to name in the bar: those of the pane first."""
        seen: dict[str, Any] = {}
        for active in self.active_bindings.values():
            if active.binding.show and active.binding.id:
                seen.setdefault(active.binding.id, active)
        return sorted(seen.values(), key=lambda active: active.node is self)

    def on_resize(self, event: events.Resize) -> None:
        columns, rows = event.size
        is_tiny = columns < _SMALLEST[0] or rows < _SMALLEST[1]
        self.set_class(is_tiny, "-tiny")
        if is_tiny:
            said = f"reader needs {_SMALLEST[0]}x{_SMALLEST[1]}; this is {columns}x{rows}."
            self.query_one("#too-small", Static).update(Content(said))
