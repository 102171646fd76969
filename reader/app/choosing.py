"""The lists beside the articles: choosing one, and saved searches made, renamed, moved, deleted."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from textual import on, work
from textual.worker import get_current_worker

from reader.app.list_rows import ListRow
from reader.app.lists_pane import ListsPane
from reader.app.row_list import RowList
from reader.app.screen_parts import ScreenParts
from reader.errors import ReaderError

_REST_SECONDS = 0.4  # after a change, before counting: many changes come in a row


class Choosing(ScreenParts):
    """The main screen's part that shows the lists."""

    _is_counting = False
    _is_changed = False  # since counting began

    @property
    def lists(self) -> ListsPane:
        """The lists."""
        return self.query_one(ListsPane)

    def show_lists(self) -> None:
        """Bring the lists up to date, what takes long a moment later."""
        self._lay_out_lists()
        self._is_changed = True
        if not self._is_counting:
            self._is_counting = True
            self.set_timer(_REST_SECONDS, self.count_lists)

    def _lay_out_lists(self, at: str = "") -> None:
        """Show the rows; the cursor on a list, else where it is, else on the open one."""
        rows, pane = self.desk.lists.rows(), self.lists
        if not at:
            is_here = pane.has_focus and pane.current is not None
            at = pane.current.label if is_here and pane.current else self.desk.list.label
        index = next((i for i, row in enumerate(rows) if row.label == at), pane.cursor)
        pane.set_rows(len(rows), lambda start, limit: rows[start : start + limit], cursor=index)

    @work(thread=True, group="count")
    def count_lists(self) -> None:
        """Off the event loop; who searches comes first, and is waited for."""
        worker = get_current_worker()
        self._is_changed = False
        is_done = False
        try:
            is_done = self.desk.lists.count(
                lambda: worker.is_cancelled or "searching" in self.modes
            )
        except ReaderError as error:
            self.app.call_from_thread(self.say_failure, error)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_counts, is_done)

    def _show_counts(self, is_done: bool) -> None:
        self._is_counting = False
        if self.is_closing:
            return
        if is_done:
            self._lay_out_lists()
        if self._is_changed and "searching" not in self.modes:
            self._is_counting = True
            self.set_timer(_REST_SECONDS, self.count_lists)

    @on(RowList.Moved, "#lists")
    def show_list_keys(self) -> None:
        """A saved search has keys of its own."""
        self.show_status()

    @on(RowList.Chosen, "#lists")
    def choose_list(self, event: RowList.Chosen) -> None:
        """Show a list; a saved search with words is searched for."""
        from reader.search.query import parse

        row: ListRow = event.row
        query = parse(row.query)
        if query.words:
            self.start_search(row.query)
            self.focus_pane("results")
        elif row.query or row.filter is not None:
            self.desk.choose_list(row if row.filter else replace(row, filter=query.filter))
            self.show_list()
            self.focus_pane("articles")

    # saved searches

    def action_save_search(self) -> None:
        """Ask for a name for what is being searched."""
        from reader.app.dialogs import Prompt

        query = self.search.field.value.strip()
        if not query:
            self.say("Nothing is being searched: / searches, Ctrl-S then saves it.")
            return
        hint = f"{query}\nIt stands in the lists (L) under this name."
        self.app.push_screen(
            Prompt("Save the search", hint, value=query), partial(self._save_search, query)
        )

    def _save_search(self, query: str, name: str | None) -> None:
        if name is None:
            return
        try:
            self.desk.notes.save_search(name, query)
        except ReaderError as error:
            self.say_failure(error)
            return
        self.remember_query()
        self.say(f"Saved as “{name.strip()}”; it stands in the lists (L)")
        self.show_lists()

    @on(ListsPane.Wanted)
    def change_search(self, event: ListsPane.Wanted) -> None:
        """Rename, delete or move a saved search."""
        from reader.app.dialogs import Prompt

        name, notes = event.row.label, self.desk.notes
        if event.what == "rename":
            self.app.push_screen(
                Prompt("Rename the search", event.row.query, value=name),
                lambda new: (
                    self._do_to_search(lambda: notes.rename_search(name, new), new, "")
                    if new
                    else None
                ),
            )
        elif event.what == "delete":
            self._do_to_search(
                lambda: notes.delete_search(name), "", f"“{name}” deleted; u takes it back"
            )
        else:
            names = [each for each, _ in notes.saved_searches()]
            place = names.index(name) + (1 if event.what == "down" else -1)
            self._do_to_search(lambda: notes.move_search(name, place), name, "")

    def _do_to_search(self, change: Callable[[], object], at: str, said: str) -> None:
        """Change a saved search and show it, the cursor on it."""
        try:
            change()
        except ReaderError as error:
            self.say_failure(error)
            return
        if said:
            self.say(said)
        self.show_lists()
        if at:
            self._lay_out_lists(at)
