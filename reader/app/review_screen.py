"""The daily review: a few old highlights, one at a time, each kept, put off or opened."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.app.bindings import bindings_for, suspend_binding
from reader.app.commands import of_group, shown_keys
from reader.app.desk import Desk
from reader.app.dialogs import Dialog
from reader.app.undoing import take_back
from reader.article import Annotation
from reader.errors import ReaderError
from reader.text.safety import safe

_EVERY = 1_000_000  # more than anybody has due


class ReviewScreen(Dialog):
    """Answers the annotation to open, or None."""

    DEFAULT_CSS = """
    ReviewScreen VerticalScroll { height: auto; max-height: 65vh; padding: 1 1 0 1; }
    ReviewScreen #said { height: auto; text-style: italic; }
    ReviewScreen #note { height: auto; }
    """
    BINDINGS: ClassVar[list[Any]] = [*bindings_for("review"), suspend_binding()]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._all = self._left = desk.notes.due()

    def compose(self) -> ComposeResult:
        with Vertical(), VerticalScroll():  # the keys are in the border: a long note hides none
            yield Static("", id="said", markup=False)
            yield Static("", id="note", markup=False)

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        made = self._left[0] if self._left else None
        self.query_one("#said", Static).update(Content(self._quote(made)))
        self.query_one("#note", Static).update(Content(self._note(made)))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        keys = [f"{shown_keys(each.key.split(',')[0])} {each.label}" for each in of_group("review")]
        box = self.query_one(Vertical)
        done = f" {len(self._all) - len(self._left)}/{len(self._all)}" if made else ""
        box.border_title = Content(f"Review{done}")
        box.border_subtitle = Content("  ".join(keys if made else ["Esc Back"]))

    def _quote(self, made: Annotation | None) -> str:
        if made is None:
            done = "Nothing is due for review today."
            if self._all:
                is_more = bool(self._desk.notes.due(1))
                done = "Enough for a day; V shows more." if is_more else "That is all for today."
            return f"{done} A highlight comes back after a week, then after twice the time."
        return safe(f"“{made.quote}”" if made.quote else "On the whole article")

    def _note(self, made: Annotation | None) -> str:
        if made is None:
            return ""
        found = self._desk.library.headlines([made.article])
        title = found[0].title if found else "no longer in the library"
        tags = "".join(f" #{tag}" for tag in made.tags)
        return safe(
            (f"✎ {made.note}\n" if made.note else "") + f"{title} · {made.created[:10]}{tags}"
        )

    def _settle(self, is_kept: bool) -> None:
        """Say when it comes back, once that is on disk, and show the next."""
        if not self._left:
            return
        made = self._left[0]
        try:
            notes = self._desk.notes
            due = notes.keep(made.id) if is_kept else notes.snooze(made.id)
        except ReaderError as error:
            self._say_failure(error)
            return
        self.notify(f"Comes back on {due}", markup=False, timeout=2)
        self._left = self._left[1:]
        self._show()

    def _say_failure(self, error: ReaderError) -> None:
        self.notify(f"{error} {error.hint}".strip(), severity="error", markup=False)

    def action_review_keep(self) -> None:
        self._settle(True)

    def action_review_snooze(self) -> None:
        self._settle(False)

    def action_review_undo(self) -> None:
        """What is due again, if that was decided here, stands here again."""

        def done(said: str) -> None:
            self.app.notify(said, markup=False, timeout=2)
            if not self.is_attached:
                return  # it took long, and one has left
            due = {made.id for made in self._desk.notes.due(limit=_EVERY)}
            self._left = [made for made in self._all if made.id in due]
            self._show()

        take_back(self, self._desk.notes, done, self._say_failure)

    def action_review_open(self) -> None:
        if self._left:
            self.dismiss(self._left[0])
