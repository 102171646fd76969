"""The daily review: a few old highlights, one at a time, each kept, put off or opened."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reader.app.bindings import bindings_for, suspend_binding
from reader.app.commands import of_group, shown_keys
from reader.app.desk import Desk
from reader.app.dialogs import Dialog
from reader.article import Annotation
from reader.errors import ReaderError
from reader.text.safety import safe


class _Quote(Static, can_focus=True):
    """What was marked; the keys of the review work while it has the focus."""


class ReviewScreen(Dialog):
    """Answers the annotation to open, or None."""

    DEFAULT_CSS = """
    ReviewScreen #said { height: auto; max-height: 14; padding: 1 1 0 1; text-style: italic; }
    ReviewScreen #note { height: auto; max-height: 6; padding: 0 1; }
    ReviewScreen .hint { padding: 1 1 0 1; }
    """
    BINDINGS: ClassVar[list[Any]] = [*bindings_for("review"), suspend_binding()]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._left = desk.notes.due()
        self._all = len(self._left)

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.border_title = Content("Review")
            yield _Quote("", id="said", markup=False)
            yield Static("", id="note", markup=False)
            yield Static("", id="hint", classes="hint", markup=False)

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        made = self._left[0] if self._left else None
        self.query_one("#said", Static).update(Content(self._quote(made)))
        self.query_one("#note", Static).update(Content(self._note(made)))
        keys = "  ".join(
            f"{shown_keys(each.key.split(',')[0])} {each.label}" for each in of_group("review")
        )
        self.query_one("#hint", Static).update(Content(keys if made else "Esc Back"))
        done = self._all - len(self._left)
        self.query_one(Vertical).border_subtitle = Content(f"{done}/{self._all}" if made else "")

    def _quote(self, made: Annotation | None) -> str:
        if made is None:
            done = "That is all for today." if self._all else "Nothing is due for review today."
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
            self.notify(f"{error} {error.hint}".strip(), severity="error", markup=False)
            return
        self.notify(f"Comes back on {due}", markup=False, timeout=2)
        self._left = self._left[1:]
        self._show()

    def action_review_keep(self) -> None:
        self._settle(True)

    def action_review_snooze(self) -> None:
        self._settle(False)

    def action_review_open(self) -> None:
        if self._left:
            self.dismiss(self._left[0])
