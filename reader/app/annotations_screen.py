"""All highlights and notes on one screen: filtered, grouped, ordered, changed, exported, jumped to.

The query's answer is found in a thread; how rows are arranged is `arranging`'s, how one looks
`annotation_rows`'.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual import on, work
from textual.app import App, ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker, get_current_worker

from reader.app.annotation_rows import AnnotationRows
from reader.app.arranging import GROUPINGS, ORDERS, Arranged, Grouping, Order, arrange
from reader.app.bindings import bindings_for, help_binding, suspend_binding
from reader.app.commands import COMMANDS, Group, shown_keys
from reader.app.desk import Desk
from reader.app.dialogs import NoteEditor, Prompt
from reader.app.drafts import Draft
from reader.app.field import Field
from reader.app.note_writing import about_edited
from reader.app.row_list import RowList
from reader.app.selection import next_color
from reader.app.status_bar import StatusBar
from reader.app.tagging import chosen_tags, tagged
from reader.app.undoing import take_back
from reader.article import Annotation, ArticleId
from reader.errors import ReaderError


class AnnotationsScreen(Screen[Annotation]):
    """Answers the annotation to jump to, or None."""

    DEFAULT_CSS = """
    AnnotationsScreen Input { height: 1; border: none; background: $panel; padding: 0 1; }
    AnnotationsScreen Input:focus { border: none; }
    AnnotationRows { height: 1fr; border: round $border; border-title-color: $text-muted; }
    """
    AUTO_FOCUS = "AnnotationRows"
    BINDINGS: ClassVar[list[Any]] = [
        *bindings_for("annotations"),
        help_binding(),
        suspend_binding(),
    ]
    HELP_GROUP: ClassVar[Group] = "annotations"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_asked = True  # and not answered yet
        self._found: tuple[Annotation, ...] = ()
        self._headlines: dict[ArticleId, str] = {}
        self._rows: list[Arranged] = []
        self._marked: set[str] = set()
        self._grouping: Grouping = "article"
        self._order: Order = "place"
        self._version = desk.notes.data_version()  # of the notes, when they were last looked for

    def compose(self) -> ComposeResult:
        yield Field(placeholder="Filter: words, tag:, source:, after: …", id="filter")
        yield AnnotationRows(id="annotations")
        yield StatusBar()

    def on_mount(self) -> None:
        own = self._desk.settings.keys
        shown = [each for each in COMMANDS if each.group == "annotations" and each.on_bar]
        shown += [each for each in COMMANDS if each.id == "help"]
        self.query_one(StatusBar).keys = tuple(
            (shown_keys(own.get(each.id, each.key).split(",")[0]), each.label) for each in shown
        )
        self.find("")
        self.set_interval(1.0, self._look_for_changes)

    # what is shown

    @property
    def is_waiting(self) -> bool:
        """For rows: keys are about them as they are now (see `type_ahead`); letters go on."""
        return self._is_asked and not isinstance(self.focused, Input)

    def _look_for_changes(self) -> None:
        """What another program writes comes on screen here too."""
        if self._desk.notes.data_version() != self._version:
            self._find_again()

    @on(Input.Changed)
    def ask(self, event: Input.Changed) -> None:
        self._is_asked = True
        self.find(event.value)

    @work(thread=True, exclusive=True, group="annotated")
    def find(self, text: str) -> None:
        """Find what the query means, and show it if nothing newer was asked."""
        from reader.search.annotated import annotated

        worker = get_current_worker()
        try:
            found = annotated(self._desk.library, self._desk.notes, text)
            found = [each for each in found if each.kind != "bookmark"]
            ids = dict.fromkeys(each.article for each in found)
            headlines = {each.id: each.title for each in self._desk.library.headlines(ids)}
        except ReaderError as error:
            self.app.call_from_thread(self._say_failure, error)
            return
        self.app.call_from_thread(self._show, worker, found, headlines)

    def _find_again(self) -> None:
        """What is shown has changed."""
        self._version = self._desk.notes.data_version()
        self._is_asked = True
        self.find(self.query_one(Input).value)

    def _show(
        self,
        worker: Worker[None],
        found: Sequence[Annotation],
        headlines: dict[ArticleId, str],
    ) -> None:
        """Show these, unless something else was asked meanwhile, or one has left.

        Marks on what is no longer among them are dropped.
        """
        if worker.is_cancelled:
            return
        self._is_asked = False
        self._found, self._headlines = tuple(found), headlines
        self._marked &= {each.id for each in found}
        self._arrange()

    def _arrange(self) -> None:
        pane = self.query_one(AnnotationRows)
        at = pane.current
        rows = arrange(self._found, self._headlines, self._grouping, self._order)
        rows = [replace(row, is_marked=row.annotation.id in self._marked) for row in rows]
        ids = [row.annotation.id for row in rows]
        grouped = "" if self._grouping == "none" else f" · by {self._grouping}"
        title = f"Notes · {len(self._found):,}{grouped} · {self._order}"
        pane.border_title = Content(title + (f" · {len(self._marked)} ✓" if self._marked else ""))
        pane.empty_text = (
            "No highlight or note answers that.\n\nFewer words find more."
            if self.query_one(Input).value.strip()
            else "Nothing marked yet.\n\nIn an article, v selects:\nh highlights, a writes a note."
        )
        is_there = at is not None and at.annotation.id in ids
        cursor = ids.index(at.annotation.id) if at is not None and is_there else pane.cursor
        self._rows = rows
        pane.set_rows(len(rows), lambda start, limit: rows[start : start + limit], cursor=cursor)

    # moving about

    @on(Input.Submitted)
    def leave_filter(self) -> None:
        self.query_one(AnnotationRows).focus()

    @on(RowList.Chosen)
    def jump(self, event: RowList.Chosen) -> None:
        self.dismiss(event.row.annotation)

    def action_filter_annotations(self) -> None:
        self.query_one(Input).focus()

    def action_leave_annotations(self) -> None:
        """From the filter to the rows, from the rows back to the panes."""
        if isinstance(self.focused, Input):
            self.query_one(AnnotationRows).focus()
        else:
            self.dismiss(None)

    def action_group_annotations(self) -> None:
        self._grouping = GROUPINGS[(GROUPINGS.index(self._grouping) + 1) % len(GROUPINGS)]
        self._arrange()

    def action_order_annotations(self) -> None:
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self._arrange()

    def action_mark_annotation(self) -> None:
        """Choose the row, or no longer; what is done next is done to all that are chosen."""
        pane = self.query_one(AnnotationRows)
        if pane.current is not None:
            self._marked ^= {pane.current.annotation.id}
            self._arrange()
            pane.cursor += 1

    def _chosen(self) -> list[Annotation]:
        """Those that are marked, else the one under the cursor."""
        row = self.query_one(AnnotationRows).current
        if self._marked:
            return [each for each in self._found if each.id in self._marked]
        return [row.annotation] if row is not None else []

    # changing

    def _do(
        self, chosen: Sequence[Annotation], change: Callable[[list[str]], None], said: str
    ) -> None:
        """Change what was chosen; say so once it is on disk."""
        ids = [each.id for each in chosen]
        if not ids:
            return
        try:
            change(ids)
        except ReaderError as error:
            self._say_failure(error)
            return
        self.notify(f"{said}: {len(ids):,}", markup=False, timeout=3)
        self._find_again()

    def _say_failure(self, error: ReaderError) -> None:
        self._is_asked = False
        self.notify(f"{error} {error.hint}".strip(), severity="error", markup=False)

    def action_tag_annotations(self) -> None:
        """Ask for a tag, and give it to what is chosen, or take it where all have it."""
        chosen = self._chosen()

        def tag(answer: str | None) -> None:
            tags, has = chosen_tags(answer or "", [each.tags for each in chosen])
            if tags:
                said = tagged(tags, has)
                self._do(chosen, lambda ids: self._desk.notes.tag_all(ids, tags, not has), said)

        if chosen:
            title = "Tag it" if len(chosen) == 1 else f"Tag {len(chosen):,} of these"
            known = sorted({tag for each in self._found for tag in each.tags})
            hint = "Enter adds it, or takes it away where all have it; commas separate tags."
            self.app.push_screen(Prompt(title, hint, known=known), tag)

    def action_recolor_annotations(self) -> None:
        chosen = self._chosen()
        color = next_color(chosen[0].color) if chosen else ""
        self._do(chosen, lambda ids: self._desk.notes.recolor_all(ids, color), f"Now {color}")

    def action_delete_annotations(self) -> None:
        self._do(self._chosen(), self._desk.notes.delete_all, "Deleted, u takes it back")

    def action_undo_annotations(self) -> None:
        def done(said: str) -> None:
            self.app.notify(said, markup=False, timeout=3)
            if self.is_attached:  # else it took long, and one has left
                self._find_again()

        take_back(self, self._desk.notes, done, self._say_failure)

    def action_edit_annotation(self) -> None:
        """Write the note of the row."""
        row = self.query_one(AnnotationRows).current
        if row is None:
            return
        made = row.annotation

        def keep(text: str) -> bool:
            try:
                self._desk.notes.edit(made.id, note=text, seen=made.note)
            except ReaderError as error:
                self._say_failure(error)
                return False
            self._find_again()
            return True

        folders = self._desk.folders
        draft = Draft(folders.drafts, about_edited(made))
        self.app.push_screen(NoteEditor("Note", keep, folders.state, draft))

    def action_export_annotations(self) -> None:
        """Ask for a file, and write what is shown; its ending says the format."""

        shown = list(dict.fromkeys(row.annotation for row in self._rows))

        def export(answer: str | None) -> None:
            if answer and answer.strip():  # it is written, and said, even if one leaves meanwhile
                work = partial(_export, self.app, self._desk, shown, answer.strip())
                self.app.run_worker(work, thread=True, group="export")

        if shown:
            hint = ".md .jsonl .jsonld .org .csv .html, or a folder for Markdown to edit"
            self.app.push_screen(Prompt("Export what is shown to", hint), export)


def _export(app: App[None], desk: Desk, shown: list[Annotation], path: str) -> None:
    from reader.export.writing import write_shown

    try:
        said = write_shown(desk.library, desk.notes, shown, path)
    except ReaderError as error:
        say = partial(app.notify, f"{error} {error.hint}".strip(), severity="error", markup=False)
    else:
        say = partial(app.notify, said, markup=False, timeout=5)
    app.call_from_thread(say)
